/// A zstd Huffman table: the next `log` bits give a symbol and how many of them are its code (RFC 8878, 4.2.1).
struct ZstdHuffman {
    private var entries: [(symbol: UInt8, bits: Int)]
    private let log: Int

    /// Reads a tree's description from the front of bytes, and how many of them it took.
    static func read(_ bytes: ArraySlice<UInt8>) throws(ZstdDamage) -> (ZstdHuffman, Int) {
        guard let head = bytes.first.map(Int.init) else { throw ZstdDamage() }
        let rest = bytes.dropFirst()
        guard head < 128 else {
            let count = head - 127
            guard rest.count >= (count + 1) / 2 else { throw ZstdDamage() }
            let weights = (0..<count).map { index in
                let byte = Int(rest[rest.startIndex + index / 2])
                return index % 2 == 0 ? byte >> 4 : byte & 15
            }
            return (try ZstdHuffman(weights), 1 + (count + 1) / 2)
        }
        guard rest.count >= head else { throw ZstdDamage() }
        let packed = rest.prefix(head)
        let (table, used) = try ZstdTable.read(packed, maxLog: 6, symbols: 256)
        return (try ZstdHuffman(try weights(table, packed.dropFirst(used))), 1 + head)
    }

    /// Two states take turns until the bits are used up.
    private static func weights(_ table: ZstdTable, _ bytes: ArraySlice<UInt8>) throws(ZstdDamage) -> [Int] {
        var bits = try ZstdBits(bytes)
        var states = [bits.take(table.log), bits.take(table.log)]
        var weights: [Int] = []
        var turn = 0
        while weights.count < 255 {
            let state = table.states[states[turn]]
            weights.append(state.symbol)
            let more = bits.take(state.bits)
            if bits.left < 0 {
                weights.append(table.states[states[1 - turn]].symbol)
                return weights
            }
            states[turn] = state.base + more
            guard table.states.indices.contains(states[turn]) else { throw ZstdDamage() }
            turn = 1 - turn
        }
        throw ZstdDamage()
    }

    /// The last symbol's weight is what is missing to a power of two.
    private init(_ given: [Int]) throws(ZstdDamage) {
        guard given.count < 256, given.allSatisfy({ $0 <= 11 }) else { throw ZstdDamage() }
        let sum = given.reduce(0) { $0 + ($1 > 0 ? 1 << ($1 - 1) : 0) }
        guard sum > 0 else { throw ZstdDamage() }
        log = Int.bitWidth - sum.leadingZeroBitCount
        let missing = 1 << log - sum
        guard log <= 11, missing > 0, missing & (missing - 1) == 0 else { throw ZstdDamage() }
        let weights = given + [missing.trailingZeroBitCount + 1]
        entries = []
        for weight in 1...max(1, log) {
            for (symbol, own) in weights.enumerated() where own == weight {
                entries += [(UInt8, Int)](repeating: (UInt8(symbol), log + 1 - weight), count: 1 << (weight - 1))
            }
        }
        guard entries.count == 1 << log else { throw ZstdDamage() }
    }

    /// So many symbols out of one stream, appended.
    func decode(_ bytes: ArraySlice<UInt8>, _ count: Int, into out: inout [UInt8]) throws(ZstdDamage) {
        var bits = try ZstdBits(bytes)
        for _ in 0..<count {
            let entry = entries[bits.peek(log)]
            _ = bits.take(entry.bits)
            out.append(entry.symbol)
        }
        guard bits.left == 0 else { throw ZstdDamage() }
    }
}
