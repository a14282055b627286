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
    /// Nothing but a colon stands behind it.
    public var isLast: Bool

    public init(
        index: Int, begin: Int, end: Int, firstLine: Int, lastLine: Int, isFollowed: Bool = false, isLast: Bool = false
    ) {
        self.index = index
        self.begin = begin
        self.end = end
        self.firstLine = firstLine
        self.lastLine = lastLine
        self.isFollowed = isFollowed
        self.isLast = isLast
    }
}

/// Finds patterns whole in a message, whatever copying did to its blanks, quotes and line ends, and says where they stand.
public struct PatternPlaces: Sendable {
    /// How far pieces may lie apart in a message that was joined of several lines, in bytes without blanks.
    private static let longestGap = 600

    private let patterns: [Pattern]

    /// A pattern's pieces are squeezed when they are sought: a line holds few patterns.
    public init(_ patterns: [Pattern]) { self.patterns = patterns }

    /// All patterns' literal pieces as they stand in squeezed texts.
    var pieces: [[[UInt8]]] { patterns.indices.map(pieces(of:)) }

    private func pieces(of index: Int) -> [[UInt8]] {
        let pattern = patterns[index]
        return pattern.pieces.map { Squeezed(pattern.bytes[$0.start..<$0.start + $0.count]).bytes }.filter { !$0.isEmpty }
    }

    /// Those of the patterns, all where none are named, that a record of a pasted text holds.
    public func places(in record: PastedText.Record, among indexes: [Int]? = nil) -> [PatternPlace] {
        let squeezed = Squeezed(record.text)
        func line(_ offset: Int) -> Int {
            squeezed.places.isEmpty ? 1 : record.line(at: Int(squeezed.places[min(offset, squeezed.places.count - 1)]))
        }
        return found(squeezed.bytes, indexes ?? Array(patterns.indices), isJoined: record.starts.count > 1).map { index, range in
            PatternPlace(
                index: index, begin: range.lowerBound, end: range.upperBound, firstLine: line(range.lowerBound),
                lastLine: line(max(range.lowerBound, range.upperBound - 1)),
                isFollowed: Self.isFollowed(squeezed.bytes, range.upperBound),
                isLast: range.upperBound + 1 >= squeezed.bytes.count)
        }
    }

    /// Those of the patterns that a line of a log holds; `number` is the line's.
    public func places(in line: [UInt8], number: Int, among indexes: [Int]) -> [PatternPlace] {
        let bytes = Squeezed(line).bytes
        return found(bytes, indexes, isJoined: false).map { index, range in
            PatternPlace(
                index: index, begin: range.lowerBound, end: range.upperBound, firstLine: number, lastLine: number,
                isFollowed: Self.isFollowed(bytes, range.upperBound), isLast: range.upperBound + 1 >= bytes.count)
        }
    }

    /// Fewer bytes than these of a pattern that a cut line ends with are chance.
    private static let shortestBeginning = 22

    /// Those of the patterns in whose first piece a line breaks off, the longest beginning first: `systemctl status` cuts its lines.
    public func begun(in line: [UInt8]) -> [(index: Int, count: Int)] {
        var text = Squeezed(Self.beforeCut(line)).bytes
        while let last = text.last, last == UInt8(ascii: ">") || last == UInt8(ascii: ".") { text.removeLast() }
        guard text.count >= Self.shortestBeginning else { return [] }
        let found = text.withUnsafeBytes { bytes -> [(index: Int, count: Int)] in
            guard let base = bytes.baseAddress else { return [] }
            return patterns.indices.compactMap { index -> (index: Int, count: Int)? in
                guard let piece = pieces(of: index).first, piece.count > Self.shortestBeginning else { return nil }
                return piece.withUnsafeBytes { literal -> (index: Int, count: Int)? in
                    guard let start = literal.baseAddress,
                        let at = ByteSearch.first(start, Self.shortestBeginning, base, from: 0, to: bytes.count)
                    else { return nil }
                    let rest = bytes.count - at
                    guard rest < piece.count, ByteSearch.stands(start, rest, at: base + at) else { return nil }
                    return (index, rest)
                }
            }
        }
        return found.sorted { ($1.count, $0.index) < ($0.count, $1.index) }
    }

    /// A line up to the three dots by which its middle is left out.
    private static func beforeCut(_ line: [UInt8]) -> ArraySlice<UInt8> {
        for dots in [Array("...".utf8), Array("\u{2026}".utf8)] {
            if let place = Bytes.place(of: dots, in: line), place > shortestBeginning { return line[..<place] }
        }
        return line[...]
    }

    private static let marks = [":", "err=", "error="].map { Array($0.utf8) }

    private static func isFollowed(_ bytes: [UInt8], _ end: Int) -> Bool { marks.contains { bytes[end...].starts(with: $0) } }

    private func found(_ text: [UInt8], _ indexes: [Int], isJoined: Bool) -> [(Int, Range<Int>)] {
        text.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return [] }
            return indexes.compactMap { index in
                place(pieces(of: index), base, bytes.count, isJoined: isJoined).map { (index, $0) }
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
