/// A list or mapping in brackets, items with commas between: JSON's, TOML's inline ones, YAML's flow collections.
struct Brackets {
    let text: SourceText
    /// The offsets of the opening and the closing bracket.
    let open: Int
    let close: Int
    /// The items in order, a key with its value being one.
    let items: [Range<Int>]
    /// Whether comments from `#` to the end of the line may stand between items.
    var hasComments = false
    /// Whether no blank follows a comma.
    var isCompact = false

    /// Where the comma after an item stands; nil where none does.
    private func comma(after index: Int) -> Int? {
        var at = items[index].upperBound
        let end = index + 1 < items.count ? items[index + 1].lowerBound : close
        while at < end {
            if text.bytes[at] == UInt8(ascii: ",") { return at }
            at = hasComments && text.bytes[at] == UInt8(ascii: "#") ? text.contentEnd(of: at) : at + 1
        }
        return nil
    }

    /// Whether each item begins a line of its own.
    var isTall: Bool {
        guard let first = items.first else { return false }
        return text.bytes[open..<first.lowerBound].contains(10)
    }

    /// The pieces that put an item behind the others.
    func adding(_ item: String) -> [(range: Range<Int>, text: String)] {
        guard let last = items.last else { return [((open + 1)..<(open + 1), item)] }
        let comma = comma(after: items.count - 1)
        guard isTall else {
            if let comma { return [((comma + 1)..<(comma + 1), (isCompact ? "" : " ") + item)] }
            return [(last.upperBound..<last.upperBound, (isCompact ? "," : ", ") + item)]
        }
        let line = text.indentation(of: last.lowerBound) + item
        // Comments to the last item's right stay there.
        let anchor = comma.map { $0 + 1 } ?? last.upperBound
        let lineEnd = text.contentEnd(of: anchor)
        let at = close < lineEnd ? anchor : lineEnd
        if comma != nil { return [(at..<at, text.lineEnd + line + ",")] }
        return at == last.upperBound
            ? [(at..<at, "," + text.lineEnd + line)]
            : [(last.upperBound..<last.upperBound, ","), (at..<at, text.lineEnd + line)]
    }

    /// The pieces that take an item out, with its comma and, where it has them for itself, its lines.
    func removing(_ index: Int) -> [(range: Range<Int>, text: String)] {
        let item = items[index]
        let comma = comma(after: index)
        let isLast = index == items.count - 1
        var pieces: [(range: Range<Int>, text: String)] = []
        // The comma before the last one goes, unless lists end with commas here.
        if isLast, index > 0, comma == nil, let before = self.comma(after: index - 1) {
            pieces.append((before..<(before + 1), ""))
        }
        let end = comma.map { $0 + 1 } ?? item.upperBound
        let start = text.lineStart(of: item.lowerBound)
        let lineEnd = text.contentEnd(of: end)
        let rest = text.skipBlanks(end)
        let isAlone =
            start > open && text.isBlank(start..<item.lowerBound) && lineEnd < close
            && (rest >= lineEnd || hasComments && text.bytes[rest] == UInt8(ascii: "#"))
        if isAlone {
            pieces.append((start..<text.nextLine(after: end), ""))
        } else if !isLast {
            // Up to the next item, so that the blanks between go too; not where a comment stands between.
            let next = items[index + 1].lowerBound
            let isClear = text.bytes[end..<next].allSatisfy { $0 != UInt8(ascii: "#") && $0 != 10 }
            pieces.append((item.lowerBound..<(isClear ? next : end), ""))
        } else {
            // The blanks before it on its line go too.
            var from = item.lowerBound
            let first = pieces.last?.range.upperBound ?? (open + 1)
            while from > first, text.bytes[from - 1] == 32 || text.bytes[from - 1] == 9 { from -= 1 }
            pieces.append((from..<end, ""))
        }
        return pieces
    }
}
