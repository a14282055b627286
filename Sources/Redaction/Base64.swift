import FoundationEssentials

/// Base64 (RFC 4648) in the standard alphabet and in the one for URLs, with and without padding.
enum Base64 {
    /// The bytes that a text stands for; nil where it has another character, or one character more than whole bytes take.
    ///
    /// - Parameter skipsBlanks: blanks, tabs and line ends may stand anywhere in it.
    static func decode(_ text: some Sequence<UInt8>, skipsBlanks: Bool = false) -> [UInt8]? {
        let digits =
            text.withContiguousStorageIfAvailable { Self.digits($0, skipsBlanks) }
            ?? Array(text).withUnsafeBufferPointer { Self.digits($0, skipsBlanks) }
        return digits.flatMap { Data(base64Encoded: Data($0)) }.map { Array($0) }
    }

    /// The text in the standard alphabet, padded and without blanks, as Data reads it; nil where that cannot be.
    private static func digits(_ text: UnsafeBufferPointer<UInt8>, _ skipsBlanks: Bool) -> [UInt8]? {
        var digits: [UInt8] = []
        digits.reserveCapacity(text.count + 3)
        var isPadding = false
        for byte in text {
            switch byte {
            case UInt8(ascii: "="): isPadding = true
            case 9, 10, 13, 32: if !skipsBlanks { return nil }
            case _ where isPadding: return nil
            case UInt8(ascii: "-"): digits.append(UInt8(ascii: "+"))
            case UInt8(ascii: "_"): digits.append(UInt8(ascii: "/"))
            default: digits.append(byte)
            }
        }
        let over = digits.count % 4
        if over == 1 { return nil }
        if over > 0 { digits += [UInt8](repeating: UInt8(ascii: "="), count: 4 - over) }
        return digits
    }

    /// The text of bytes in the standard alphabet, padded.
    static func encode(_ bytes: [UInt8]) -> [UInt8] { Array(Data(bytes).base64EncodedData()) }
}
