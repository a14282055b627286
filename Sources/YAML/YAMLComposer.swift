import CYAML

/// Makes the tree of nodes from libyaml's events.
struct YAMLComposer: ~Copyable {
    private struct Anchored {
        var node: YAMLNode
        var count: Int
        var height: Int
    }

    private let parser: OpaquePointer
    // The parser reads from these; they live as long as it does.
    private let input: UnsafeMutableBufferPointer<UInt8>
    private var source: YAMLSource
    private let duplicates: YAMLDocument.DuplicateKeys
    private let limits: YAMLDocument.Limits
    private var event = dd_yaml_event()
    private var anchors: [String: Anchored] = [:]
    /// Anchors whose value is not finished yet.
    private var open: Set<String> = []
    private var nodes = 0
    private var aliased = 0
    private var duplicateKeys: [YAMLDuplicateKey] = []

    init(_ source: YAMLSource, duplicateKeys: YAMLDocument.DuplicateKeys, limits: YAMLDocument.Limits) throws(YAMLError) {
        let text = source.bytes[source.skipped...]
        input = .allocate(capacity: text.count)
        _ = input.initialize(fromContentsOf: text)
        guard let parser = dd_yaml_open(input.baseAddress, input.count) else {
            input.deallocate()
            throw source.error(at: 0, "The file could not be read: the memory does not suffice.")
        }
        self.parser = parser
        self.source = source
        duplicates = duplicateKeys
        self.limits = limits
    }

    deinit {
        dd_yaml_close(parser)
        input.deallocate()
    }

    mutating func stream() throws(YAMLError) -> YAMLDocument.Stream {
        var documents: [YAMLNode] = []
        repeat {
            try step()
            guard event.kind == DD_YAML_DOCUMENT_START else { continue }
            anchors = [:]
            try step()
            documents.append(try node(depth: 0).node)
        } while event.kind != DD_YAML_STREAM_END
        return YAMLDocument.Stream(documents: documents, duplicateKeys: duplicateKeys)
    }

    private mutating func step() throws(YAMLError) {
        guard dd_yaml_next(parser, &event) else { throw YAMLProblem.error(parser, source) }
    }

    private func error(_ mark: YAMLMark, _ sentence: String, otherLine: Int? = nil) -> YAMLError {
        YAMLError(file: source.file, line: mark.line, column: mark.column, otherLine: otherLine, sentence: sentence)
    }

    /// The node that begins with the present event, with how many nodes it holds and how high it stands.
    private mutating func node(depth: Int) throws(YAMLError) -> (node: YAMLNode, count: Int, height: Int) {
        let start = source.mark(event.start)
        nodes += 1
        try check(depth: depth, at: start)
        if event.kind == DD_YAML_ALIAS { return try alias(depth: depth, at: start) }
        let anchor = event.anchor.map { String(cString: $0) }
        if let anchor { open.insert(anchor) }
        let made: (node: YAMLNode, count: Int, height: Int)
        switch event.kind {
        case DD_YAML_SEQUENCE_START: made = try sequence(depth: depth, from: start)
        case DD_YAML_MAPPING_START: made = try mapping(depth: depth, from: start)
        default: made = (scalar(from: start), 1, 0)
        }
        if let anchor {
            open.remove(anchor)
            anchors[anchor] = Anchored(node: made.node, count: made.count, height: made.height)
        }
        return made
    }

    private func check(depth: Int, at start: YAMLMark) throws(YAMLError) {
        guard depth <= limits.depth else {
            throw error(
                start, "Collections stand more than \(limits.depth) deep in each other here; at most \(limits.depth) are read.")
        }
        guard nodes <= limits.nodes else {
            throw error(start, "The file holds more than \(limits.nodes) values; at most that many are read.")
        }
    }

    private mutating func alias(depth: Int, at start: YAMLMark) throws(YAMLError) -> (node: YAMLNode, count: Int, height: Int) {
        let name = event.anchor.map { String(cString: $0) } ?? ""
        if open.contains(name) { throw error(start, "The alias *\(name) stands inside the value it names, so it never ends.") }
        guard let anchored = anchors[name] else {
            throw error(start, "The alias *\(name) names nothing: an anchor &\(name) is expected before it in this document.")
        }
        aliased += anchored.count
        nodes += anchored.count - 1
        guard aliased <= limits.aliasedNodes else {
            throw error(start, "Aliases bring in more than \(limits.aliasedNodes) values; at most that many are read.")
        }
        try check(depth: depth + anchored.height, at: start)
        return (anchored.node, anchored.count, anchored.height)
    }

    private mutating func scalar(from start: YAMLMark) -> YAMLNode {
        let text = String(decoding: UnsafeBufferPointer(start: event.value, count: event.length), as: UTF8.self)
        let style: YAMLNode.Style =
            switch event.style {
            case DD_YAML_PLAIN: .plain
            case DD_YAML_LITERAL, DD_YAML_FOLDED: .block
            default: .quoted
            }
        let tag = event.tag.map { String(cString: $0) }
        let end = source.mark(event.end)
        let isNull = style == .plain && YAMLScalar.isNull(text) && (tag == nil || tag == "tag:yaml.org,2002:null")
        return YAMLNode(isNull ? .null : .scalar(text, style), tag: tag, start: start, end: end)
    }

    private mutating func sequence(depth: Int, from start: YAMLMark) throws(YAMLError) -> (
        node: YAMLNode, count: Int, height: Int
    ) {
        let (tag, flow) = (event.tag.map { String(cString: $0) }, event.flow)
        var end = source.mark(event.end)
        var items: [YAMLNode] = []
        var (count, height) = (1, 0)
        try step()
        while event.kind != DD_YAML_SEQUENCE_END {
            let isAlias = event.kind == DD_YAML_ALIAS
            let written = source.mark(event.end)
            let item = try node(depth: depth + 1)
            end = isAlias ? written : item.node.end
            items.append(item.node)
            count += item.count
            height = max(height, item.height + 1)
            try step()
        }
        if flow { end = source.mark(event.end) }
        return (YAMLNode(.sequence(items), tag: tag, start: start, end: end), count, height)
    }
}

// Mappings: keys, keys that stand twice, and `<<`.
extension YAMLComposer {
    private struct Pairs {
        var entries: [YAMLEntry] = []
        var places: [String: Int] = [:]
        var merges: [YAMLNode] = []
    }

    private mutating func mapping(depth: Int, from start: YAMLMark) throws(YAMLError) -> (node: YAMLNode, count: Int, height: Int)
    {
        let (tag, flow) = (event.tag.map { String(cString: $0) }, event.flow)
        var end = source.mark(event.end)
        var pairs = Pairs()
        var (count, height) = (1, 0)
        try step()
        while event.kind != DD_YAML_MAPPING_END {
            let key = try key(depth: depth + 1)
            try step()
            let isAlias = event.kind == DD_YAML_ALIAS
            let written = source.mark(event.end)
            let value = try node(depth: depth + 1)
            end = isAlias ? written : value.node.end
            if end.offset < key.key.end.offset { end = key.key.end }
            count += value.count
            height = max(height, value.height + 1)
            if key.isMerge { pairs.merges.append(value.node) } else { try add(key.key, value.node, to: &pairs) }
            try step()
        }
        if flow { end = source.mark(event.end) }
        for source in pairs.merges { count += try merge(source, into: &pairs) }
        return (YAMLNode(.mapping(pairs.entries), tag: tag, start: start, end: end), count, height)
    }

    private mutating func key(depth: Int) throws(YAMLError) -> (key: YAMLKey, isMerge: Bool) {
        let isPlain = event.kind == DD_YAML_SCALAR && event.style == DD_YAML_PLAIN && event.tag == nil
        let (start, end) = (source.mark(event.start), source.mark(event.end))
        let node = try node(depth: depth).node
        guard let text = node.text else {
            throw error(start, "A key is expected to be a word, but here it is \(node.kindName).")
        }
        return (YAMLKey(name: YAMLComposer.name(node) ?? text, start: start, end: end), isPlain && text == "<<")
    }

    /// A key that is no text gets the name that JSON has for it.
    ///
    /// A float keeps its text: sigs.k8s.io/yaml would make `1.3` of `1.30`, which no reader of a table by release wants.
    private static func name(_ node: YAMLNode) -> String? {
        switch node.value {
        case .bool(let value): value ? "true" : "false"
        case .int(let number): String(number)
        default: nil
        }
    }

    private mutating func add(_ key: YAMLKey, _ value: YAMLNode, to pairs: inout Pairs) throws(YAMLError) {
        if let place = pairs.places[key.name] {
            let first = pairs.entries[place].key
            guard case .recorded = duplicates else {
                throw error(
                    key.start,
                    "The key \"\(key.name)\" stands twice in one mapping, first on line \(first.line); one is expected.",
                    otherLine: first.line)
            }
            duplicateKeys.append(YAMLDuplicateKey(name: key.name, firstLine: first.line, secondLine: key.line))
            pairs.entries[place] = YAMLEntry(key: key, value: value)
            return
        }
        pairs.places[key.name] = pairs.entries.count
        pairs.entries.append(YAMLEntry(key: key, value: value))
    }

    /// Adds what `<<` names, where the mapping has no such key of its own; the count of nodes that came in.
    private mutating func merge(_ node: YAMLNode, into pairs: inout Pairs) throws(YAMLError) -> Int {
        if case .sequence(let nodes) = node.content {
            var count = 0
            for node in nodes where node.entries != nil { count += try merge(node, into: &pairs) }
            guard nodes.allSatisfy({ $0.entries != nil }) else {
                throw error(node.start, "After << a mapping, or a list of mappings, is expected.")
            }
            return count
        }
        guard let entries = node.entries else {
            throw error(node.start, "After << a mapping, or a list of mappings, is expected, but here is \(node.kindName).")
        }
        var count = 0
        for var entry in entries where pairs.places[entry.key.name] == nil {
            entry.key.merged = true
            pairs.places[entry.key.name] = pairs.entries.count
            pairs.entries.append(entry)
            // The values are shared with the anchored mapping, whose nodes were counted when the alias was read.
            count += 1
        }
        aliased += count
        nodes += count
        guard aliased <= limits.aliasedNodes else {
            throw error(node.start, "Aliases bring in more than \(limits.aliasedNodes) values; at most that many are read.")
        }
        return count
    }
}
