import YAML

/// A value of a YAML file, and what it lies in.
struct YAMLSpot {
    var node: YAMLNode
    /// The collection that it lies in; nil for a document.
    var parent: YAMLNode?
    /// Its key; nil in a list.
    var key: YAMLKey?
    /// Written as `*name`: the node is the one that the name stands for.
    var isAlias = false
    /// Whether brackets are open around it.
    var isInFlow = false
}

extension YAMLFile {
    /// The value at a place, which is in the text for itself alone: no alias or merge leads to it. It may be an alias itself.
    func spot(_ place: some Collection<Tree.Step>) throws(EditError) -> YAMLSpot {
        guard let chosen else { throw .broken(line: nil, "the file has no document.") }
        var spot = YAMLSpot(node: documents[chosen])
        for (at, step) in place.enumerated() {
            let path = EditPath(place.prefix(at + 1))
            let outer = spot.node
            if spot.isAlias { throw .shared(EditPath(place.prefix(at)), line: outer.line) }
            spot = YAMLSpot(node: outer, parent: outer, isInFlow: spot.isInFlow || isFlow(outer))
            switch step {
            case .key(let key):
                guard let entry = outer.entries?.first(where: { $0.key.name == key }) else {
                    throw .broken(line: outer.line, "the key \(key) is not there.")
                }
                if entry.key.merged { throw .shared(path, line: entry.key.line) }
                if let twice = duplicates.first(where: { $0.name == key && $0.secondLine == entry.key.line }) {
                    throw .ambiguous(
                        path, lines: [twice.firstLine, twice.secondLine], "the key stands twice, and one is expected")
                }
                spot.key = entry.key
                spot.node = entry.value
                spot.isAlias = entry.value.start.offset < entry.key.end.offset
            case .index(let index):
                guard let items = outer.array, items.indices.contains(index) else {
                    throw .broken(line: outer.line, "the list has no item \(index).")
                }
                let bound = items[..<index].reduce(outer.start.offset) { max($0, $1.end.offset) }
                spot.node = items[index]
                spot.isAlias = items[index].start.offset < bound
            }
        }
        return spot
    }

    /// Where a node begins after its anchor and tag.
    func body(_ node: YAMLNode) -> Int {
        var at = node.start.offset
        while at < node.end.offset, text.bytes[at] == UInt8(ascii: "&") || text.bytes[at] == UInt8(ascii: "!") {
            while at < node.end.offset, text.bytes[at] > 32 { at += 1 }
            at = skipSpace(at, to: node.end.offset)
        }
        return at
    }

    /// The first byte from an offset on that is neither blank nor line end nor in a comment.
    func skipSpace(_ offset: Int, to end: Int) -> Int {
        var at = offset
        while at < end {
            if text.bytes[at] == UInt8(ascii: "#") {
                at = text.contentEnd(of: at)
            } else if SourceText.isBlank(text.bytes[at]) || text.bytes[at] == 10 {
                at += 1
            } else {
                break
            }
        }
        return min(at, end)
    }

    func isFlow(_ node: YAMLNode) -> Bool {
        guard node.array != nil || node.entries != nil else { return false }
        let at = body(node)
        return at < text.bytes.count && (text.bytes[at] == UInt8(ascii: "[") || text.bytes[at] == UInt8(ascii: "{"))
    }

    /// The end of a node's text: a block scalar's mark lies on a later line.
    func contentEnd(_ node: YAMLNode) -> Int { text.trimmedEnd(node.end.offset, notBefore: node.start.offset) }

    /// Just after the colon or dash that a value stands behind.
    func slot(_ spot: YAMLSpot) throws(EditError) -> Int {
        guard let key = spot.key else { return try dash(spot.node) + 1 }
        let at = text.skipBlanks(key.end.offset)
        guard at < text.bytes.count, text.bytes[at] == UInt8(ascii: ":") else {
            throw .unfit("The key \(key.name) on line \(key.line) has no colon behind it; edit the file by hand.")
        }
        return at + 1
    }

    /// Where the dash of a list's item stands.
    func dash(_ item: YAMLNode) throws(EditError) -> Int {
        let at = text.trimmedEnd(item.start.offset, notBefore: text.start) - 1
        guard at >= text.start, text.bytes[at] == UInt8(ascii: "-") else {
            throw .unfit(
                "A comment or a tag stands between the dash and the item of a list on line \(item.line); edit the file by hand.")
        }
        return at
    }

    /// What a value takes up, without what stands before it.
    func range(_ spot: YAMLSpot) throws(EditError) -> Range<Int> {
        guard spot.isAlias else { return spot.node.start.offset..<contentEnd(spot.node) }
        let key = EditPath(segments: [.key(spot.key?.name ?? "the item")])
        guard spot.key != nil else { throw .shared(key, line: spot.node.line) }
        let start = text.skipBlanks(try slot(spot))
        guard start < text.bytes.count, text.bytes[start] == UInt8(ascii: "*") else { throw .shared(key, line: spot.node.line) }
        let end = text.bytes[start...].firstIndex { $0 <= 32 || ",]}".utf8.contains($0) } ?? text.bytes.count
        return start..<end
    }

    /// A flow collection's brackets.
    func brackets(_ node: YAMLNode) throws(EditError) -> Brackets {
        let open = body(node)
        var items: [Range<Int>] = []
        for entry in node.entries ?? [] {
            let end = contentEnd(entry.value)
            guard !entry.key.merged, entry.value.start.offset >= entry.key.end.offset else {
                throw .unfit("The mapping in brackets on line \(node.line) has an alias; edit the file by hand.")
            }
            items.append(entry.key.start.offset..<max(end, entry.key.end.offset))
        }
        for item in node.array ?? [] { items.append(item.start.offset..<contentEnd(item)) }
        items.sort { $0.lowerBound < $1.lowerBound }
        for (one, next) in zip(items, items.dropFirst()) where one.upperBound > next.lowerBound || one.lowerBound < open {
            throw .unfit("The list in brackets on line \(node.line) has an alias; edit the file by hand.")
        }
        return Brackets(text: text, open: open, close: node.end.offset - 1, items: items, hasComments: true)
    }
}
