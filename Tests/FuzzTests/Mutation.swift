/// The same numbers for the same seed (splitmix64).
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Some number of `0..<count`; 0 where there is none.
    mutating func roll(_ count: Int) -> Int { count > 0 ? Int(next() % UInt64(count)) : 0 }
}

/// Makes a parser's input out of its seeds.
struct Mutation {
    /// Longer inputs are cut.
    static let longest = 64 << 10

    let seeds: [[UInt8]]
    /// Texts that mean something to the parser.
    let words: [[UInt8]]

    private static let odd: [UInt8] = [
        0, 1, 9, 10, 13, 27, 32, 34, 35, 37, 39, 44, 45, 46, 47, 58, 61, 91, 92, 93, 123, 125, 0x7F, 0x80, 0xC3, 0xE2, 0xEF, 0xF0,
        0xFE, 0xFF,
    ]

    /// An input: a seed as it is, or with one to eight changes.
    func input(_ dice: inout Dice) -> [UInt8] {
        var bytes = seeds[dice.roll(seeds.count)]
        // Now and then nothing of a seed at all.
        if dice.roll(50) == 0 { bytes = (0..<dice.roll(200)).map { _ in UInt8(dice.roll(256)) } }
        for _ in 0..<(1 + dice.roll(8)) { change(&bytes, &dice) }
        return bytes.count > Self.longest ? Array(bytes.prefix(Self.longest)) : bytes
    }

    private func change(_ bytes: inout [UInt8], _ dice: inout Dice) {
        let at = dice.roll(bytes.count + 1)
        let end = min(bytes.count, at + 1 + dice.roll(dice.roll(4) == 0 ? 600 : 16))
        switch dice.roll(11) {
        case 0: if at < bytes.count { bytes[at] = UInt8(dice.roll(256)) }
        case 1: if at < bytes.count { bytes[at] ^= 1 << UInt8(dice.roll(8)) }
        case 2: if at < bytes.count { bytes[at] = Self.odd[dice.roll(Self.odd.count)] }
        case 3: bytes.removeSubrange(min(at, end)..<end)
        case 4: bytes.insert(contentsOf: bytes[min(at, end)..<end], at: dice.roll(bytes.count + 1))
        case 5: bytes.insert(Self.odd[dice.roll(Self.odd.count)], at: at)
        case 6: if !words.isEmpty { bytes.insert(contentsOf: words[dice.roll(words.count)], at: at) }
        case 7: bytes.removeSubrange(at...)
        case 8:
            // The end of another seed: two documents in one.
            let other = seeds[dice.roll(seeds.count)]
            bytes = Array(bytes[..<at] + other[dice.roll(other.count + 1)...])
        case 9:
            // Many times the same: deep nesting, long lines.
            let piece = Array(bytes[min(at, end)..<min(end, at + 1 + dice.roll(3))])
            for _ in 0..<(1 << dice.roll(13)) where bytes.count < Self.longest {
                bytes.insert(contentsOf: piece, at: min(at, bytes.count))
            }
        default: number(&bytes, at, &dice)
        }
    }

    /// Another number in the place of the digits there.
    private func number(_ bytes: inout [UInt8], _ at: Int, _ dice: inout Dice) {
        guard let start = bytes[at...].firstIndex(where: { (48...57).contains($0) }) else { return }
        let end = bytes[start...].firstIndex { !(48...57).contains($0) } ?? bytes.count
        let numbers = [
            "0", "-1", "1", "255", "65536", "4294967296", "9223372036854775807", "9223372036854775808",
            "18446744073709551616", "-9223372036854775808", "1e999", "00000000000000000000000000001",
        ]
        bytes.replaceSubrange(start..<end, with: numbers[dice.roll(numbers.count)].utf8)
    }
}
