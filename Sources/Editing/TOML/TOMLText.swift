/// TOML's words: which there are, and how values are written.
enum TOMLText {
    /// What may stand in a key without quotes.
    static func isBare(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "_"): true
        default: false
        }
    }

    static func key(_ name: String) -> String { !name.isEmpty && name.utf8.allSatisfy(isBare) ? name : basic(name) }

    /// A text in double quotes.
    static func basic(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\t": out += "\\t"
            case "\r": out += "\\r"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }

    /// A value on one line.
    ///
    /// - Parameter isLiteral: texts stand in single quotes where they can.
    static func value(_ value: EditValue, isLiteral: Bool) throws(EditError) -> String {
        switch value {
        case .text(let text):
            let fits = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F && $0 != "'" }
            return isLiteral && fits ? "'\(text)'" : basic(text)
        case .list(let list):
            var parts: [String] = []
            for item in list { parts.append(try self.value(item, isLiteral: isLiteral)) }
            return "[" + parts.joined(separator: ", ") + "]"
        case .map:
            var parts: [String] = []
            for pair in value.sortedPairs {
                parts.append(key(pair.key) + " = " + (try self.value(pair.value, isLiteral: isLiteral)))
            }
            return parts.isEmpty ? "{}" : "{ " + parts.joined(separator: ", ") + " }"
        case .number(let number) where !number.isFinite: throw .unfit("\(number) is no number that a setting can have.")
        case .null: throw .unfit("TOML has no word for nothing; the setting is expected to be removed instead.")
        default: return value.plain ?? ""
        }
    }

    /// What a word without quotes stands for; nil where it is none of TOML's.
    static func value(_ word: String) -> Tree? {
        switch word {
        case "true": return .flag(true)
        case "false": return .flag(false)
        case "inf", "+inf": return .number(.infinity)
        case "-inf": return .number(-.infinity)
        case "nan", "+nan", "-nan": return .other("nan")
        default: return integer(word) ?? float(word) ?? (isTime(word) ? .other(word) : nil)
        }
    }

    /// The digits without the `_` between them; nil where one stands elsewhere.
    private static func digits(_ word: Substring) -> String? {
        guard word.first != "_", word.last != "_", !word.contains("__") else { return nil }
        return word.filter { $0 != "_" }
    }

    private static func integer(_ word: String) -> Tree? {
        for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where word.hasPrefix(prefix) {
            guard let digits = digits(word.dropFirst(2)), digits.utf8.first.map({ isBare($0) && $0 != 45 }) == true else {
                return nil
            }
            return Int(digits, radix: radix).map { .integer($0) }
        }
        let sign = word.hasPrefix("+") || word.hasPrefix("-") ? word.prefix(1) : ""
        let rest = word.dropFirst(sign.count)
        guard rest.utf8.allSatisfy({ (48...57).contains($0) || $0 == 95 }), rest == "0" || rest.first != "0",
            let digits = digits(rest), !digits.isEmpty
        else { return nil }
        return Int(sign + digits).map { .integer($0) }
    }

    private static func float(_ word: String) -> Tree? {
        let sign = word.hasPrefix("+") || word.hasPrefix("-") ? word.prefix(1) : ""
        let parts = word.dropFirst(sign.count).split(omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
        let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, mantissa.count <= 2, parts.count + mantissa.count > 2 else { return nil }
        var number = String(sign)
        for (at, part) in mantissa.enumerated() {
            guard !part.isEmpty, part.utf8.allSatisfy({ (48...57).contains($0) || $0 == 95 }), let digits = digits(part),
                at > 0 || digits == "0" || digits.first != "0"
            else { return nil }
            number += (at > 0 ? "." : "") + digits
        }
        if parts.count == 2 {
            let sign = parts[1].hasPrefix("+") || parts[1].hasPrefix("-") ? parts[1].prefix(1) : ""
            let rest = parts[1].dropFirst(sign.count)
            guard !rest.isEmpty, rest.utf8.allSatisfy({ (48...57).contains($0) || $0 == 95 }), let digits = digits(rest) else {
                return nil
            }
            number += "e" + sign + digits
        }
        return Double(number).map { $0.isFinite ? .number($0) : .other(word) }
    }

    /// Dates and times by their form: `1979-05-27`, `07:32:00`, with both, a fraction and an offset.
    private static func isTime(_ word: String) -> Bool {
        let bytes = Array(word.utf8)
        func matches(_ form: StaticString, at start: Int) -> Bool {
            form.withUTF8Buffer { form in
                start + form.count <= bytes.count
                    && form.indices.allSatisfy {
                        form[$0] == 48 ? (48...57).contains(bytes[start + $0]) : form[$0] == bytes[start + $0]
                    }
            }
        }
        var at = 0
        if matches("0000-00-00", at: 0) {
            if bytes.count == 10 { return true }
            guard bytes[10] | 0x20 == UInt8(ascii: "t") || bytes[10] == 32 else { return false }
            at = 11
        }
        guard matches("00:00", at: at) else { return false }
        at += matches("00:00:00", at: at) ? 8 : 5
        if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
            at += 1
            guard at < bytes.count, (48...57).contains(bytes[at]) else { return false }
            while at < bytes.count, (48...57).contains(bytes[at]) { at += 1 }
        }
        if at == bytes.count { return true }
        if at == bytes.count - 1, bytes[at] | 0x20 == UInt8(ascii: "z") { return true }
        return (matches("+00:00", at: at) || matches("-00:00", at: at)) && at + 6 == bytes.count
    }
}
