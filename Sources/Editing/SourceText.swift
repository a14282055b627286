/// A file's bytes as lines, for those who cut into them.
struct SourceText {
    let bytes: [UInt8]
    /// Where the text begins: after a byte order mark.
    let start: Int
    /// How new lines end: as the first one does.
    let lineEnd: String
    /// Where each line begins; there is one after a last newline only where something stands in it.
    let lineStarts: [Int]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let newline = bytes.firstIndex(of: 10)
        lineEnd = newline.map { $0 > 0 && bytes[$0 - 1] == 13 } == true ? "\r\n" : "\n"
        var starts = bytes.count > start ? [start] : []
        var at = start
        while let next = bytes[at...].firstIndex(of: 10) {
            at = next + 1
            if at < bytes.count { starts.append(at) }
        }
        lineStarts = starts
    }

    var lineCount: Int { lineStarts.count }
    var endsWithNewline: Bool { bytes.count == start || bytes.last == 10 }

    /// The index of the line with a byte.
    func lineIndex(of offset: Int) -> Int {
        var (low, high) = (0, lineStarts.count)
        while low < high {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle + 1 } else { high = middle }
        }
        return max(0, low - 1)
    }

    /// The number of the line with a byte, from 1.
    func line(of offset: Int) -> Int { lineIndex(of: offset) + 1 }

    /// Where the line with a byte begins.
    func lineStart(of offset: Int) -> Int { lineStarts.isEmpty ? start : lineStarts[lineIndex(of: offset)] }

    /// Where the line with a byte ends: at its line end, or at the end of the file.
    func contentEnd(of offset: Int) -> Int {
        var at = bytes[min(offset, bytes.count)...].firstIndex(of: 10) ?? bytes.count
        if at > start, at < bytes.count, bytes[at - 1] == 13, at - 1 >= offset { at -= 1 }
        return at
    }

    /// Where the line after the one with a byte begins.
    func nextLine(after offset: Int) -> Int {
        bytes[min(offset, bytes.count)...].firstIndex(of: 10).map { $0 + 1 } ?? bytes.count
    }

    /// A line without its end.
    func content(ofLine index: Int) -> Range<Int> { lineStarts[index]..<contentEnd(of: lineStarts[index]) }

    /// A line with its end.
    func whole(line index: Int) -> Range<Int> {
        lineStarts[index]..<(index + 1 < lineStarts.count ? lineStarts[index + 1] : bytes.count)
    }

    func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// Whether only blanks stand there.
    func isBlank(_ range: Range<Int>) -> Bool { bytes[range].allSatisfy(Self.isBlank) }

    /// The blanks that begin the line with a byte.
    func indentation(of offset: Int) -> String {
        let from = lineStart(of: offset)
        let to = bytes[from...].firstIndex { !($0 == 32 || $0 == 9) } ?? bytes.count
        return string(from..<to)
    }

    /// The end of what stands before an offset, without the blanks and line ends in between, but not before another one.
    func trimmedEnd(_ offset: Int, notBefore first: Int) -> Int {
        var at = offset
        while at > first, Self.isBlank(bytes[at - 1]) || bytes[at - 1] == 10 { at -= 1 }
        return at
    }

    /// The first byte from an offset on that is no blank.
    func skipBlanks(_ offset: Int) -> Int {
        var at = offset
        while at < bytes.count, bytes[at] == 32 || bytes[at] == 9 { at += 1 }
        return at
    }

    static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 13 }

    /// Some places replaced. They do not overlap; where they do, nothing is changed, which the comparison afterwards finds.
    func replacing(_ pieces: [(range: Range<Int>, text: String)]) -> [UInt8] {
        var out: [UInt8] = []
        var at = 0
        for piece in pieces.sorted(by: { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
        ) {
            guard piece.range.lowerBound >= at else { return bytes }
            out += bytes[at..<piece.range.lowerBound]
            out += piece.text.utf8
            at = piece.range.upperBound
        }
        return out + bytes[at...]
    }

    func replacing(_ range: Range<Int>, with text: String) -> [UInt8] { replacing([(range, text)]) }

    /// Lines put in where a line begins, or at the end of the file; a last line without its end stays one.
    func inserting(lines: [String], at offset: Int) -> [UInt8] {
        guard offset == bytes.count, !endsWithNewline else {
            return replacing(offset..<offset, with: lines.map { $0 + lineEnd }.joined())
        }
        return replacing(offset..<offset, with: lines.map { lineEnd + $0 }.joined())
    }

    /// What to cut so that these whole lines are gone: where they were the last ones and had no line end, the one before them goes too.
    func cutting(_ lines: [Range<Int>]) -> [(range: Range<Int>, text: String)] {
        var joined: [Range<Int>] = []
        for range in lines.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = joined.last, last.upperBound >= range.lowerBound {
                joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                joined.append(range)
            }
        }
        if let last = joined.last, last.upperBound == bytes.count, bytes.last != 10, last.lowerBound > start {
            let before = last.lowerBound - 1
            joined[joined.count - 1] = (before > start && bytes[before - 1] == 13 ? before - 1 : before)..<last.upperBound
        }
        return joined.map { ($0, "") }
    }
}
