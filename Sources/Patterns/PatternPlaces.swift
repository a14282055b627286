/// Where a pattern stands in a message.
public struct PatternPlace: Sendable, Hashable {
    /// The pattern's index in the list.
    public var index: Int
    /// Its first byte and the byte after its last, of the message without blanks and quotes.
    public var begin: Int
    public var end: Int
    /// The lines of the pasted text that it begins and ends on, counted from 1.
    public var firstLine: Int
    public var lastLine: Int
    /// What stands behind it explains it: a colon or `err=` follows.
    public var isFollowed: Bool

    public init(index: Int, begin: Int, end: Int, firstLine: Int, lastLine: Int, isFollowed: Bool = false) {
        self.index = index
        self.begin = begin
        self.end = end
        self.firstLine = firstLine
        self.lastLine = lastLine
        self.isFollowed = isFollowed
    }
}

/// Finds patterns whole in a message, whatever copying did to its blanks, quotes and line ends, and says where they stand.
public struct PatternPlaces: Sendable {
    /// How far pieces may lie apart in a message that was joined of several lines, in bytes without blanks.
    private static let longestGap = 600

    let pieces: [[[UInt8]]]

    public init(_ patterns: [Pattern]) {
        pieces = patterns.map { pattern in
            pattern.pieces.map { Squeezed(pattern.bytes[$0.start..<$0.start + $0.count]).bytes }.filter { !$0.isEmpty }
        }
    }

    /// Those of the patterns, all where none are named, that a record of a pasted text holds.
    public func places(in record: PastedText.Record, among indexes: [Int]? = nil) -> [PatternPlace] {
        let squeezed = Squeezed(record.text)
        func line(_ offset: Int) -> Int {
            squeezed.places.isEmpty ? 1 : record.line(at: Int(squeezed.places[min(offset, squeezed.places.count - 1)]))
        }
        return found(squeezed.bytes, indexes ?? Array(pieces.indices), isJoined: record.starts.count > 1).map { index, range in
            PatternPlace(
                index: index, begin: range.lowerBound, end: range.upperBound, firstLine: line(range.lowerBound),
                lastLine: line(max(range.lowerBound, range.upperBound - 1)),
                isFollowed: Self.isFollowed(squeezed.bytes, range.upperBound))
        }
    }

    /// Those of the patterns that a line of a log holds; `number` is the line's.
    public func places(in line: [UInt8], number: Int, among indexes: [Int]) -> [PatternPlace] {
        let bytes = Squeezed(line).bytes
        return found(bytes, indexes, isJoined: false).map { index, range in
            PatternPlace(
                index: index, begin: range.lowerBound, end: range.upperBound, firstLine: number, lastLine: number,
                isFollowed: Self.isFollowed(bytes, range.upperBound))
        }
    }

    private static let marks = [":", "err=", "error="].map { Array($0.utf8) }

    private static func isFollowed(_ bytes: [UInt8], _ end: Int) -> Bool { marks.contains { bytes[end...].starts(with: $0) } }

    private func found(_ text: [UInt8], _ indexes: [Int], isJoined: Bool) -> [(Int, Range<Int>)] {
        text.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return [] }
            return indexes.compactMap { index in
                place(pieces[index], base, bytes.count, isJoined: isJoined).map { (index, $0) }
            }
        }
    }

    /// Where all pieces stand in order, nil where they don't.
    func place(_ pieces: [[UInt8]], _ base: UnsafeRawPointer, _ count: Int, isJoined: Bool) -> Range<Int>? {
        guard let first = pieces.first else { return nil }
        func next(_ piece: [UInt8], _ from: Int, _ end: Int) -> Int? {
            piece.withUnsafeBytes { literal in
                literal.baseAddress.flatMap { ByteSearch.first($0, literal.count, base, from: from, to: end) }
            }
        }
        var from = 0
        // A joined message may hold the first piece more than once; a few tries bound the work.
        for _ in 0..<8 {
            guard let start = next(first, from, count) else { return nil }
            var end = start + first.count
            let holds = pieces.dropFirst().allSatisfy { piece in
                let reach = isJoined ? min(count, end + PatternPlaces.longestGap + piece.count) : count
                guard let at = next(piece, end, reach) else { return false }
                end = at + piece.count
                return true
            }
            if holds { return start..<end }
            if !isJoined { return nil }
            from = start + 1
        }
        return nil
    }
}
