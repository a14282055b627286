/// A TOML file: its tables, and where each key and value stands.
struct TOMLFile: StructuredFile {
    let text: SourceText
    /// What stands before the first header, then each header with the keys below it.
    let sections: [TOMLSection]
    let tree: Tree
    var others: [Tree] { [] }

    init(_ bytes: [UInt8], kind: String?) throws(EditError) {
        text = SourceText(bytes)
        var reader = TOMLReader(text)
        sections = try reader.sections()
        tree = try Self.said(by: bytes, in: sections, text)
    }

    /// What the bytes say: the seam for another reader of TOML, whose tree is then compared instead of this one's.
    private static func said(by bytes: [UInt8], in sections: [TOMLSection], _ text: SourceText) throws(EditError) -> Tree {
        try TOMLTable(sections, text).tree
    }

    /// Where a key stands, and the tables of its way that are written inside the value of one.
    func pair(_ place: Tree.Place) -> (section: Int, pair: TOMLPair, rest: Tree.Place)? {
        for (index, section) in sections.enumerated() where place.starts(with: section.place) {
            for pair in section.pairs {
                let full = section.place + pair.keys.map { .key($0.name) }
                if place.starts(with: full) { return (index, pair, Array(place.dropFirst(full.count))) }
            }
        }
        return nil
    }

    func line(of place: Tree.Place) -> Int {
        if let found = pair(place) { return text.line(of: found.pair.range.lowerBound) }
        let section = sections.first { !$0.range.isEmpty && $0.place.starts(with: place) }
        return text.line(of: section?.range.lowerBound ?? text.start)
    }

    /// Removing the last key of a table that has no header of its own takes the table away.
    func results(_ operation: Operation) -> [Tree] {
        var out = [operation.result(on: tree)]
        guard case .remove(let place) = operation else { return out }
        var outer = place.dropLast()
        while let tree = out.last, !outer.isEmpty, tree[Array(outer)]?.isEmptyCollection == true {
            out.append(tree.changing(outer, to: nil))
            outer = outer.dropLast()
        }
        return out
    }
}

/// A header and the keys below it.
struct TOMLSection {
    var keys: [TOMLKey]
    /// In double brackets: an item of a list of tables.
    var isItem: Bool
    /// The table, with the number of its item where it lies in a list of tables.
    var place: Tree.Place
    /// From the first bracket to the last; empty for what stands before the first header.
    var range: Range<Int>
    var pairs: [TOMLPair] = []

    /// Where its last value ends, or the header where there is none.
    var end: Int { pairs.last?.range.upperBound ?? range.upperBound }
}

struct TOMLKey {
    var name: String
    /// With its quotes.
    var range: Range<Int>
}

/// A key, dotted or not, and its value.
struct TOMLPair {
    var keys: [TOMLKey]
    var node: TOMLNode
    var range: Range<Int> { (keys.first?.range.lowerBound ?? node.range.lowerBound)..<node.range.upperBound }
}

/// A value and its place.
struct TOMLNode {
    indirect enum Content {
        case leaf(Tree)
        case list([TOMLNode])
        case table([TOMLPair])
    }

    var content: Content
    var range: Range<Int>

    /// Where the items or pairs stand.
    var items: [Range<Int>] {
        switch content {
        case .leaf: []
        case .list(let nodes): nodes.map(\.range)
        case .table(let pairs): pairs.map(\.range)
        }
    }
}
