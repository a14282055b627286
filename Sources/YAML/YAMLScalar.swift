/// Reads plain scalars, and writes texts so that they read back as texts.
public enum YAMLScalar {
    /// What a plain scalar stands for under sigs.k8s.io/yaml's rules; see `YAMLValue`.
    public static func resolved(_ text: String) -> YAMLValue {
        guard let first = text.utf8.first else { return .string(text) }
        switch first {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
            return number(text, first: first) ?? .string(text)
        default:
            return word(text).map { .bool($0) } ?? .string(text)
        }
    }

    /// The words for nothing.
    static func isNull(_ text: String) -> Bool {
        switch text {
        case "", "~", "null", "Null", "NULL": true
        default: false
        }
    }

    private static func word(_ text: String) -> Bool? {
        switch text {
        case "true", "True", "TRUE", "yes", "Yes", "YES", "y", "Y", "on", "On", "ON": true
        case "false", "False", "FALSE", "no", "No", "NO", "n", "N", "off", "Off", "OFF": false
        default: nil
        }
    }

    private static func number(_ text: String, first: UInt8) -> YAMLValue? {
        switch text {
        case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": return .float(.infinity)
        case "-.inf", "-.Inf", "-.INF": return .float(-.infinity)
        case ".nan", ".NaN", ".NAN": return .float(.nan)
        default: break
        }
        // No number is longer; this keeps a megabyte of digits from costing anything.
        guard text.utf8.count <= 400 else { return nil }
        if first == UInt8(ascii: ".") { return float(Array(text.utf8)) }
        let digits = text.utf8.filter { $0 != UInt8(ascii: "_") }
        if let whole = integer(digits) { return whole }
        return float(digits)
    }

    /// Go's ParseInt with base 0.
    ///
    /// A number beyond Int but within UInt64 becomes a float: nothing of ours counts so far.
    private static func integer(_ bytes: [UInt8]) -> YAMLValue? {
        var digits = bytes[...]
        var negative = false
        if let sign = digits.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
            negative = sign == UInt8(ascii: "-")
            digits = digits.dropFirst()
        }
        var radix = 10
        if digits.first == UInt8(ascii: "0"), digits.count > 1 {
            switch digits.dropFirst().first.map({ $0 | 0x20 }) {
            case UInt8(ascii: "x"): (radix, digits) = (16, digits.dropFirst(2))
            case UInt8(ascii: "o"): (radix, digits) = (8, digits.dropFirst(2))
            case UInt8(ascii: "b"): (radix, digits) = (2, digits.dropFirst(2))
            default: (radix, digits) = (8, digits.dropFirst())
            }
        }
        // A second sign would pass Int's own reader.
        guard let first = digits.first, first != UInt8(ascii: "+"), first != UInt8(ascii: "-") else { return nil }
        let word = (negative ? "-" : "") + String(decoding: digits, as: UTF8.self)
        if let number = Int(word, radix: radix) { return .int(number) }
        if !negative, let number = UInt64(word, radix: radix) { return .float(Double(number)) }
        return nil
    }

    /// `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`, within what a Double holds.
    private static func float(_ bytes: [UInt8]) -> YAMLValue? {
        var at = 0
        func digits() -> Int {
            let from = at
            while at < bytes.count, bytes[at] >= 48, bytes[at] <= 57 { at += 1 }
            return at - from
        }
        func take(_ choices: UInt8...) -> Bool {
            guard at < bytes.count, choices.contains(bytes[at]) else { return false }
            at += 1
            return true
        }
        _ = take(UInt8(ascii: "+"), UInt8(ascii: "-"))
        let whole = digits()
        let part = take(UInt8(ascii: ".")) ? digits() : 0
        guard whole + part > 0 else { return nil }
        if take(UInt8(ascii: "e"), UInt8(ascii: "E")) {
            _ = take(UInt8(ascii: "+"), UInt8(ascii: "-"))
            guard digits() > 0 else { return nil }
        }
        guard at == bytes.count, let number = Double(String(decoding: bytes, as: UTF8.self)), number.isFinite else { return nil }
        return .float(number)
    }
}

extension YAMLScalar {
    /// The text as a YAML scalar on one line that every YAML reader takes for this text: plain where that is safe,
    /// in double quotes otherwise.
    public static func quoted(_ text: String) -> String {
        if isSafePlain(text) { return text }
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\t": out += "\\t"
            case "\r": out += "\\r"
            default:
                if isPrintable(scalar) {
                    out.unicodeScalars.append(scalar)
                } else {
                    out += escape(scalar.value)
                }
            }
        }
        return out + "\""
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7E, 0xA0...0x2027, 0x202A...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }

    private static func escape(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        let width = value <= 0xFF ? 2 : value <= 0xFFFF ? 4 : 8
        return (width == 2 ? "\\x" : width == 4 ? "\\u" : "\\U") + String(repeating: "0", count: width - digits.count) + digits
    }

    /// Letters, digits and a few signs, and nothing that any YAML reader could take for a number, a bool, null or a date.
    private static func isSafePlain(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard let first = bytes.first, let last = bytes.last, !isNull(text), case .string = resolved(text) else { return false }
        guard isLetter(first) || isDigit(first) || first == UInt8(ascii: "/") || first == UInt8(ascii: "_"),
            last != UInt8(ascii: ":"), last != UInt8(ascii: " ")
        else { return false }
        for (at, byte) in bytes.enumerated() {
            switch byte {
            case _ where isLetter(byte) || isDigit(byte): break
            case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "@"),
                UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: " "), UInt8(ascii: "%"):
                break
            case UInt8(ascii: ":"):
                // last is no colon, so the next byte is there.
                if bytes[at + 1] == UInt8(ascii: " ") { return false }
            default: return false
            }
        }
        return isDigit(first) ? isNoNumberAnywhere(bytes) : true
    }

    /// After a leading digit: a slash (a CIDR), or two dots and only digits (an address), keeps every schema from reading a
    /// number, a base-60 number or a date.
    private static func isNoNumberAnywhere(_ bytes: [UInt8]) -> Bool {
        if bytes.contains(UInt8(ascii: "/")) { return true }
        let dots = bytes.count { $0 == UInt8(ascii: ".") }
        return dots >= 2 && bytes.allSatisfy { isDigit($0) || $0 == UInt8(ascii: ".") }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 97 && (byte | 0x20) <= 122 }
    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }
}
