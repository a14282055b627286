/// Changes that look at no structure: a text for another, and lines at the end.
enum TextEdit {
    /// For files that are not read in any form.
    static func apply(_ change: FileEdit.Change, to bytes: [UInt8]) throws(EditError) -> [UInt8] {
        switch change {
        case .append(let lines): return try append(lines, to: bytes)
        case .replace(let one, let other): return try replace(one, with: other, in: bytes)
        case .set(let path, _), .remove(let path), .comment(let path):
            throw .unfit("\(path) cannot be looked for in a text without form: only append and replace can be done to it.")
        }
    }

    /// The lines at the end of the file, where they stand nowhere in it one after the other.
    static func append(_ lines: [String], to bytes: [UInt8]) throws(EditError) -> [UInt8] {
        guard !lines.isEmpty else { return bytes }
        if let line = lines.first(where: { $0.utf8.contains(10) || $0.utf8.contains(13) || $0.utf8.contains(0) }) {
            throw .unfit("\"\(line)\" is more than one line; each line is expected by itself.")
        }
        let text = SourceText(bytes)
        let wanted = lines.map { Array($0.utf8) }
        let there = (0..<text.lineCount).map { Array(bytes[text.content(ofLine: $0)]) }
        for at in 0..<max(0, there.count - wanted.count + 1) where there[at..<(at + wanted.count)].elementsEqual(wanted) {
            return bytes
        }
        return text.inserting(lines: lines, at: bytes.count)
    }

    /// The other text at the one place where the first one stands.
    static func replace(_ one: String, with other: String, in bytes: [UInt8]) throws(EditError) -> [UInt8] {
        guard !one.isEmpty else { throw .unfit("A text to be replaced is expected, but it is empty.") }
        let text = SourceText(bytes)
        let (old, new) = (pattern(one, text), pattern(other, text))
        let done = places(of: new, in: bytes)
        // What stands inside the other text is no place that is still to be replaced.
        var index = 0
        let open = places(of: old, in: bytes).filter { place in
            while index + 1 < done.count, done[index + 1] <= place { index += 1 }
            guard index < done.count, done[index] <= place else { return true }
            return place + old.count > done[index] + new.count
        }
        if open.isEmpty, !done.isEmpty { return bytes }
        guard open.count == 1, let place = open.first else {
            throw .matches(of: one, lines: open.map { text.line(of: $0) })
        }
        return Array(bytes[..<place]) + new + bytes[(place + old.count)...]
    }

    /// A text's bytes, with line ends as the file has them.
    private static func pattern(_ text: String, _ source: SourceText) -> [UInt8] {
        guard source.lineEnd == "\r\n", text.utf8.contains(10), !text.utf8.contains(13) else { return Array(text.utf8) }
        return text.utf8.flatMap { $0 == 10 ? [13, 10] : [$0] }
    }

    /// Where a text stands, those that overlap too.
    static func places(of pattern: [UInt8], in bytes: [UInt8]) -> [Int] {
        guard let first = pattern.first, bytes.count >= pattern.count else { return [] }
        return (0...(bytes.count - pattern.count)).filter {
            bytes[$0] == first && bytes[$0..<($0 + pattern.count)].elementsEqual(pattern)
        }
    }
}
