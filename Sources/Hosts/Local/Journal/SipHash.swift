/// SipHash-2-4 (Aumasson and Bernstein), by which journal files find their fields.
enum SipHash {
    /// - Parameter key: 16 bytes.
    static func of(_ bytes: [UInt8], key: [UInt8]) -> UInt64 {
        let (k0, k1) = (word(key, 0, 8), word(key, 8, 8))
        var v0 = k0 ^ 0x736f_6d65_7073_6575
        var v1 = k1 ^ 0x646f_7261_6e64_6f6d
        var v2 = k0 ^ 0x6c79_6765_6e65_7261
        var v3 = k1 ^ 0x7465_6462_7974_6573
        func turned(_ value: UInt64, _ bits: UInt64) -> UInt64 { value << bits | value >> (64 - bits) }
        func round() {
            v0 = v0 &+ v1
            v1 = turned(v1, 13) ^ v0
            v0 = turned(v0, 32)
            v2 = v2 &+ v3
            v3 = turned(v3, 16) ^ v2
            v0 = v0 &+ v3
            v3 = turned(v3, 21) ^ v0
            v2 = v2 &+ v1
            v1 = turned(v1, 17) ^ v2
            v2 = turned(v2, 32)
        }
        func take(_ word: UInt64) {
            v3 ^= word
            round()
            round()
            v0 ^= word
        }
        var at = 0
        while at + 8 <= bytes.count {
            take(word(bytes, at, 8))
            at += 8
        }
        take(word(bytes, at, bytes.count - at) | UInt64(bytes.count & 255) << 56)
        v2 ^= 255
        for _ in 0..<4 { round() }
        return v0 ^ v1 ^ v2 ^ v3
    }

    private static func word(_ bytes: [UInt8], _ at: Int, _ count: Int) -> UInt64 {
        var value: UInt64 = 0
        for index in (0..<count).reversed() { value = value << 8 | UInt64(bytes[at + index]) }
        return value
    }
}
