// Texts, numbers, dates.
extension TOMLReader {
    /// A text in any of TOML's four ways of quoting.
    mutating func string() throws(EditError) -> String {
        let start = at
        let mark = byte ?? 0
        let isLiteral = mark == UInt8(ascii: "'")
        let isLong = begins("\"\"\"") || begins("'''")
        at += isLong ? 3 : 1
        if isLong {
            if begins("\r\n") { at += 2 } else if byte == 10 { at += 1 }
        }
        var out: [UInt8] = []
        while let byte {
            if byte == mark {
                guard isLong else {
                    at += 1
                    return String(decoding: out, as: UTF8.self)
                }
                let run = text.bytes[at...].prefix { $0 == mark }.count
                if run >= 3 {
                    // Up to two quotes can stand before the closing three.
                    let inner = min(run - 3, 2)
                    out += Array(repeating: mark, count: inner)
                    at += inner + 3
                    return String(decoding: out, as: UTF8.self)
                }
                out += Array(repeating: mark, count: run)
                at += run
            } else if byte == UInt8(ascii: "\\"), !isLiteral {
                try escape(isLong, into: &out)
            } else if byte == 9 || byte >= 32 && byte != 0x7F || isLong && (byte == 10 || begins("\r\n")) {
                out.append(byte)
                at += 1
            } else {
                if !isLong, byte == 10 || byte == 13 { at = start }
                throw error(
                    at == start
                        ? "The text that begins here has no closing quote on its line." : "A control character stands in a text.")
            }
        }
        at = start
        throw error("The text that begins here has no closing quote.")
    }

    private mutating func escape(_ isLong: Bool, into out: inout [UInt8]) throws(EditError) {
        at += 1
        let letter = byte ?? 0
        let line = text.skipBlanks(at)
        if isLong, line < text.bytes.count, text.bytes[line] == 10 || text.bytes[line...].starts(with: [13, 10]) {
            // A backslash at a line's end joins it with what follows.
            while let byte, byte == 32 || byte == 9 || byte == 10 || byte == 13 { at += 1 }
            return
        }
        at += 1
        switch letter {
        case UInt8(ascii: "b"): out.append(8)
        case UInt8(ascii: "t"): out.append(9)
        case UInt8(ascii: "n"): out.append(10)
        case UInt8(ascii: "f"): out.append(12)
        case UInt8(ascii: "r"): out.append(13)
        case UInt8(ascii: "e"): out.append(27)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): out.append(letter)
        case UInt8(ascii: "x"): out += try code(2)
        case UInt8(ascii: "u"): out += try code(4)
        case UInt8(ascii: "U"): out += try code(8)
        default:
            at -= 1
            throw error("No such escape exists in TOML; a backslash is written as two, or the text in single quotes.")
        }
    }

    private mutating func code(_ count: Int) throws(EditError) -> String.UTF8View {
        let digits = text.bytes[at...].prefix(count)
        guard digits.count == count, digits.allSatisfy({ (48...57).contains($0) || (97...102).contains($0 | 0x20) }),
            let number = UInt32(String(decoding: digits, as: UTF8.self), radix: 16), let scalar = Unicode.Scalar(number)
        else { throw error("\(count) hexadecimal digits of a character are expected here.") }
        at += count
        return String(Character(scalar)).utf8
    }

    /// True and false, numbers, dates and times.
    mutating func word() throws(EditError) -> Tree {
        let start = at
        func isWord(_ byte: UInt8) -> Bool { TOMLText.isBare(byte) || "+.:".utf8.contains(byte) }
        while let byte, isWord(byte) { at += 1 }
        // A date and a time may have a blank between.
        if at - start == 10, text.bytes[start + 4] == UInt8(ascii: "-"), byte == 32,
            text.bytes[(at + 1)...].prefix(3).last == UInt8(ascii: ":")
        {
            at += 1
            while let byte, isWord(byte) { at += 1 }
        }
        let word = text.string(start..<at)
        if let tree = TOMLText.value(word) { return tree }
        at = start
        throw error(
            word.isEmpty ? "A value is expected here." : "\(word.prefix(40)) is no TOML value; a text is expected in quotes.")
    }
}
