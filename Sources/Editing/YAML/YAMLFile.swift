import YAML

/// A YAML file: the document that is meant, and where its values stand.
struct YAMLFile: StructuredFile {
    let text: SourceText
    let documents: [YAMLNode]
    /// The document that is meant; nil in a file that has none.
    let chosen: Int?
    let duplicates: [YAMLDuplicateKey]
    let tree: Tree
    let others: [Tree]

    init(_ bytes: [UInt8], kind: String?) throws(EditError) {
        text = SourceText(bytes)
        let stream = try Self.read(bytes)
        documents = stream.documents
        duplicates = stream.duplicateKeys
        chosen = try Self.choose(kind, documents)
        tree = chosen.map { [documents] in Tree(documents[$0]) } ?? .null
        others = documents.indices.filter { [chosen] in $0 != chosen }.map { [documents] in Tree(documents[$0]) }
    }

    static func documents(_ bytes: [UInt8]) throws(EditError) -> [Tree] { try read(bytes).documents.map { Tree($0) } }

    private static func read(_ bytes: [UInt8]) throws(EditError) -> YAMLDocument.Stream {
        do throws(YAMLError) {
            return try YAMLDocument.read(bytes, file: "", duplicateKeys: .recorded)
        } catch {
            throw .unreadable(line: error.line, error.sentence)
        }
    }

    private static func choose(_ kind: String?, _ documents: [YAMLNode]) throws(EditError) -> Int? {
        let kinds = documents.map { $0["kind"]?.text }
        guard let kind else {
            let filled = documents.indices.filter { !documents[$0].isNull }
            guard filled.count > 1 else { return filled.first ?? documents.indices.first }
            throw .unfit(
                "The file holds \(filled.count) documents (\(filled.map { kinds[$0] ?? "one without kind" }.joined(separator: ", "))); "
                    + "the edit is expected to say which kind it means.")
        }
        let matching = documents.indices.filter { kinds[$0] == kind }
        guard matching.count == 1 else {
            throw .unfit("The file holds \(matching.count) documents of the kind \(kind); one is expected.")
        }
        return matching[0]
    }

    func line(of place: Tree.Place) -> Int {
        guard let chosen else { return 1 }
        var node = documents[chosen]
        for step in place {
            guard let next = node[step] else { break }
            node = next
        }
        return node.line
    }

    func cause(_ operation: Operation) -> EditError? {
        guard let chosen else { return nil }
        let place: Tree.Place =
            switch operation {
            case .replace(let place, _), .addKey(let place, _, _), .addItem(let place, _), .remove(let place): place
            }
        // An anchor on the way: what its aliases say would change too.
        var node = documents[chosen]
        for at in 0...place.count {
            if at > 0 {
                guard let next = node[place[at - 1]] else { return nil }
                node = next
            }
            if node.start.offset < text.bytes.count, text.bytes[node.start.offset] == UInt8(ascii: "&") {
                return .shared(EditPath(place.prefix(at)), line: node.line)
            }
        }
        return nil
    }
}

extension YAMLNode {
    subscript(step: Tree.Step) -> YAMLNode? {
        switch step {
        case .key(let key): self[key]
        case .index(let index): self[index]
        }
    }
}

extension EditPath {
    init(_ place: some Collection<Tree.Step>) {
        self.init(
            segments: place.map {
                switch $0 {
                case .key(let key): .key(key)
                case .index(let index): .index(index)
                }
            })
    }
}

extension Tree {
    /// What a node says; an alias says what its anchor does.
    init(_ node: YAMLNode) {
        let tree: Tree =
            switch node.content {
            case .null: .null
            case .sequence(let nodes): .list(nodes.map { Tree($0) })
            case .mapping(let entries): .map(Dictionary(entries.map { ($0.key.name, Tree($0.value)) }) { $1 })
            case .scalar(let text, _):
                switch node.value {
                case .bool(let flag): .flag(flag)
                case .int(let number): .integer(number)
                case .float(let number): number.isNaN ? .other(text) : .number(number)
                case .string, nil: .text(text)
                }
            }
        if let tag = node.tag, !tag.hasPrefix("tag:yaml.org,2002:") { self = .tagged(tag, tree) } else { self = tree }
    }
}
