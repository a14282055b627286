/// Searches in raw bytes, eight at a time and without a C library.
enum ByteSearch {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let lows: UInt64 = 0x7F7F_7F7F_7F7F_7F7F

    /// The high bit of each byte that equals the one sought.
    @inline(__always)
    private static func equal(_ word: UInt64, _ pattern: UInt64) -> UInt64 {
        let difference = word ^ pattern
        return ~(((difference & lows) &+ lows) | difference | lows)
    }

    /// The first place of a byte in a range, nil where it has none.
    static func first(_ byte: UInt8, _ base: UnsafeRawPointer, from: Int, to end: Int) -> Int? {
        let pattern = UInt64(byte) &* ones
        var at = from
        while at &+ 8 <= end {
            let hits = equal(UInt64(littleEndian: base.loadUnaligned(fromByteOffset: at, as: UInt64.self)), pattern)
            if hits != 0 { return at &+ hits.trailingZeroBitCount / 8 }
            at &+= 8
        }
        while at < end {
            if base.load(fromByteOffset: at, as: UInt8.self) == byte { return at }
            at &+= 1
        }
        return nil
    }

    /// The last place of a byte in a range, nil where it has none.
    static func last(_ byte: UInt8, _ base: UnsafeRawPointer, from: Int, to end: Int) -> Int? {
        let pattern = UInt64(byte) &* ones
        var at = end
        while at &- 8 >= from {
            let hits = equal(UInt64(littleEndian: base.loadUnaligned(fromByteOffset: at &- 8, as: UInt64.self)), pattern)
            if hits != 0 { return at &- 1 &- hits.leadingZeroBitCount / 8 }
            at &-= 8
        }
        while at > from {
            at &-= 1
            if base.load(fromByteOffset: at, as: UInt8.self) == byte { return at }
        }
        return nil
    }

    /// How often a byte stands in a range.
    static func count(_ byte: UInt8, _ base: UnsafeRawPointer, from: Int, to end: Int) -> Int {
        let pattern = UInt64(byte) &* ones
        var (at, total) = (from, 0)
        while at &+ 8 <= end {
            // Eight counters in one word; none may pass 255.
            let stop = min(end, at &+ 255 * 8)
            var lanes: UInt64 = 0
            while at &+ 8 <= stop {
                lanes &+= equal(base.loadUnaligned(fromByteOffset: at, as: UInt64.self), pattern) >> 7
                at &+= 8
            }
            let pairs = (lanes & 0x00FF_00FF_00FF_00FF) &+ (lanes >> 8 & 0x00FF_00FF_00FF_00FF)
            total &+= Int(truncatingIfNeeded: (pairs &* 0x0001_0001_0001_0001) >> 48)
        }
        while at < end {
            if base.load(fromByteOffset: at, as: UInt8.self) == byte { total &+= 1 }
            at &+= 1
        }
        return total
    }

    /// Whether a literal stands at a place; the caller has checked that it fits.
    @inline(__always)
    static func stands(_ literal: UnsafeRawPointer, _ count: Int, at place: UnsafeRawPointer) -> Bool {
        var at = 0
        while at &+ 8 <= count {
            if literal.loadUnaligned(fromByteOffset: at, as: UInt64.self)
                != place.loadUnaligned(fromByteOffset: at, as: UInt64.self)
            {
                return false
            }
            at &+= 8
        }
        while at < count {
            if literal.load(fromByteOffset: at, as: UInt8.self) != place.load(fromByteOffset: at, as: UInt8.self) { return false }
            at &+= 1
        }
        return true
    }

    /// The first place of a literal in a range, nil where it has none.
    ///
    /// An empty literal stands at the range's beginning.
    static func first(_ literal: UnsafeRawPointer, _ count: Int, _ base: UnsafeRawPointer, from: Int, to end: Int) -> Int? {
        guard count > 0 else { return from }
        let head = literal.load(as: UInt8.self)
        var at = from
        while at &+ count <= end, let place = first(head, base, from: at, to: end &- count &+ 1) {
            if stands(literal, count, at: base + place) { return place }
            at = place &+ 1
        }
        return nil
    }
}
