/// Texts in quotes.
extension TOMLCursor {
    /// Reads a text that begins with the quote here: a basic or literal one, of one line or of several.
    mutating func text() throws(TOMLError) -> String {
        guard let quote = next, byte(after: 1) == quote, byte(after: 2) == quote else { return try lineText() }
        return try longText(quote)
    }

    /// Reads a text of one line, as a key may be too.
    mutating func lineText() throws(TOMLError) -> String {
        let start = at
        let quote = next
        pass()
        var out: [UInt8] = []
        while true {
            let run = at
            pass { $0 != quote && $0 != UInt8(ascii: "\\") && !Self.isControl($0) }
            out += bytes[run..<at]
            if isAtLineEnd {
                throw error(.syntax, at: start, "The text that begins here has no closing quote on its line.")
            }
            if next == quote {
                pass()
                return String(decoding: out, as: UTF8.self)
            }
            guard stands("\\") else { throw controlCharacter }
            try passBackslash(quote, &out)
        }
    }

    /// Reads a text between three quotes.
    private mutating func longText(_ quote: UInt8) throws(TOMLError) -> String {
        let start = at
        pass(3)
        // A line end right after the quotes does not belong to the text.
        _ = passLineEnd()
        var out: [UInt8] = []
        while true {
            let run = at
            pass { $0 != quote && $0 != UInt8(ascii: "\\") && !Self.isControl($0) }
            out += bytes[run..<at]
            let lineEnd = at
            if passLineEnd() {
                out += bytes[lineEnd..<at]
            } else if next == quote {
                // Up to two quotes belong to the text before the closing three.
                let count = bytes[at...].prefix(5).prefix { $0 == quote }.count
                pass(count)
                out += [UInt8](repeating: quote, count: count < 3 ? count : count - 3)
                if count >= 3 { return String(decoding: out, as: UTF8.self) }
            } else if next == nil {
                let mark = String(repeating: quote == UInt8(ascii: "'") ? "'" : "\"", count: 3)
                throw error(.syntax, at: start, "The text that begins here has no closing \(mark) up to the end of the file.")
            } else if stands("\\") {
                if try passFold(quote) { continue }
                try passBackslash(quote, &out)
            } else {
                throw controlCharacter
            }
        }
    }

    /// Passes a backslash that ends its line, with all white space and line ends after it.
    private mutating func passFold(_ quote: UInt8) throws(TOMLError) -> Bool {
        guard quote == UInt8(ascii: "\"") else { return false }
        var ahead = self
        ahead.pass()
        ahead.passBlanks()
        guard ahead.passLineEnd() else { return false }
        repeat { ahead.passBlanks() } while ahead.passLineEnd()
        self = ahead
        return true
    }

    /// Reads an escape; in single quotes a backslash is nothing but itself.
    private mutating func passBackslash(_ quote: UInt8?, _ out: inout [UInt8]) throws(TOMLError) {
        let start = at
        pass()
        guard quote == UInt8(ascii: "\"") else {
            out.append(UInt8(ascii: "\\"))
            return
        }
        let sign = next
        if sign != nil, !isAtLineEnd { pass() }
        switch sign {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): out.append(sign ?? 0)
        case UInt8(ascii: "b"): out.append(8)
        case UInt8(ascii: "t"): out.append(9)
        case UInt8(ascii: "n"): out.append(10)
        case UInt8(ascii: "f"): out.append(12)
        case UInt8(ascii: "r"): out.append(13)
        case UInt8(ascii: "e"): out.append(27)
        case UInt8(ascii: "x") where dialect == .burntSushi: try passCode(2, start, &out)
        case UInt8(ascii: "u"): try passCode(4, start, &out)
        case UInt8(ascii: "U"): try passCode(8, start, &out)
        default:
            throw error(
                .syntax, at: start,
                "Double quotes have no such escape: write a single backslash as two, or put the text in single quotes.")
        }
    }

    /// Reads so many hexadecimal digits as the number of a character.
    private mutating func passCode(_ count: Int, _ start: Int, _ out: inout [UInt8]) throws(TOMLError) {
        var code: UInt32 = 0
        for _ in 0..<count {
            guard let digit = next.flatMap(Self.hexDigit) else {
                throw error(.syntax, at: start, "After this escape \(count) hexadecimal digits are expected.")
            }
            code = code << 4 | UInt32(digit)
            pass()
        }
        guard let scalar = Unicode.Scalar(code) else {
            throw error(.syntax, at: start, "No character has the number that this escape gives.")
        }
        out += Array(String(Character(scalar)).utf8)
    }

    private static func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
