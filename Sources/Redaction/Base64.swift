/// Base64 (RFC 4648), the standard alphabet and the one for URLs.
enum Base64 {
    /// The value of each character, 64 for what is none.
    static let values: [UInt8] = {
        var values = [UInt8](repeating: 64, count: 256)
        for (value, byte) in alphabet.enumerated() { values[Int(byte)] = UInt8(value) }
        values[Int(UInt8(ascii: "-"))] = 62
        values[Int(UInt8(ascii: "_"))] = 63
        return values
    }()

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// The bytes that a text stands for, with or without padding; nil where it has another character or a left-over bit.
    ///
    /// - Parameter skipsBlanks: blanks, tabs and line ends may stand anywhere in it.
    static func decode(_ text: some Sequence<UInt8>, skipsBlanks: Bool = false) -> [UInt8]? {
        text.withContiguousStorageIfAvailable { decode($0, skipsBlanks) }
            ?? Array(text).withUnsafeBufferPointer { decode($0, skipsBlanks) }
    }

    private static func decode(_ text: UnsafeBufferPointer<UInt8>, _ skipsBlanks: Bool) -> [UInt8]? {
        let values = values
        var out: [UInt8] = []
        out.reserveCapacity(text.count / 4 * 3 + 3)
        var bits: UInt32 = 0
        var count = 0
        var isPadding = false
        for byte in text {
            if byte == UInt8(ascii: "=") {
                isPadding = true
                continue
            }
            let value = values[Int(byte)]
            if value >= 64, skipsBlanks, byte == 10 || byte == 13 || byte == 32 || byte == 9 { continue }
            guard value < 64, !isPadding else { return nil }
            bits = bits << 6 | UInt32(value)
            count += 1
            if count % 4 == 0 {
                out.append(UInt8(truncatingIfNeeded: bits >> 16))
                out.append(UInt8(truncatingIfNeeded: bits >> 8))
                out.append(UInt8(truncatingIfNeeded: bits))
                bits = 0
            }
        }
        switch count % 4 {
        case 0: break
        case 2: out.append(UInt8(truncatingIfNeeded: bits >> 4))
        case 3:
            out.append(UInt8(truncatingIfNeeded: bits >> 10))
            out.append(UInt8(truncatingIfNeeded: bits >> 2))
        default: return nil
        }
        return out
    }

    /// The text of bytes in the standard alphabet, padded.
    static func encode(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count / 3 * 4 + 4)
        var index = 0
        while index < bytes.count {
            let left = bytes.count - index
            let second = left > 1 ? bytes[index + 1] : 0
            let third = left > 2 ? bytes[index + 2] : 0
            let word = UInt32(bytes[index]) << 16 | UInt32(second) << 8 | UInt32(third)
            out.append(alphabet[Int(word >> 18)])
            out.append(alphabet[Int(word >> 12 & 63)])
            out.append(left > 1 ? alphabet[Int(word >> 6 & 63)] : UInt8(ascii: "="))
            out.append(left > 2 ? alphabet[Int(word & 63)] : UInt8(ascii: "="))
            index += 3
        }
        return out
    }
}
