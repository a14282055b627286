/// Texts of several lines within a quoted string on one line, as JSON and Go's %q write them (`"a: |\n  b"`): what a line says of the
/// next counts there as well.
enum EscapedText {
    /// A line whose strings of several lines are without secrets.
    ///
    /// - Parameter scrub: takes the secrets out of a text.
    static func clean(_ line: [UInt8], scrub: ([UInt8]) -> [UInt8]) -> [UInt8] {
        guard line.place(of: "\\n", from: 0) != nil else { return line }
        var out: [UInt8] = []
        var written = 0
        var at = 0
        while let open = line[at...].firstIndex(of: UInt8(ascii: "\"")) {
            // A quote with a backslash belongs to a string within a string: it is met again one level deeper.
            if open > 0, line[open - 1] == UInt8(ascii: "\\") {
                at = open + 1
                continue
            }
            guard let (end, found) = string(in: line, from: open + 1) else {
                at = open + 1
                continue
            }
            at = end + 1
            // A key that is the whole string is found as one on this line, and keeps its form.
            guard let text = found, text.contains(10), !text.starts(with: Array("-----BEGIN ".utf8)) else { continue }
            let clean = scrub(text)
            guard clean != text else { continue }
            out += line[written...open]
            out += escaped(clean)
            written = end
        }
        return written == 0 ? line : out + line[written...]
    }

    /// Where the string that begins at a place ends, and what it stands for; nil in place of that where it has an escape that is not
    /// JSON's. Nil where it does not end.
    private static func string(in line: [UInt8], from start: Int) -> (end: Int, text: [UInt8]?)? {
        var text: [UInt8]? = []
        var at = start
        while at < line.count {
            switch line[at] {
            case UInt8(ascii: "\""): return (at, text)
            case UInt8(ascii: "\\"):
                guard at + 1 < line.count else { return nil }
                switch line[at + 1] {
                case UInt8(ascii: "n"): text?.append(10)
                case UInt8(ascii: "t"): text?.append(9)
                case UInt8(ascii: "r"): text?.append(13)
                case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text?.append(line[at + 1])
                case UInt8(ascii: "u"):
                    guard let bytes = scalar(line, at + 2) else {
                        text = nil
                        break
                    }
                    text?.append(contentsOf: bytes)
                    at += 4
                default: text = nil
                }
                at += 2
            default:
                text?.append(line[at])
                at += 1
            }
        }
        return nil
    }

    /// The UTF-8 of `\u003c`; nil for half of a pair, and for what is none.
    private static func scalar(_ line: [UInt8], _ place: Int) -> [UInt8]? {
        guard place + 4 <= line.count, line[place..<(place + 4)].allSatisfy(\.isHexDigit),
            let number = UInt32(String(decoding: line[place..<(place + 4)], as: UTF8.self), radix: 16),
            let scalar = Unicode.Scalar(number)
        else { return nil }
        return Array(String(Character(scalar)).utf8)
    }

    private static func escaped(_ text: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(text.count + 64)
        for byte in text {
            switch byte {
            case 10: out += "\\n".utf8
            case 9: out += "\\t".utf8
            case 13: out += "\\r".utf8
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): out += [UInt8(ascii: "\\"), byte]
            case 0..<32: out += Array("\\u00".utf8) + hexDigits([byte])
            default: out.append(byte)
            }
        }
        return out
    }
}
