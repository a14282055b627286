/// A JSON file: its tree, and where each value stands.
struct JSONFile: StructuredFile {
    let text: SourceText
    let root: JSONNode
    let tree: Tree
    var others: [Tree] { [] }

    init(_ bytes: [UInt8], kind: String?) throws(EditError) {
        text = SourceText(bytes)
        var reader = JSONReader(text)
        root = try reader.document()
        tree = root.tree
    }

    private func node(_ place: some Collection<Tree.Step>) -> JSONNode? {
        var node = root
        for step in place {
            guard let next = node[step] else { return nil }
            node = next
        }
        return node
    }

    func line(of place: Tree.Place) -> Int { text.line(of: node(place)?.range.lowerBound ?? text.start) }

    func spliced(_ operation: Operation) throws(EditError) -> [UInt8] {
        switch operation {
        case .replace(let place, let value):
            guard root.range.lowerBound < root.range.upperBound else { return try fresh(value) }
            let node = try one(place)
            return text.replacing(
                node.range, with: try writing(value, at: text.indentation(of: node.range.lowerBound), tall: isTall(node)))
        case .addKey(let place, let key, let value):
            return try adding(to: place, value) { JSONText.quoted(key) + colon + $0 }
        case .addItem(let place, let value): return try adding(to: place, value) { $0 }
        case .remove(let place):
            guard let last = place.last else { throw .unfit("The whole file cannot be removed by an edit.") }
            let node = try one(place.dropLast())
            guard let index = node.index(of: last) else { return text.bytes }
            return text.replacing(brackets(node).removing(index))
        }
    }

    /// The node at a place, where no key on the way stands twice.
    private func one(_ place: some Collection<Tree.Step>) throws(EditError) -> JSONNode {
        var node = root
        for step in place {
            guard let next = node[step] else { throw .broken(line: nil, "the place is not there.") }
            node = next
        }
        return node
    }

    private func brackets(_ node: JSONNode) -> Brackets {
        Brackets(
            text: text, open: node.range.lowerBound, close: node.range.upperBound - 1, items: node.items, isCompact: colon == ":")
    }

    /// A file that was empty.
    private func fresh(_ value: EditValue) throws(EditError) -> [UInt8] {
        Array(text.bytes[..<text.start]) + Array((try JSONText.tall(value, indent: "", unit: "  ") + "\n").utf8)
    }

    private func adding(to place: Tree.Place, _ value: EditValue, _ item: (String) -> String) throws(EditError) -> [UInt8] {
        let node = try one(place)
        let brackets = brackets(node)
        let indent = text.indentation(of: node.range.lowerBound)
        guard let last = node.items.last else {
            // In a file over several lines, one that is filled gets its lines.
            guard isTall(root) || root.items.isEmpty else {
                return text.replacing(node.range, with: open(node) + item(try JSONText.flat(value, colon)) + shut(node))
            }
            let inner = indent + unit
            let written = item(try JSONText.tall(value, indent: inner, unit: unit, lineEnd: text.lineEnd))
            return text.replacing(
                node.range, with: open(node) + text.lineEnd + inner + written + text.lineEnd + indent + shut(node))
        }
        let written = try writing(value, at: text.indentation(of: last.lowerBound), tall: brackets.isTall)
        return text.replacing(brackets.adding(item(written)))
    }

    private func open(_ node: JSONNode) -> String { text.string(node.range.lowerBound..<(node.range.lowerBound + 1)) }
    private func shut(_ node: JSONNode) -> String { text.string((node.range.upperBound - 1)..<node.range.upperBound) }

    private func writing(_ value: EditValue, at indent: String, tall: Bool) throws(EditError) -> String {
        tall ? try JSONText.tall(value, indent: indent, unit: unit, lineEnd: text.lineEnd) : try JSONText.flat(value, colon)
    }

    private func isTall(_ node: JSONNode) -> Bool { text.bytes[node.range].contains(10) }

    /// What one step of indentation is here: that of the outermost members.
    private var unit: String {
        guard let first = root.items.first, isTall(root) else { return "  " }
        let unit = text.indentation(of: first.lowerBound)
        return unit.isEmpty ? "  " : unit
    }

    /// A colon, and a blank where the file has one behind its first.
    private var colon: String {
        guard case .object(let members) = root.content, let first = members.first else { return ": " }
        return first.value.range.lowerBound > 0 && text.bytes[first.value.range.lowerBound - 1] == UInt8(ascii: ":") ? ":" : ": "
    }
}

/// A value of a JSON file with its place.
struct JSONNode {
    struct Member {
        var key: String
        /// From the key's quote to the value's end.
        var range: Range<Int>
        var value: JSONNode
    }

    indirect enum Content {
        case leaf(Tree)
        case object([Member])
        case list([JSONNode])
    }

    var content: Content
    var range: Range<Int>

    var tree: Tree {
        switch content {
        case .leaf(let tree): tree
        case .object(let members): .map(Dictionary(members.map { ($0.key, $0.value.tree) }) { $1 })
        case .list(let nodes): .list(nodes.map(\.tree))
        }
    }

    /// Where the members or items stand.
    var items: [Range<Int>] {
        switch content {
        case .leaf: []
        case .object(let members): members.map(\.range)
        case .list(let nodes): nodes.map(\.range)
        }
    }

    func index(of step: Tree.Step) -> Int? {
        switch (content, step) {
        case (.object(let members), .key(let key)): members.firstIndex { $0.key == key }
        case (.list(let nodes), .index(let index)): nodes.indices.contains(index) ? index : nil
        default: nil
        }
    }

    subscript(step: Tree.Step) -> JSONNode? {
        guard let index = index(of: step) else { return nil }
        switch content {
        case .object(let members): return members[index].value
        case .list(let nodes): return nodes[index]
        case .leaf: return nil
        }
    }
}
