/// Many patterns compiled for one pass over a log.
///
/// Of each pattern's required literal one stretch of 8 to 16 bytes, its window, is searched for. All windows have the same
/// length w, so a look at the four bytes that end at every (w - 3)rd place sees at least one block of any window. A block
/// that no window has, which is nearly every one, costs one bit's look-up, and no look waits for the one before.
public struct PatternSet: Sendable {
    /// A block of a window.
    struct Block: Sendable {
        /// The window's first eight bytes.
        var head: UInt64
        /// Where the block begins in the pattern's required literal.
        var offset: Int32
        /// Where the window begins in it.
        var window: Int32
        var pattern: Int32
    }

    /// How many bytes a block has.
    static let blockLength = 4
    static let bucketBits: UInt32 = 13
    static let filterBits: UInt32 = 18

    /// The patterns, in the order given: their indexes are what matches name.
    public let patterns: [Pattern]
    /// How far the looks lie apart.
    let stride: Int
    /// One bit for each hash of a block, set where some window has such a block.
    let filter: [UInt64]
    /// For each shorter hash the first of its blocks; the next hash's first ends them.
    let starts: [UInt32]
    let blocks: [Block]

    /// Compiles patterns: milliseconds for hundreds.
    public init(_ patterns: [Pattern]) {
        self.patterns = patterns
        let length = min(patterns.map(\.required.count).min() ?? Pattern.shortestLiteral, 16)
        stride = length - PatternSet.blockLength + 1
        var filter = [UInt64](repeating: 0, count: 1 << Int(PatternSet.filterBits - 6))
        var buckets: [(bucket: Int, block: Block)] = []
        for (index, pattern) in patterns.enumerated() {
            let window = LiteralChoice.window(of: pattern.required, count: length).offset
            pattern.required.withUnsafeBytes { literal in
                let head = literal.loadUnaligned(fromByteOffset: window, as: UInt64.self)
                for offset in window...window + length - PatternSet.blockLength {
                    let hash = PatternSet.hash(literal.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
                    filter[hash >> 6] |= 1 << UInt64(hash & 63)
                    let block = Block(head: head, offset: Int32(offset), window: Int32(window), pattern: Int32(index))
                    buckets.append((PatternSet.bucket(hash), block))
                }
            }
        }
        self.filter = filter
        buckets.sort { ($0.bucket, $0.block.pattern, $0.block.offset) < ($1.bucket, $1.block.pattern, $1.block.offset) }
        let size = 1 << Int(PatternSet.bucketBits)
        var starts = [UInt32](repeating: 0, count: size + 1)
        for bucket in buckets { starts[bucket.bucket + 1] += 1 }
        for bucket in 0..<size { starts[bucket + 1] += starts[bucket] }
        self.starts = starts
        blocks = buckets.map(\.block)
    }

    @inline(__always)
    static func hash(_ block: UInt32) -> Int { Int(truncatingIfNeeded: (block &* 0x9E37_79B1) >> (32 - filterBits)) }

    @inline(__always)
    static func bucket(_ hash: Int) -> Int { hash >> Int(filterBits - bucketBits) }

    /// A new pass over one log.
    public func scanner() -> LogScanner { LogScanner(self) }
}
