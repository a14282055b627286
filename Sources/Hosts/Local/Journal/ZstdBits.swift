/// What is wrong with zstd data: no more is told of it.
struct ZstdDamage: Error {}

/// Bits of a zstd stream that is read from its end (RFC 8878, 4.1): the highest set bit of the last byte is where it begins.
struct ZstdBits {
    private let bytes: ArraySlice<UInt8>
    /// Bits that are left; below zero where more were taken than there are.
    private(set) var left: Int

    init(_ bytes: ArraySlice<UInt8>) throws(ZstdDamage) {
        guard let last = bytes.last, last != 0 else { throw ZstdDamage() }
        self.bytes = bytes
        left = (bytes.count - 1) * 8 + (7 - last.leadingZeroBitCount)
    }

    /// The next bits as a number, at most 32; beyond the beginning they are zeros.
    mutating func take(_ count: Int) -> Int {
        left -= count
        return bits(at: left, count)
    }

    /// The next bits, which stay.
    func peek(_ count: Int) -> Int { bits(at: left - count, count) }

    private func bits(at position: Int, _ count: Int) -> Int {
        guard count > 0 else { return 0 }
        var value = 0
        var bit = position
        let end = position + count
        if bit < 0 { bit = min(0, end) }
        while bit < end {
            let byte = bytes.startIndex + bit >> 3
            guard byte < bytes.endIndex else { break }
            let inside = bit & 7
            let width = min(8 - inside, end - bit)
            value |= (Int(bytes[byte]) >> inside & (1 << width - 1)) << (bit - position)
            bit += width
        }
        return value
    }
}

/// A table of finite state entropy: each state gives a symbol and where to go on (RFC 8878, 4.1.1).
struct ZstdTable {
    struct State {
        var symbol = 0
        var bits = 0
        var base = 0
    }

    private(set) var states: [State]
    let log: Int

    /// A table of one symbol.
    init(only symbol: Int) {
        states = [State(symbol: symbol)]
        log = 0
    }

    /// A table of how often each symbol stands in it; -1 is less than once.
    init(_ counts: [Int], log: Int) throws(ZstdDamage) {
        let size = 1 << log
        guard counts.reduce(0, { $0 + abs($1) }) == size else { throw ZstdDamage() }
        self.log = log
        var states = [State](repeating: State(), count: size)
        var high = size - 1
        for (symbol, count) in counts.enumerated() where count == -1 {
            states[high].symbol = symbol
            high -= 1
        }
        var at = 0
        for (symbol, count) in counts.enumerated() where count > 0 {
            for _ in 0..<count {
                states[at].symbol = symbol
                repeat { at = (at + size >> 1 + size >> 3 + 3) & (size - 1) } while at > high
            }
        }
        var next = counts.map { abs($0) }
        for index in 0..<size {
            let symbol = states[index].symbol
            let value = next[symbol]
            next[symbol] += 1
            guard value > 0 else { throw ZstdDamage() }
            states[index].bits = log - (Int.bitWidth - 1 - value.leadingZeroBitCount)
            states[index].base = value << states[index].bits - size
        }
        self.states = states
    }

    /// Reads a table's description from the front of bytes, and how many of them it took.
    static func read(_ bytes: ArraySlice<UInt8>, maxLog: Int, symbols: Int) throws(ZstdDamage) -> (ZstdTable, Int) {
        var position = 0
        func peek(_ count: Int) -> Int {
            var value = 0
            for bit in 0..<count {
                let byte = bytes.startIndex + (position + bit) >> 3
                if byte < bytes.endIndex { value |= (Int(bytes[byte]) >> ((position + bit) & 7) & 1) << bit }
            }
            return value
        }
        let log = peek(4) + 5
        position += 4
        guard log <= maxLog else { throw ZstdDamage() }
        var remaining = 1 << log + 1
        var threshold = 1 << log
        var width = log + 1
        var counts: [Int] = []
        while remaining > 1 {
            guard counts.count < symbols, position <= bytes.count * 8 else { throw ZstdDamage() }
            let most = 2 * threshold - 1 - remaining
            let value = peek(width)
            var count = value & (threshold - 1)
            if count < most {
                position += width - 1
            } else {
                count = value & (2 * threshold - 1)
                if count >= threshold { count -= most }
                position += width
            }
            count -= 1
            remaining -= abs(count)
            guard remaining >= 1 else { throw ZstdDamage() }
            counts.append(count)
            if count == 0 {
                var more = 3
                while more == 3 {
                    more = peek(2)
                    position += 2
                    counts += [Int](repeating: 0, count: more)
                    guard counts.count <= symbols else { throw ZstdDamage() }
                }
            }
            while remaining < threshold {
                width -= 1
                threshold >>= 1
            }
        }
        let used = (position + 7) / 8
        guard used <= bytes.count else { throw ZstdDamage() }
        return (try ZstdTable(counts, log: log), used)
    }
}
