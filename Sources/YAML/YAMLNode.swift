/// One value of a YAML file, with the place where it stands.
///
/// A value reached through an alias has the marks of the anchored value.
public struct YAMLNode: Sendable, Hashable {
    /// How a scalar is written.
    public enum Style: Sendable, Hashable {
        case plain
        /// In single or double quotes.
        case quoted
        /// After `|` or `>`.
        case block
    }

    /// What the node is.
    public indirect enum Content: Sendable, Hashable {
        /// Nothing, `~`, `null`: written, but without a value.
        case null
        /// A scalar's text, unescaped and unfolded.
        case scalar(String, Style)
        case sequence([YAMLNode])
        /// Pairs in the file's order. Keys merged by `<<` come last.
        case mapping([YAMLEntry])
    }

    public var content: Content
    /// The tag as written in full (`tag:yaml.org,2002:str`, `!vault`); nil where none is written.
    public var tag: String?
    /// Where the value begins.
    public var start: YAMLMark
    /// Just after the value's last character.
    ///
    /// A block collection ends with its last value, so comments after it lie outside.
    public var end: YAMLMark

    public init(_ content: Content, tag: String? = nil, start: YAMLMark, end: YAMLMark) {
        self.content = content
        self.tag = tag
        self.start = start
        self.end = end
    }

    /// The line where the value begins, counted from 1.
    public var line: Int { start.line }
    /// The column where the value begins, counted from 1.
    public var column: Int { start.column }
}

/// A pair of a mapping.
public struct YAMLEntry: Sendable, Hashable {
    public var key: YAMLKey
    public var value: YAMLNode

    public init(key: YAMLKey, value: YAMLNode) {
        self.key = key
        self.value = value
    }
}

/// A key of a mapping.
public struct YAMLKey: Sendable, Hashable {
    /// The key as Kubernetes sees it: sigs.k8s.io/yaml turns a plain `1`, `on` or `1.0` into the JSON keys 1, true and 1.
    public var name: String
    public var start: YAMLMark
    public var end: YAMLMark
    /// True where the pair came in through `<<`.
    public var merged: Bool

    public init(name: String, start: YAMLMark, end: YAMLMark, merged: Bool = false) {
        self.name = name
        self.start = start
        self.end = end
        self.merged = merged
    }

    /// The key's line, counted from 1.
    public var line: Int { start.line }
}

/// A key that stands twice in one mapping, in a file read with duplicates allowed.
public struct YAMLDuplicateKey: Sendable, Hashable {
    public var name: String
    /// The line of the one that is lost.
    public var firstLine: Int
    /// The line of the one that holds.
    public var secondLine: Int

    public init(name: String, firstLine: Int, secondLine: Int) {
        self.name = name
        self.firstLine = firstLine
        self.secondLine = secondLine
    }
}

extension YAMLNode {
    /// The value under a key of a mapping; nil where this is no mapping or has no such key.
    public subscript(_ key: String) -> YAMLNode? {
        guard case .mapping(let entries) = content else { return nil }
        return entries.first { $0.key.name == key }?.value
    }

    /// The value at an index of a sequence; nil where this is no sequence or is shorter.
    public subscript(_ index: Int) -> YAMLNode? {
        guard case .sequence(let nodes) = content, nodes.indices.contains(index) else { return nil }
        return nodes[index]
    }

    /// The pairs of a mapping, nil where this is none.
    public var entries: [YAMLEntry]? {
        guard case .mapping(let entries) = content else { return nil }
        return entries
    }

    /// The values of a sequence, nil where this is none.
    public var array: [YAMLNode]? {
        guard case .sequence(let nodes) = content else { return nil }
        return nodes
    }

    /// The keys of a mapping that are not among the known ones, in the file's order.
    ///
    /// Empty where this is no mapping.
    public func keys(notIn known: some Collection<String>) -> [YAMLKey] {
        let known = Set(known)
        return (entries ?? []).map(\.key).filter { !known.contains($0.name) }
    }

    /// What kind of value this is, as a sentence names it: `a mapping`, `a number`.
    public var kindName: String {
        switch content {
        case .null: "nothing"
        case .sequence: "a list"
        case .mapping: "a mapping"
        case .scalar:
            switch value {
            case .bool: "true or false"
            case .int, .float: "a number"
            case .string, .none: "a text"
            }
        }
    }
}

extension Optional where Wrapped == YAMLNode {
    /// So that `node["kubelet"]["x"]` reads without question marks.
    public subscript(_ key: String) -> YAMLNode? { flatMap { $0[key] } }
    public subscript(_ index: Int) -> YAMLNode? { flatMap { $0[index] } }
}
