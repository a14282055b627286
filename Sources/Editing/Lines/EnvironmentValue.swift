/// A value of an environment file as it is written: in quotes, bare, or pieced together.
struct EnvironmentValue {
    enum Style {
        case bare, double, single
    }

    private let text: SourceText
    private(set) var range: Range<Int>
    /// Without quotes and escapes.
    private(set) var decoded = ""

    init(_ text: SourceText, at start: Int, to end: Int? = nil) {
        self.text = text
        range = start..<(end ?? start)
    }

    var style: Style {
        switch range.isEmpty ? 0 : text.bytes[range.lowerBound] {
        case UInt8(ascii: "\""): .double
        case UInt8(ascii: "'"): .single
        default: .bare
        }
    }

    /// Whether the value is what stands between its quotes, as it stands there.
    var isSimple: Bool {
        let written = text.bytes[range]
        guard !written.contains(UInt8(ascii: "\\")), !written.contains(10) else { return false }
        switch style {
        case .bare: return true
        case .double: return written.count { $0 == 34 } == 2 && written.last == 34
        case .single: return written.count { $0 == 39 } == 2 && written.last == 39
        }
    }

    /// What stands between the quotes.
    var inner: String {
        style == .bare || range.count < 2 ? text.string(range) : text.string((range.lowerBound + 1)..<(range.upperBound - 1))
    }

    /// Reads from the beginning to where the value ends.
    mutating func read() throws(EditError) {
        var out: [UInt8] = []
        var at = range.lowerBound
        var quote: UInt8?
        // A quote opens where the value begins, and after another one; elsewhere it is a character like others.
        var opens = true
        // The last byte that is no blank at the value's end.
        var (end, length) = (at, 0)
        while at < text.bytes.count {
            let byte = text.bytes[at]
            let isEnd = byte == 10 || byte == 13 && at + 1 < text.bytes.count && text.bytes[at + 1] == 10
            if isEnd, quote == nil { break }
            if byte == UInt8(ascii: "\\"), quote != 39, at + 1 < text.bytes.count {
                at = escape(at, quote, &out)
                opens = false
                (end, length) = (at, out.count)
                continue
            }
            at += 1
            if byte == quote {
                (quote, opens) = (nil, true)
            } else if quote == nil, opens, byte == 34 || byte == 39 {
                quote = byte
            } else if quote != nil || !opens || !SourceText.isBlank(byte) {
                out.append(byte)
                opens = false
            }
            if quote != nil || !SourceText.isBlank(byte) { (end, length) = (at, out.count) }
        }
        guard quote == nil else {
            throw .unreadable(line: text.line(of: range.lowerBound), "The value's closing quote is missing.")
        }
        range = range.lowerBound..<end
        decoded = String(decoding: out.prefix(length), as: UTF8.self)
    }

    /// What a backslash and the byte after it stand for; where the next one is.
    private func escape(_ at: Int, _ quote: UInt8?, _ out: inout [UInt8]) -> Int {
        let next = text.bytes[at + 1]
        if next == 10 { return at + 2 }
        if next == 13, at + 2 < text.bytes.count, text.bytes[at + 2] == 10 { return at + 3 }
        // In double quotes only these are escaped.
        if quote == 34, !"\"\\`$".utf8.contains(next) { out.append(UInt8(ascii: "\\")) }
        out.append(next)
        return at + 2
    }

    /// A value as it is written: bare where it was so and can be, else in double quotes.
    static func written(_ value: String, isBare: Bool) -> String {
        let isSafe = value.utf8.allSatisfy { $0 > 32 && $0 != 0x7F && !"\"'\\$`#;".utf8.contains($0) }
        if isBare, isSafe { return value }
        var out = "\""
        for character in value.unicodeScalars {
            if "\"\\$`".unicodeScalars.contains(character) { out += "\\" }
            out.unicodeScalars.append(character)
        }
        return out + "\""
    }
}
