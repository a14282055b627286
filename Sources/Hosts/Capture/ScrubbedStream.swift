import Redaction

/// Takes the secrets out of a text of any length as it comes, in bounded memory, as well as a capture does out of a short one.
///
/// Some secrets show only by what stands lines before or behind them: `kind: Secret` comes after its data. So each block of lines is seen
/// with as much before and behind it as the largest object that etcd takes, and only the block itself is handed on.
public final class ScrubbedStream {
    /// Bytes of a block, and of what is seen on each side of it.
    private let block, around: Int
    private let scrubber: Scrubber
    private var stream: SecretStream
    private var before: [UInt8] = []
    private var waiting: [UInt8] = []
    private var comparison = LineComparison()

    /// - Parameter hidingAddresses: whether IP and MAC addresses are replaced too.
    public convenience init(hidingAddresses: Bool) {
        // etcd takes requests of 1.5 MiB (etcd 3.6 server/embed/config.go).
        self.init(hidingAddresses: hidingAddresses, block: 4 << 20, around: 1 << 21)
    }

    init(hidingAddresses: Bool, block: Int, around: Int) {
        (self.block, self.around) = (block, around)
        scrubber = Scrubber(hidingAddresses: hidingAddresses)
        stream = SecretStream(scrubber.placeholders)
    }

    /// How many lines were handed on otherwise than they came.
    public var changedLines: Int { comparison.changed }
    /// How many lines were handed on.
    public var lines: Int { comparison.lines }

    /// Takes the next bytes; gives what is fit to be written.
    public func take(_ bytes: [UInt8]) -> [UInt8] {
        waiting += bytes
        var out: [UInt8] = []
        while waiting.count >= block + around { out += pass(isLast: false) }
        return out
    }

    /// Gives the rest, when no more bytes come.
    public func finish() -> [UInt8] {
        var out: [UInt8] = []
        while waiting.count > block { out += pass(isLast: false) }
        out += pass(isLast: true)
        comparison.finish()
        return out
    }

    /// Takes one block out of what waits.
    private func pass(isLast: Bool) -> [UInt8] {
        let size = isLast ? waiting.count : Self.end(of: waiting[..<min(block, waiting.count)])
        let next = Array(waiting[..<size])
        let behind = waiting[size...].prefix(around)
        let clean = window(next, behind)
        comparison.came(next)
        var out: [UInt8] = []
        out.reserveCapacity(clean.count + 64)
        clean.withUnsafeBytes { bytes in stream.take(bytes, isLast: isLast) { out.append(contentsOf: $0) } }
        if let pseudonymiser = scrubber.pseudonymiser { out = pseudonymiser.text(out) }
        comparison.left(out)
        before = Self.lastLines(before + next, around)
        waiting.removeFirst(size)
        return out
    }

    /// The block without the secrets that what is around it shows.
    private func window(_ block: [UInt8], _ behind: ArraySlice<UInt8>) -> [UInt8] {
        // A line is longer than a block: there is nothing to be seen in lines around it.
        guard block.last == 10 || behind.isEmpty, before.isEmpty || before.last == 10 else {
            return scrubber.withoutObjects(block)
        }
        let start = Self.lines(before[...])
        let count = Self.lines(block[...])
        let whole = before + block + behind
        let clean = scrubber.withoutObjects(whole)
        guard Self.lines(clean[...]) == Self.lines(whole[...]) else { return scrubber.withoutObjects(block) }
        var at = 0
        func skip(_ lines: Int) {
            for _ in 0..<lines { at = (clean[at...].firstIndex(of: 10) ?? clean.count - 1) + 1 }
        }
        skip(start)
        let first = at
        guard !behind.isEmpty else { return Array(clean[first...]) }
        skip(count)
        return Array(clean[first..<at])
    }

    /// Whole lines of at most this many bytes from the end.
    private static func lastLines(_ bytes: [UInt8], _ most: Int) -> [UInt8] {
        guard bytes.count > most else { return bytes }
        let end = bytes[(bytes.count - most - 1)...]
        return end.firstIndex(of: 10).map { Array(end[($0 + 1)...]) } ?? []
    }

    private static func lines(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.withUnsafeBufferPointer { $0.reduce(0) { $1 == 10 ? $0 + 1 : $0 } }
    }

    /// Where a block ends: behind its last line; in a line without an end behind a blank.
    private static func end(of bytes: ArraySlice<UInt8>) -> Int {
        if let newline = bytes.lastIndex(of: 10) { return newline + 1 }
        return (bytes.lastIndex { $0 == 32 || $0 == UInt8(ascii: ",") } ?? bytes.endIndex - 1) + 1
    }
}

/// Compares the lines that came with those that leave, which may be later by some lines: a key is kept back until its end.
private struct LineComparison {
    private(set) var changed = 0
    private(set) var lines = 0
    private var expected: [UInt64] = []
    private var coming = LineHash()
    private var leaving = LineHash()

    mutating func came(_ bytes: [UInt8]) {
        for byte in bytes {
            if byte == 10 { expected.append(coming.end()) } else { coming.take(byte) }
        }
    }

    mutating func left(_ bytes: [UInt8]) {
        var next = 0
        for byte in bytes {
            guard byte == 10 else {
                leaving.take(byte)
                continue
            }
            compare(leaving.end(), next)
            next += 1
        }
        expected.removeFirst(min(next, expected.count))
    }

    mutating func finish() {
        expected.append(coming.end())
        if !leaving.isEmpty { compare(leaving.end(), 0) }
    }

    private mutating func compare(_ hash: UInt64, _ place: Int) {
        lines += 1
        if place >= expected.count || expected[place] != hash { changed += 1 }
    }
}

/// FNV-1a of a line.
private struct LineHash {
    private var value = Self.beginning
    private(set) var isEmpty = true
    private static let beginning: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func take(_ byte: UInt8) {
        value = (value ^ UInt64(byte)) &* 0x100_0000_01b3
        isEmpty = false
    }

    mutating func end() -> UInt64 {
        defer { self = LineHash() }
        return value
    }
}
