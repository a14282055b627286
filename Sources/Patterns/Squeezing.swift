/// A text without what copying, wrapping and quoting change: blanks, quotes, backslashes.
///
/// A terminal breaks lines within words and a mail at blanks; without blanks both read the same.
struct Squeezed {
    private(set) var bytes: [UInt8] = []
    /// For each byte its place in the text it came from.
    private(set) var places: [Int32] = []

    init(_ text: some Sequence<UInt8>) {
        let text = Array(text)
        var at = 0
        while at < text.count {
            let skipped = Squeezed.skip(text, at)
            if skipped > 0 {
                at += skipped
                continue
            }
            if let sign = Squeezed.jsonSign(text, at) {
                append(sign, at)
                at += 6
                continue
            }
            if text[at] != UInt8(ascii: "\\") { append(text[at], at) }
            at += 1
        }
    }

    private mutating func append(_ byte: UInt8, _ place: Int) {
        bytes.append(byte)
        places.append(Int32(truncatingIfNeeded: place))
    }

    /// How many bytes at a place are blank or a quote.
    private static func skip(_ text: [UInt8], _ at: Int) -> Int {
        func next(_ offset: Int) -> UInt8 { at + offset < text.count ? text[at + offset] : 0 }
        switch text[at] {
        case 9...13, 32, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"): return 1
        case UInt8(ascii: "\\"): return [UInt8(ascii: "n"), UInt8(ascii: "t"), UInt8(ascii: "r")].contains(next(1)) ? 2 : 0
        // A blank that does not break.
        case 0xC2: return next(1) == 0xA0 ? 2 : 0
        // Typographic quotes (U+2018 to U+201F) and blanks without width (U+200B to U+200D).
        case 0xE2:
            return next(1) == 0x80 && ((0x98...0x9F).contains(next(2)) || (0x8B...0x8D).contains(next(2))) ? 3 : 0
        default: return 0
        }
    }

    /// What JSON's `\u003c`, `\u003e`, `\u0026` at a place stand for, nil where none is there.
    static func jsonSign(_ text: [UInt8], _ at: Int) -> UInt8? {
        guard text[at] == UInt8(ascii: "\\"), at + 6 <= text.count else { return nil }
        switch String(decoding: text[at + 1..<at + 6], as: UTF8.self) {
        case "u003c", "u003C": return UInt8(ascii: "<")
        case "u003e", "u003E": return UInt8(ascii: ">")
        case "u0026": return UInt8(ascii: "&")
        default: return nil
        }
    }
}
