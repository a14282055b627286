import YAML

// Where an operation cuts into the text.
extension YAMLFile {
    func spliced(_ operation: Operation) throws(EditError) -> [UInt8] {
        switch operation {
        case .replace(let place, let value):
            guard let last = place.last else { return try starting(value) }
            // A key that came in through a merge gets a value of its own beside it.
            let outer = try spot(place.dropLast())
            if case .key(let key) = last, outer.node.entries?.first(where: { $0.key.name == key })?.key.merged == true {
                return try adding(key, value, to: outer)
            }
            return try replacing(try spot(place), with: value)
        case .addKey(let place, let key, let value): return try adding(key, value, to: try spot(place))
        case .addItem(let place, let value): return try adding(value, to: try spot(place))
        case .remove(let place):
            guard let last = place.last else { throw .unfit("The whole file cannot be removed by an edit.") }
            let outer = try spot(place.dropLast())
            return try removing(try spot(place), last, from: outer)
        }
    }

    private var writing: YAMLWriting { YAMLWriting(like: chosen.map { documents[$0] }, in: self) }

    /// The first setting of a file that has none.
    private func starting(_ value: EditValue) throws(EditError) -> [UInt8] {
        let lines = try writing.below(value, indent: -writing.mapStep)
        return text.inserting(lines: lines, at: text.bytes.count)
    }

    // MARK: Another value

    private func replacing(_ spot: YAMLSpot, with value: EditValue) throws(EditError) -> [UInt8] {
        let node = spot.node
        let range = try range(spot)
        let isEmpty = range.isEmpty
        let isFlowNow = !spot.isAlias && isFlow(node) && !Tree(node).isEmptyCollection
        if spot.isInFlow || isFlowNow || value.isInline {
            let quote = !isEmpty && node.text != nil && !spot.isAlias ? text.bytes[body(node)] : nil
            let new = try writing.flow(value, quote: quote, inFlow: spot.isInFlow || !value.isInline)
            return try inline(new, in: spot, range)
        }
        return try tall(value, in: spot, range)
    }

    /// Puts in a value that stands on one line.
    private func inline(_ new: String, in spot: YAMLSpot, _ range: Range<Int>) throws(EditError) -> [UInt8] {
        guard spot.parent != nil else { return text.replacing(range, with: new) }
        if spot.isInFlow, spot.key == nil { return text.replacing(range, with: new) }
        let slot = try slot(spot)
        if range.isEmpty { return text.replacing(slot..<slot, with: " " + new) }
        guard !spot.isInFlow, text.bytes[slot..<range.lowerBound].contains(10) else {
            return text.replacing(range, with: new + headerComment(spot))
        }
        // It moves up to its key; comments in between stay behind it.
        let between = text.string(slot..<text.trimmedEnd(range.lowerBound, notBefore: slot))
        return text.replacing(slot..<range.upperBound, with: " " + new + between)
    }

    /// The comment after a block scalar's `|`.
    private func headerComment(_ spot: YAMLSpot) -> String {
        guard case .scalar(_, .block) = spot.node.content, !spot.isAlias else { return "" }
        let start = body(spot.node)
        let header = text.string(start..<max(start, text.contentEnd(of: start)))
        guard let at = header.firstIndex(of: "#") else { return "" }
        return " " + header[at...]
    }

    /// Puts in a list or mapping that stands over several lines.
    private func tall(_ value: EditValue, in spot: YAMLSpot, _ range: Range<Int>) throws(EditError) -> [UInt8] {
        guard spot.parent != nil else {
            return text.replacing(range, with: try writing.below(value, indent: -writing.mapStep).joined(separator: text.lineEnd))
        }
        let slot = try slot(spot)
        guard let key = spot.key else {
            let column = try column(ofDash: spot.node)
            let lines = try writing.item(value, indent: column)
            guard text.bytes[slot..<range.lowerBound].allSatisfy({ $0 != UInt8(ascii: "#") }) else {
                throw .unfit("A comment stands between the dash and its item on line \(spot.node.line); edit the file by hand.")
            }
            let written = lines.joined(separator: text.lineEnd).dropFirst(column + 1)
            return text.replacing(slot..<max(slot, range.upperBound), with: String(written))
        }
        let lines = try writing.below(value, indent: key.start.column - 1)
        let written = lines.map { text.lineEnd + $0 }.joined()
        if range.isEmpty {
            let end = text.trimmedEnd(text.contentEnd(of: slot), notBefore: slot)
            return text.replacing(end..<end, with: written)
        }
        // A comment after the colon, or after a value on the key's line, stays on that line.
        let between = text.string(slot..<text.trimmedEnd(range.lowerBound, notBefore: slot))
        let end = text.contentEnd(of: range.upperBound)
        let behind = text.string(range.upperBound..<text.trimmedEnd(end, notBefore: range.upperBound))
        let isOneLine = !text.bytes[slot..<range.upperBound].contains(10)
        guard isOneLine else { return text.replacing(slot..<range.upperBound, with: between + written) }
        return text.replacing(slot..<end, with: behind + written)
    }

    private func column(ofDash item: YAMLNode) throws(EditError) -> Int {
        let dash = try dash(item)
        return dash - text.lineStart(of: dash)
    }

    // MARK: More

    private func adding(_ key: String, _ value: EditValue, to spot: YAMLSpot) throws(EditError) -> [UInt8] {
        let node = spot.node
        if spot.isAlias { throw .shared(EditPath(keys: spot.key?.name ?? key), line: node.line) }
        if isFlow(node) {
            if Tree(node).isEmptyCollection, !spot.isInFlow, node.entries?.isEmpty == true {
                return try tall(.map([key: value]), in: spot, try range(spot))
            }
            let written = YAMLScalar.quoted(key) + ": " + (try writing.flow(value))
            return text.replacing(try brackets(node).adding(written))
        }
        let own = (node.entries ?? []).filter { !$0.key.merged }
        let first = own.min { $0.key.start.offset < $1.key.start.offset }
        let column = first?.key.start.column ?? node.start.column
        return text.inserting(lines: try writing.lines(key, value, indent: column - 1), at: end(of: node))
    }

    private func adding(_ value: EditValue, to spot: YAMLSpot) throws(EditError) -> [UInt8] {
        let node = spot.node
        if spot.isAlias { throw .shared(EditPath(keys: spot.key?.name ?? ""), line: node.line) }
        if isFlow(node) {
            if node.array?.isEmpty == true, !spot.isInFlow { return try tall(.list([value]), in: spot, try range(spot)) }
            return text.replacing(try brackets(node).adding(try writing.flow(value)))
        }
        guard let first = node.array?.first else { throw .broken(line: node.line, "the list has no item.") }
        return text.inserting(lines: try writing.item(value, indent: try column(ofDash: first)), at: end(of: node))
    }

    /// Where a line can be put in so that it follows a block collection.
    private func end(of node: YAMLNode) -> Int {
        let end = node.end.offset
        // A block scalar ends where the next line begins.
        if end > text.start, text.bytes[end - 1] == 10 { return end }
        return text.nextLine(after: end)
    }

    // MARK: Less

    private func removing(_ spot: YAMLSpot, _ step: Tree.Step, from outer: YAMLSpot) throws(EditError) -> [UInt8] {
        let node = outer.node
        if outer.isAlias { throw .shared(EditPath([step]), line: node.line) }
        if let twice = duplicates.first(where: { twice in
            node.entries?.contains { $0.key.name == twice.name && $0.key.line == twice.secondLine } ?? false
        }) {
            throw .ambiguous(
                EditPath(keys: twice.name), lines: [twice.firstLine, twice.secondLine],
                "the key stands twice, and one is expected")
        }
        if isFlow(node) {
            let brackets = try brackets(node)
            let start = spot.key?.start.offset ?? spot.node.start.offset
            guard let index = brackets.items.firstIndex(where: { $0.lowerBound == start }) else {
                throw .shared(EditPath([step]), line: spot.node.line)
            }
            return text.replacing(brackets.removing(index))
        }
        guard (node.entries?.count ?? node.array?.count ?? 0) > 1 else {
            return try inline(node.entries == nil ? "[]" : "{}", in: outer, try range(outer))
        }
        let start: Int
        if let key = spot.key { start = key.start.offset } else { start = try dash(spot.node) }
        let end = max(try range(spot).upperBound, spot.key.map { $0.end.offset + 1 } ?? 0)
        let lineStart = text.lineStart(of: start)
        if text.isBlank(lineStart..<start) { return text.replacing(text.cutting([lineStart..<text.nextLine(after: end)])) }
        return try removingFirst(start..<end, spot, node)
    }

    /// Removes what stands behind a list's dash: the next one moves up to the dash.
    private func removingFirst(_ range: Range<Int>, _ spot: YAMLSpot, _ node: YAMLNode) throws(EditError) -> [UInt8] {
        let before = text.trimmedEnd(range.lowerBound, notBefore: text.lineStart(of: range.lowerBound))
        guard before > text.start, text.bytes[before - 1] == UInt8(ascii: "-") else {
            throw .unfit("More than one setting stands on line \(spot.node.line); edit the file by hand.")
        }
        var next: Int?
        if spot.key != nil {
            next = node.entries?.filter { !$0.key.merged && $0.key.start.offset > range.lowerBound }.map(\.key.start.offset).min()
        } else if let item = node.array?.first(where: { $0.start.offset > range.upperBound }) {
            next = try dash(item)
        }
        guard let next, text.bytes[range.upperBound..<next].allSatisfy({ $0 != UInt8(ascii: "#") }) else {
            return text.replacing(range, with: "")
        }
        return text.replacing(range.lowerBound..<next, with: "")
    }
}
