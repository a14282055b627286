// Where a new key goes: into its table, below its header or inside its brackets; else a new header stands near its relatives.
extension TOMLFile {
    func adding(_ key: String, _ value: EditValue, to place: Tree.Place) throws(EditError) -> [UInt8] {
        if let found = pair(place) { return try adding(key, value, inside: found.pair, found.rest, place) }
        guard case .map(let map) = value else { return try addingPair(key, value, to: place) }
        // A table gets a header, and its keys one after the other.
        let inner = place + [.key(key)]
        guard !map.isEmpty else { return addingHeader(inner, []) }
        var bytes = text.bytes
        let isTable = { (value: EditValue) in if case .map = value { true } else { false } }
        for pair in value.sortedPairs.filter({ !isTable($0.value) }) + value.sortedPairs.filter({ isTable($0.value) }) {
            bytes = try TOMLFile(bytes, kind: nil).adding(pair.key, pair.value, to: inner)
        }
        return bytes
    }

    /// Into the inline table that is a key's value, or lies in it.
    private func adding(
        _ key: String, _ value: EditValue, inside pair: TOMLPair, _ rest: Tree.Place, _ place: Tree.Place
    ) throws(EditError) -> [UInt8] {
        var node = pair.node
        var rest = rest[...]
        while let step = rest.first {
            switch (node.content, step) {
            case (.list(let nodes), .index(let index)) where nodes.indices.contains(index):
                node = nodes[index]
                rest = rest.dropFirst()
            case (.table(let pairs), _):
                guard let next = pairs.first(where: { rest.starts(with: $0.keys.map { .key($0.name) }) }) else {
                    throw .unfit("\(EditPath(place)) is written with dots inside a table in braces; edit the file by hand.")
                }
                node = next.node
                rest = rest.dropFirst(next.keys.count)
            default: throw .broken(line: text.line(of: node.range.lowerBound), "the place is not there.")
            }
        }
        let written = TOMLText.key(key) + " = " + (try TOMLText.value(value, isLiteral: texts(below: nil)))
        let brackets = Brackets(
            text: text, open: node.range.lowerBound, close: node.range.upperBound - 1, items: node.items, hasComments: true)
        return text.replacing(brackets.adding(node.items.isEmpty ? " \(written) " : written))
    }

    /// Whether texts stand in single quotes in a section, or in the file.
    private func texts(below section: Int?) -> Bool {
        let pairs = section.map { sections[$0].pairs } ?? []
        for pair in pairs + sections.flatMap(\.pairs) {
            if case .leaf(.text) = pair.node.content { return text.bytes[pair.node.range.lowerBound] == UInt8(ascii: "'") }
        }
        return false
    }

    private func addingPair(_ key: String, _ value: EditValue, to place: Tree.Place) throws(EditError) -> [UInt8] {
        let name = TOMLText.key(key)
        if let index = sections.lastIndex(where: { $0.place == place }) {
            let line = name + " = " + (try TOMLText.value(value, isLiteral: texts(below: index)))
            return index == 0 ? addingAtTop(line) : inserting([indent(below: index) + line], after: index)
        }
        // A table that dotted keys made takes dotted keys only.
        for section in sections where place.starts(with: section.place) {
            let rest = place.dropFirst(section.place.count)
            guard
                let last = section.pairs.last(where: {
                    $0.keys.count > rest.count && rest.elementsEqual($0.keys.prefix(rest.count).map { .key($0.name) })
                })
            else { continue }
            let prefix = last.keys.prefix(rest.count).map { text.string($0.range) + "." }.joined()
            let line = prefix + name + " = " + (try TOMLText.value(value, isLiteral: texts(below: nil)))
            return text.inserting(
                lines: [text.indentation(of: last.range.lowerBound) + line], at: text.nextLine(after: last.range.upperBound))
        }
        return addingHeader(place, [name + " = " + (try TOMLText.value(value, isLiteral: texts(below: nil)))])
    }

    /// A key of no table stands before the first header.
    private func addingAtTop(_ line: String) -> [UInt8] {
        if let last = sections[0].pairs.last {
            return text.inserting(
                lines: [text.indentation(of: last.range.lowerBound) + line], at: text.nextLine(after: last.range.upperBound))
        }
        guard sections.count > 1 else { return text.inserting(lines: [line], at: text.bytes.count) }
        // Comments right above the header belong to it.
        var index = text.lineIndex(of: sections[1].range.lowerBound)
        while index > 0, text.bytes[text.skipBlanks(text.lineStarts[index - 1])] == UInt8(ascii: "#") { index -= 1 }
        return text.inserting(lines: [line, ""], at: text.lineStarts[index])
    }

    /// The blanks before a key below a header: as the keys there have them, or as they are in the file.
    private func indent(below index: Int) -> String {
        let section = sections[index]
        if let last = section.pairs.last { return text.indentation(of: last.range.lowerBound) }
        let own = text.indentation(of: section.range.lowerBound)
        for other in sections.dropFirst() {
            guard let pair = other.pairs.first else { continue }
            let (outer, inner) = (text.indentation(of: other.range.lowerBound), text.indentation(of: pair.range.lowerBound))
            return own + (inner.hasPrefix(outer) ? String(inner.dropFirst(outer.count)) : "")
        }
        return own
    }

    /// A new header with its lines, after the last of those that share the longest way with it.
    private func addingHeader(_ place: Tree.Place, _ lines: [String]) -> [UInt8] {
        var (best, shared) = (sections.count - 1, 0)
        for (index, section) in sections.enumerated() {
            let common = zip(section.place, place).prefix { $0 == $1 }.count
            if common >= shared, common > 0 { (best, shared) = (index, common) }
        }
        let relative = sections[best]
        var margin = shared > 0 ? text.indentation(of: relative.range.lowerBound) : ""
        // Headers stand deeper in each other where the file does it so.
        if shared > 0, relative.place.count < place.count { margin += headerStep }
        let header = margin + "[" + names(place).joined(separator: ".") + "]"
        let inner = margin + keyStep
        return inserting([header] + lines.map { inner + $0 }, after: best)
    }

    /// The keys of a header as other headers write them.
    private func names(_ place: Tree.Place) -> [String] {
        var out: [String] = []
        var walked: Tree.Place = []
        for step in place {
            walked.append(step)
            guard case .key(let name) = step else { continue }
            let like = sections.first { $0.place.starts(with: walked) && $0.keys.count > out.count }
            out.append(like.map { text.string($0.keys[out.count].range) } ?? TOMLText.key(name))
        }
        return out
    }

    /// How much deeper a header stands than the one of the table around it.
    private var headerStep: String {
        for section in sections.dropFirst() where section.place.count > 1 {
            guard let outer = sections.dropFirst().first(where: { $0.place == section.place.dropLast() }) else { continue }
            let (low, high) = (text.indentation(of: outer.range.lowerBound), text.indentation(of: section.range.lowerBound))
            return high.hasPrefix(low) ? String(high.dropFirst(low.count)) : ""
        }
        return ""
    }

    /// How much deeper keys stand than their header.
    private var keyStep: String {
        for section in sections.dropFirst() {
            guard let pair = section.pairs.first else { continue }
            let (low, high) = (text.indentation(of: section.range.lowerBound), text.indentation(of: pair.range.lowerBound))
            return high.hasPrefix(low) ? String(high.dropFirst(low.count)) : ""
        }
        return ""
    }

    /// Lines after the last key of a section; a header among them keeps its distance as the others do.
    ///
    /// - Parameter like: the section whose distance from what stands before it is kept.
    func inserting(_ lines: [String], after index: Int, like: Int? = nil) -> [UInt8] {
        let section = sections[index]
        let at = section.range.isEmpty && section.pairs.isEmpty ? text.bytes.count : text.nextLine(after: section.end)
        let isHeader = lines.first?.drop { $0 == " " || $0 == "\t" }.first == "["
        guard isHeader, text.bytes.count > text.start else { return text.inserting(lines: lines, at: at) }
        let model = sections[like ?? index].range
        let above = model.isEmpty ? 0 : text.lineIndex(of: model.lowerBound)
        let isApart = above == 0 || text.isBlank(text.content(ofLine: above - 1))
        let hasBlank = at == text.bytes.count && text.lineCount > 0 && text.isBlank(text.content(ofLine: text.lineCount - 1))
        return text.inserting(lines: (isApart && !hasBlank ? [""] : []) + lines, at: at)
    }
}
