// Where an operation cuts into the text.
extension TOMLFile {
    func spliced(_ operation: Operation) throws(EditError) -> [UInt8] {
        switch operation {
        case .replace(let place, let value): return try replacing(place, with: value)
        case .addKey(let place, let key, let value): return try adding(key, value, to: place)
        case .addItem(let place, let value): return try adding(value, to: place)
        case .remove(let place): return try removing(place)
        }
    }

    /// The way through inline tables and arrays from the value of a pair.
    private func inner(_ pair: TOMLPair, _ rest: Tree.Place) -> (node: TOMLNode, outer: TOMLNode?, index: Int)? {
        var node = pair.node
        var (outer, at): (TOMLNode?, Int) = (nil, 0)
        var rest = rest[...]
        while let step = rest.first {
            switch (node.content, step) {
            case (.list(let nodes), .index(let index)) where nodes.indices.contains(index):
                (outer, at, node) = (node, index, nodes[index])
                rest = rest.dropFirst()
            case (.table(let pairs), _):
                let found = pairs.firstIndex { rest.starts(with: $0.keys.map { .key($0.name) }) }
                guard let found else { return nil }
                rest = rest.dropFirst(pairs[found].keys.count)
                (outer, at, node) = (node, found, pairs[found].node)
            default: return nil
            }
        }
        return (node, outer, at)
    }

    private func isLiteral(_ node: TOMLNode) -> Bool {
        // The first text decides.
        switch node.content {
        case .leaf: text.bytes[node.range.lowerBound] == UInt8(ascii: "'")
        case .list(let nodes): nodes.first.map { isLiteral($0) } ?? writesLiteral
        case .table(let pairs): pairs.first.map { isLiteral($0.node) } ?? writesLiteral
        }
    }

    /// Whether the file writes its texts in single quotes, as containerd 2 does: its first text decides.
    private var writesLiteral: Bool {
        for pair in sections.flatMap(\.pairs) {
            switch (pair.node.content, text.bytes[pair.node.range.lowerBound]) {
            case (.leaf(.text), let byte): return byte == UInt8(ascii: "'")
            case (.list(let nodes), _) where nodes.first.map { if case .leaf(.text) = $0.content { true } else { false } } == true:
                return text.bytes[nodes[0].range.lowerBound] == UInt8(ascii: "'")
            default: continue
            }
        }
        return false
    }

    private func brackets(_ node: TOMLNode) -> Brackets {
        Brackets(text: text, open: node.range.lowerBound, close: node.range.upperBound - 1, items: node.items, hasComments: true)
    }

    private func replacing(_ place: Tree.Place, with value: EditValue) throws(EditError) -> [UInt8] {
        guard let found = pair(place), let inner = inner(found.pair, found.rest) else {
            throw .unfit(
                "\(EditPath(place)) is a table with lines of its own from line \(line(of: place)) on; its keys are expected to be set one by one."
            )
        }
        let isText = if case .leaf(.text) = inner.node.content { true } else { false }
        let isLiteral = isText || !inner.node.items.isEmpty ? isLiteral(inner.node) : writesLiteral
        return text.replacing(inner.node.range, with: try TOMLText.value(value, isLiteral: isLiteral))
    }

    private func adding(_ value: EditValue, to place: Tree.Place) throws(EditError) -> [UInt8] {
        if let found = pair(place), let inner = inner(found.pair, found.rest) {
            let written = try TOMLText.value(value, isLiteral: isLiteral(inner.node))
            return text.replacing(brackets(inner.node).adding(written))
        }
        // A list of tables gets another table.
        guard case .map = value, let last = sections.lastIndex(where: { $0.isItem && $0.place.dropLast() == place[...] }) else {
            throw .unfit("\(EditPath(place)) is a list of tables; a mapping is expected as a new item.")
        }
        let end = sections.lastIndex { $0.place.starts(with: sections[last].place) } ?? last
        let header = sections[last].range
        let indent = text.indentation(of: header.lowerBound)
        var lines = [indent + text.string(header)]
        for pair in value.sortedPairs {
            lines.append(indent + TOMLText.key(pair.key) + " = " + (try TOMLText.value(pair.value, isLiteral: writesLiteral)))
        }
        return inserting(lines, after: end, like: last)
    }

    // MARK: Less

    private func removing(_ place: Tree.Place) throws(EditError) -> [UInt8] {
        if let found = pair(place) {
            guard !found.rest.isEmpty else { return text.replacing(text.cutting([lines(found.pair.range)])) }
            if let inner = inner(found.pair, found.rest), let outer = inner.outer {
                return text.replacing(brackets(outer).removing(inner.index))
            }
        }
        var pieces: [Range<Int>] = []
        for section in sections {
            if section.place.starts(with: place), !section.range.isEmpty {
                pieces.append(lines(section.range.lowerBound..<section.end))
                continue
            }
            for pair in section.pairs where (section.place + pair.keys.map { .key($0.name) }).starts(with: place) {
                pieces.append(lines(pair.range))
            }
        }
        guard !pieces.isEmpty else {
            throw .unfit("\(EditPath(place)) stands inside a value together with others; edit the file by hand.")
        }
        return text.replacing(text.cutting(pieces))
    }

    /// The whole lines of a part of the text.
    private func lines(_ range: Range<Int>) -> Range<Int> {
        text.lineStart(of: range.lowerBound)..<text.nextLine(after: range.upperBound)
    }
}
