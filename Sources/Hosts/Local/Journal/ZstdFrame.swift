/// Unpacks one zstd frame that is whole in memory (RFC 8878): journald packs long messages so. Dictionaries are not read.
struct ZstdFrame {
    private static let lengthBase =
        Array(0...15) + [16, 18, 20, 22, 24, 28, 32, 40, 48, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768, 65536]
    private static let lengthBits =
        [Int](repeating: 0, count: 16) + [1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]
    private static let matchBase =
        Array(3...34) + [
            35, 37, 39, 41, 43, 47, 51, 59, 67, 83, 99, 131, 259, 515, 1027, 2051, 4099, 8195, 16387, 32771, 65539,
        ]
    private static let matchBits =
        [Int](repeating: 0, count: 32) + [1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]
    private static let usualLengths =
        [4, 3] + [Int](repeating: 2, count: 11) + [1, 1, 1] + [Int](repeating: 2, count: 9) + [3, 2, 1, 1, 1, 1, 1]
        + [-1, -1, -1, -1]
    private static let usualMatches =
        [1, 4, 3, 2, 2, 2, 2, 2, 2] + [Int](repeating: 1, count: 37) + [Int](repeating: -1, count: 7)
    private static let usualOffsets =
        [1, 1, 1, 1, 1, 1, 2, 2, 2] + [Int](repeating: 1, count: 15) + [Int](repeating: -1, count: 5)

    private var out: [UInt8] = []
    private let limit: Int
    private var huffman: ZstdHuffman?
    private var lengths: ZstdTable?
    private var matches: ZstdTable?
    private var offsets: ZstdTable?
    private var repeated = [1, 4, 8]

    private init(limit: Int) { self.limit = limit }

    /// The bytes of a frame; nil where it is damaged or longer than the limit.
    static func unpacked(_ bytes: [UInt8], limit: Int) -> [UInt8]? {
        var frame = ZstdFrame(limit: limit)
        do throws(ZstdDamage) {
            try frame.read(bytes[...])
        } catch {
            return nil
        }
        return frame.out
    }

    private static func number(_ bytes: ArraySlice<UInt8>, _ at: Int, _ width: Int) throws(ZstdDamage) -> Int {
        guard at >= 0, width <= bytes.count, at <= bytes.count - width else { throw ZstdDamage() }
        var value: UInt64 = 0
        for index in (0..<width).reversed() { value = value << 8 | UInt64(bytes[bytes.startIndex + at + index]) }
        return Int(clamping: value)
    }

    private mutating func read(_ bytes: ArraySlice<UInt8>) throws(ZstdDamage) {
        guard try Self.number(bytes, 0, 4) == 0xFD2F_B528 else { throw ZstdDamage() }
        let descriptor = try Self.number(bytes, 4, 1)
        let isSingle = descriptor & 32 != 0
        let dictionary = [0, 1, 2, 4][descriptor & 3]
        let size = [isSingle ? 1 : 0, 2, 4, 8][descriptor >> 6]
        var at = 5 + (isSingle ? 0 : 1) + dictionary + size
        while true {
            let head = try Self.number(bytes, at, 3)
            at += 3
            let length = head >> 3
            switch head >> 1 & 3 {
            case 0:
                guard at + length <= bytes.count else { throw ZstdDamage() }
                try append(bytes.dropFirst(at).prefix(length))
                at += length
            case 1:
                let byte = UInt8(truncatingIfNeeded: try Self.number(bytes, at, 1))
                guard out.count + length <= limit else { throw ZstdDamage() }
                out += [UInt8](repeating: byte, count: length)
                at += 1
            case 2:
                guard at + length <= bytes.count else { throw ZstdDamage() }
                try readBlock(bytes.dropFirst(at).prefix(length))
                at += length
            default: throw ZstdDamage()
            }
            if head & 1 == 1 { return }
        }
    }

    private mutating func append(_ bytes: ArraySlice<UInt8>) throws(ZstdDamage) {
        guard out.count + bytes.count <= limit else { throw ZstdDamage() }
        out.append(contentsOf: bytes)
    }

    // MARK: Blocks

    private mutating func readBlock(_ block: ArraySlice<UInt8>) throws(ZstdDamage) {
        let (literals, used) = try readLiterals(block)
        let rest = block.dropFirst(used)
        var (count, at) = (try Self.number(rest, 0, 1), 1)
        if count >= 128 {
            if count < 255 {
                count = (count - 128) << 8 + (try Self.number(rest, 1, 1))
                at = 2
            } else {
                count = try Self.number(rest, 1, 2) + 0x7F00
                at = 3
            }
        }
        guard count > 0 else { return try append(literals[...]) }
        let modes = try Self.number(rest, at, 1)
        at += 1
        lengths = try table(modes >> 6 & 3, rest, &at, Self.usualLengths, 6, most: 9, lengths)
        offsets = try table(modes >> 4 & 3, rest, &at, Self.usualOffsets, 5, most: 8, offsets, symbols: 32)
        matches = try table(modes >> 2 & 3, rest, &at, Self.usualMatches, 6, most: 9, matches)
        try execute(count, rest.dropFirst(at), literals)
    }

    private func table(
        _ mode: Int, _ bytes: ArraySlice<UInt8>, _ at: inout Int, _ usual: [Int], _ log: Int, most: Int, _ last: ZstdTable?,
        symbols: Int? = nil
    ) throws(ZstdDamage) -> ZstdTable {
        switch mode {
        case 0: return try ZstdTable(usual, log: log)
        case 1:
            at += 1
            return ZstdTable(only: try Self.number(bytes, at - 1, 1))
        case 2:
            let (table, used) = try ZstdTable.read(bytes.dropFirst(at), maxLog: most, symbols: symbols ?? usual.count)
            at += used
            return table
        default:
            guard let last else { throw ZstdDamage() }
            return last
        }
    }

    private mutating func readLiterals(_ block: ArraySlice<UInt8>) throws(ZstdDamage) -> ([UInt8], Int) {
        let head = try Self.number(block, 0, 1)
        let (kind, form) = (head & 3, head >> 2 & 3)
        guard kind >= 2 else {
            let width = form == 1 ? 2 : form == 3 ? 3 : 1
            let size = try Self.number(block, 0, width) >> (width == 1 ? 3 : 4)
            guard size <= limit else { throw ZstdDamage() }
            guard kind == 0 else {
                let byte = UInt8(truncatingIfNeeded: try Self.number(block, width, 1))
                return ([UInt8](repeating: byte, count: size), width + 1)
            }
            guard width + size <= block.count else { throw ZstdDamage() }
            return (Array(block.dropFirst(width).prefix(size)), width + size)
        }
        let (width, bits) = form < 2 ? (3, 10) : form == 2 ? (4, 14) : (5, 18)
        let value = try Self.number(block, 0, width)
        let size = value >> 4 & (1 << bits - 1)
        let packed = value >> (4 + bits) & (1 << bits - 1)
        guard width + packed <= block.count, size <= limit else { throw ZstdDamage() }
        var bytes = block.dropFirst(width).prefix(packed)
        if kind == 2 {
            let (tree, used) = try ZstdHuffman.read(bytes)
            huffman = tree
            bytes = bytes.dropFirst(used)
        }
        guard let huffman else { throw ZstdDamage() }
        return (try Self.literals(huffman, bytes, size, isOne: form == 0), width + packed)
    }

    private static func literals(
        _ huffman: ZstdHuffman, _ bytes: ArraySlice<UInt8>, _ size: Int, isOne: Bool
    ) throws(ZstdDamage) -> [UInt8] {
        var out: [UInt8] = []
        guard !isOne else {
            try huffman.decode(bytes, size, into: &out)
            return out
        }
        let quarter = (size + 3) / 4
        var rest = bytes.dropFirst(6)
        for stream in 0..<4 {
            let length = stream < 3 ? try number(bytes, stream * 2, 2) : rest.count
            let count = stream < 3 ? quarter : size - 3 * quarter
            guard length <= rest.count, count >= 0 else { throw ZstdDamage() }
            try huffman.decode(rest.prefix(length), count, into: &out)
            rest = rest.dropFirst(length)
        }
        return out
    }

    // MARK: Sequences

    private mutating func execute(_ count: Int, _ bytes: ArraySlice<UInt8>, _ literals: [UInt8]) throws(ZstdDamage) {
        guard let lengths, let offsets, let matches else { throw ZstdDamage() }
        var bits = try ZstdBits(bytes)
        var states = (length: bits.take(lengths.log), offset: bits.take(offsets.log), match: bits.take(matches.log))
        var used = 0
        for number in 0..<count {
            guard lengths.states.indices.contains(states.length), offsets.states.indices.contains(states.offset),
                matches.states.indices.contains(states.match)
            else { throw ZstdDamage() }
            let (length, offset, match) = (
                lengths.states[states.length], offsets.states[states.offset], matches.states[states.match]
            )
            guard length.symbol < Self.lengthBase.count, match.symbol < Self.matchBase.count, offset.symbol < 32 else {
                throw ZstdDamage()
            }
            let value = 1 << offset.symbol + bits.take(offset.symbol)
            let copied = Self.matchBase[match.symbol] + bits.take(Self.matchBits[match.symbol])
            let literal = Self.lengthBase[length.symbol] + bits.take(Self.lengthBits[length.symbol])
            guard used + literal <= literals.count else { throw ZstdDamage() }
            try append(literals[used..<(used + literal)])
            used += literal
            try copy(copied, from: distance(value, literal))
            if number < count - 1 {
                states.length = length.base + bits.take(length.bits)
                states.match = match.base + bits.take(match.bits)
                states.offset = offset.base + bits.take(offset.bits)
            }
            guard bits.left >= 0 else { throw ZstdDamage() }
        }
        try append(literals[used...])
    }

    /// How far back a match lies: told, or one of the last three.
    private mutating func distance(_ value: Int, _ literal: Int) -> Int {
        if value > 3 {
            repeated = [value - 3, repeated[0], repeated[1]]
            return value - 3
        }
        let index = value - 1 + (literal == 0 ? 1 : 0)
        let chosen = index < 3 ? repeated[index] : repeated[0] - 1
        if index == 1 { repeated = [chosen, repeated[0], repeated[2]] }
        if index > 1 { repeated = [chosen, repeated[0], repeated[1]] }
        return chosen
    }

    private mutating func copy(_ count: Int, from distance: Int) throws(ZstdDamage) {
        guard distance > 0, distance <= out.count, out.count + count <= limit else { throw ZstdDamage() }
        var from = out.count - distance
        for _ in 0..<count {
            out.append(out[from])
            from += 1
        }
    }
}
