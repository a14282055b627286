/// A line that matched.
public struct LogLine {
    /// The line without its end (`\n`, `\r\n`), at most 64 KiB; valid only while the closure that got it runs.
    public let bytes: UnsafeRawBufferPointer
    /// The line's number in the log, counted from 1.
    public let number: Int
    /// The matching patterns' indexes in the set, ascending.
    public let patterns: [Int]
    /// The line goes on after 64 KiB; the rest was not searched.
    public let isCut: Bool

    /// The line as text; bytes that are no UTF-8 become U+FFFD.
    public var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// One pass over a log that comes in chunks of any size; 256 KiB suit best.
///
/// Memory stays the same whatever comes: lines are searched where they lie in the chunk, and only a line that goes over a
/// chunk's end is copied.
public struct LogScanner: ~Copyable {
    /// How much of a line is searched and handed out, in bytes.
    public static let longestLine = 65536

    private let set: PatternSet
    /// How many lines have ended so far; after `finish` all of them.
    public private(set) var lines = 0
    // The line that the last chunk left unfinished, and a place for a line's unescaped copy.
    private let carry: UnsafeMutableRawPointer
    private let unescaped: UnsafeMutableRawPointer
    private var carried = 0
    private var isCarrying = false
    private var isCut = false
    // Which line a pattern was last a candidate in.
    private var seen: [Int]
    private var line = 0
    private var candidates: [Int] = []

    init(_ set: PatternSet) {
        self.set = set
        carry = .allocate(byteCount: LogScanner.longestLine, alignment: 16)
        unescaped = .allocate(byteCount: LogScanner.longestLine, alignment: 16)
        seen = [Int](repeating: 0, count: set.patterns.count)
    }

    deinit {
        carry.deallocate()
        unescaped.deallocate()
    }

    /// Searches the next chunk and hands out, in order, the matching lines that it finishes.
    public mutating func feed<E: Error>(_ chunk: UnsafeRawBufferPointer, _ found: (LogLine) throws(E) -> Void) throws(E) {
        guard let base = chunk.baseAddress, chunk.count > 0 else { return }
        var start = 0
        if isCarrying {
            guard let end = ByteSearch.first(10, base, from: 0, to: chunk.count) else { return keep(base, chunk.count) }
            keep(base, end)
            try finish(found)
            start = end + 1
        }
        if let last = ByteSearch.last(10, base, from: start, to: chunk.count) {
            try search(base + start, last + 1 - start, found)
            start = last + 1
        }
        if start < chunk.count { keep(base + start, chunk.count - start) }
    }

    /// Searches the next chunk and hands out, in order, the matching lines that it finishes.
    public mutating func feed<E: Error>(_ chunk: [UInt8], _ found: (LogLine) throws(E) -> Void) throws(E) {
        // Typed throws do not pass through withUnsafeBytes: the error comes out as a value.
        let outcome = chunk.withUnsafeBytes { bytes -> Result<Void, E> in
            do throws(E) { return .success(try feed(bytes, found)) } catch { return .failure(error) }
        }
        try outcome.get()
    }

    /// Ends the log: a last line without a line end is searched too.
    public mutating func finish<E: Error>(_ found: (LogLine) throws(E) -> Void) throws(E) {
        guard isCarrying else { return }
        isCarrying = false
        let (count, cut) = (carried, isCut)
        (carried, isCut) = (0, false)
        lines += 1
        if let hit = firstHit(carry, from: 0, to: count) {
            try handle(carry, hit, lineStart: 0, lineEnd: count, number: lines, isCut: cut, found)
        }
    }

    private mutating func keep(_ bytes: UnsafeRawPointer, _ count: Int) {
        let room = LogScanner.longestLine - carried
        if count > room { isCut = true }
        carry.advanced(by: carried).copyMemory(from: bytes, byteCount: min(count, room))
        carried += min(count, room)
        isCarrying = true
    }

    /// Searches whole lines that lie together.
    private mutating func search<E: Error>(
        _ base: UnsafeRawPointer, _ count: Int, _ found: (LogLine) throws(E) -> Void
    ) throws(E) {
        var from = 0
        // Everything before this place is counted in `lines`.
        var counted = 0
        while let hit = firstHit(base, from: from, to: count) {
            let start = ByteSearch.last(10, base, from: from, to: hit).map { $0 + 1 } ?? from
            let end = ByteSearch.first(10, base, from: hit, to: count) ?? count
            lines += ByteSearch.count(10, base, from: counted, to: start)
            counted = start
            let cut = min(end, start + LogScanner.longestLine)
            if hit < cut {
                try handle(base, hit, lineStart: start, lineEnd: cut, number: lines + 1, isCut: cut < end, found)
            }
            from = end + 1
        }
        lines += ByteSearch.count(10, base, from: counted, to: count)
    }
}

// The search proper.
extension LogScanner {
    /// Where, at or after `from`, the first block of a required literal that stands whole ends; its patterns are noted.
    private mutating func firstHit(_ base: UnsafeRawPointer, from: Int, to end: Int) -> Int? {
        line += 1
        candidates.removeAll(keepingCapacity: true)
        return nextHit(base, lowest: from, at: from + PatternSet.blockLength - 1, to: end)
    }

    /// Looks at every `stride`th place from `start` on; stops where required literals stand whole between `lowest` and `end`.
    private mutating func nextHit(_ base: UnsafeRawPointer, lowest: Int, at start: Int, to end: Int) -> Int? {
        let (table, stride) = (set.filter, set.stride)
        let filter = table.span
        var at = start
        while at < end {
            let hash = PatternSet.hash(base.loadUnaligned(fromByteOffset: at &- 3, as: UInt32.self))
            if filter[unchecked: hash >> 6] >> UInt64(truncatingIfNeeded: hash & 63) & 1 != 0,
                note(base, PatternSet.bucket(hash), lowest: lowest, block: at &- 3, to: end)
            {
                return at
            }
            at &+= stride
        }
        return nil
    }

    /// Notes the patterns whose required literal stands around a block; false where there are none.
    private mutating func note(_ base: UnsafeRawPointer, _ bucket: Int, lowest: Int, block: Int, to end: Int) -> Bool {
        var isHit = false
        for index in Int(set.starts[bucket])..<Int(set.starts[bucket + 1]) {
            let entry = set.blocks[index]
            let start = block &- Int(entry.offset)
            let pattern = Int(entry.pattern)
            let window = start &+ Int(entry.window)
            guard start >= lowest, window &+ 8 <= end,
                base.loadUnaligned(fromByteOffset: window, as: UInt64.self) == entry.head
            else { continue }
            let literal = set.patterns[pattern].required
            guard start &+ literal.count <= end,
                literal.withUnsafeBytes({ bytes in
                    bytes.baseAddress.map { ByteSearch.stands($0, bytes.count, at: base + start) } ?? false
                })
            else { continue }
            isHit = true
            if seen[pattern] != line {
                seen[pattern] = line
                candidates.append(pattern)
            }
        }
        return isHit
    }

    /// Gathers a line's other candidates, checks them all, and hands the line out where one holds.
    private mutating func handle<E: Error>(
        _ base: UnsafeRawPointer, _ hit: Int, lineStart: Int, lineEnd: Int, number: Int, isCut: Bool,
        _ found: (LogLine) throws(E) -> Void
    ) throws(E) {
        var at = hit
        if isCut {
            // The first candidate's literal may go on after the cut: only what lies before it counts.
            candidates.removeAll(keepingCapacity: true)
            line += 1
            at = lineStart + PatternSet.blockLength - 1 - set.stride
        }
        while let next = nextHit(base, lowest: lineStart, at: at + set.stride, to: lineEnd) { at = next }
        let matching = checked(base + lineStart, lineEnd - lineStart)
        guard !matching.isEmpty else { return }
        var end = lineEnd
        if !isCut, end > lineStart, base.load(fromByteOffset: end - 1, as: UInt8.self) == 13 { end -= 1 }
        let bytes = UnsafeRawBufferPointer(start: base + lineStart, count: end - lineStart)
        try found(LogLine(bytes: bytes, number: number, patterns: matching, isCut: isCut))
    }

    /// The candidates that a line holds whole, ascending.
    private mutating func checked(_ line: UnsafeRawPointer, _ count: Int) -> [Int] {
        var (text, length) = (line, -1)
        var matching: [Int] = []
        for index in candidates {
            if !set.patterns[index].isRequiredOnly {
                if length < 0 {
                    length = count
                    if ByteSearch.first(UInt8(ascii: "\\"), line, from: 0, to: count) != nil {
                        length = Unescaping.unescape(line, count, to: unescaped)
                        text = UnsafeRawPointer(unescaped)
                    }
                }
                guard set.patterns[index].stands(in: text, length) else { continue }
            }
            matching.append(index)
        }
        if matching.count > 1 { matching.sort() }
        return matching
    }
}
