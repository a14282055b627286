/// A table while it grows: what a file's keys come to, and what TOML forbids of them.
final class TOMLTable {
    /// What made a table, which decides who may add to it.
    private enum Origin {
        /// A header below it: `[a.b]` for a.
        case implied
        case header
        /// A dotted key: `a.b = 1` for a.
        case dotted
    }

    private enum Entry {
        case leaf(Tree)
        case table(TOMLTable)
        case items([TOMLTable])
    }

    private var entries: [String: Entry] = [:]
    private var lines: [String: Int] = [:]
    private var origin = Origin.implied

    private init(_ origin: Origin) { self.origin = origin }

    /// All tables of a file.
    init(_ sections: [TOMLSection], _ text: SourceText) throws(EditError) {
        for section in sections {
            let table = try open(section, text)
            for pair in section.pairs { try table.put(pair, text) }
        }
    }

    var tree: Tree {
        .map(
            entries.mapValues {
                switch $0 {
                case .leaf(let tree): tree
                case .table(let table): table.tree
                case .items(let tables): .list(tables.map(\.tree))
                }
            })
    }

    private static func error(_ key: TOMLKey, _ text: SourceText, _ sentence: String) -> EditError {
        .unreadable(line: text.line(of: key.range.lowerBound), sentence)
    }

    private func twice(_ key: TOMLKey, _ text: SourceText) -> EditError {
        Self.error(
            key, text,
            "\"\(key.name)\" stands twice in one table, first on line \(lines[key.name] ?? 0); one is expected.")
    }

    private func add(_ key: TOMLKey, _ entry: Entry, _ text: SourceText) {
        entries[key.name] = entry
        lines[key.name] = text.line(of: key.range.lowerBound)
    }

    /// The table that a header opens.
    private func open(_ section: TOMLSection, _ text: SourceText) throws(EditError) -> TOMLTable {
        guard let last = section.keys.last else { return self }
        var table = self
        for key in section.keys.dropLast() {
            switch table.entries[key.name] {
            case nil:
                let new = TOMLTable(.implied)
                table.add(key, .table(new), text)
                table = new
            case .table(let inner): table = inner
            case .items(let items): table = items.last ?? table
            case .leaf: throw Self.error(key, text, "\"\(key.name)\" is a value already, so no table can lie in it.")
            }
        }
        switch (table.entries[last.name], section.isItem) {
        case (nil, _):
            let new = TOMLTable(.header)
            table.add(last, section.isItem ? .items([new]) : .table(new), text)
            return new
        case (.items(let items), true):
            let new = TOMLTable(.header)
            table.entries[last.name] = .items(items + [new])
            return new
        case (.table(let inner), false) where inner.origin == .implied:
            inner.origin = .header
            return inner
        default: throw table.twice(last, text)
        }
    }

    /// Puts a key's value in.
    private func put(_ pair: TOMLPair, _ text: SourceText) throws(EditError) {
        guard let last = pair.keys.last else { return }
        var table = self
        for key in pair.keys.dropLast() {
            switch table.entries[key.name] {
            case nil:
                let new = TOMLTable(.dotted)
                table.add(key, .table(new), text)
                table = new
            case .table(let inner) where inner.origin == .dotted: table = inner
            default: throw table.twice(key, text)
            }
        }
        guard table.entries[last.name] == nil else { throw table.twice(last, text) }
        table.add(last, .leaf(try Self.tree(pair.node, text)), text)
    }

    private static func tree(_ node: TOMLNode, _ text: SourceText) throws(EditError) -> Tree {
        switch node.content {
        case .leaf(let tree): return tree
        case .list(let nodes):
            var out: [Tree] = []
            for node in nodes { out.append(try tree(node, text)) }
            return .list(out)
        case .table(let pairs):
            let table = TOMLTable(.header)
            for pair in pairs { try table.put(pair, text) }
            return table.tree
        }
    }
}
