/// Writes values as JSON, and reads its numbers.
enum JSONText {
    /// A text in double quotes.
    static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\t": out += "\\t"
            case "\r": out += "\\r"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let digits = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }

    /// A value on one line.
    static func flat(_ value: EditValue, _ colon: String) throws(EditError) -> String {
        switch value {
        case .list(let list):
            var parts: [String] = []
            for item in list { parts.append(try flat(item, colon)) }
            return "[" + parts.joined(separator: colon == ":" ? "," : ", ") + "]"
        case .map:
            var parts: [String] = []
            for pair in value.sortedPairs { parts.append(quoted(pair.key) + colon + (try flat(pair.value, colon))) }
            return "{" + parts.joined(separator: colon == ":" ? "," : ", ") + "}"
        default: return try scalar(value)
        }
    }

    /// A value over several lines; lists of scalars stay on one.
    ///
    /// - Parameter indent: the indentation of the line on which it begins.
    static func tall(_ value: EditValue, indent: String, unit: String, lineEnd: String = "\n") throws(EditError) -> String {
        let inner = indent + unit
        var lines: [String] = []
        switch value {
        case .list(let list) where list.contains { !$0.isInline }:
            for item in list { lines.append(inner + (try tall(item, indent: inner, unit: unit, lineEnd: lineEnd))) }
            return "[" + lineEnd + lines.joined(separator: "," + lineEnd) + lineEnd + indent + "]"
        case .map(let map) where !map.isEmpty:
            for pair in value.sortedPairs {
                lines.append(
                    inner + quoted(pair.key) + ": " + (try tall(pair.value, indent: inner, unit: unit, lineEnd: lineEnd)))
            }
            return "{" + lineEnd + lines.joined(separator: "," + lineEnd) + lineEnd + indent + "}"
        default: return try flat(value, ": ")
        }
    }

    private static func scalar(_ value: EditValue) throws(EditError) -> String {
        switch value {
        case .text(let text): return quoted(text)
        case .number(let number) where !number.isFinite: throw .unfit("JSON has no number \(number).")
        case .null: return "null"
        default: return value.plain ?? "null"
        }
    }

    /// A number by JSON's grammar; nil where the word is none.
    static func number(_ word: String) -> Tree? {
        let bytes = Array(word.utf8)
        var at = bytes.first == UInt8(ascii: "-") ? 1 : 0
        func digits() -> Int {
            let from = at
            while at < bytes.count, (48...57).contains(bytes[at]) { at += 1 }
            return at - from
        }
        let first = at
        let whole = digits()
        guard whole > 0, whole == 1 || bytes[first] != 48 else { return nil }
        if at == bytes.count { return Int(word).map { .integer($0) } ?? .other(word) }
        if bytes[at] == UInt8(ascii: ".") {
            at += 1
            guard digits() > 0 else { return nil }
        }
        if at < bytes.count, bytes[at] | 0x20 == UInt8(ascii: "e") {
            at += 1
            if at < bytes.count, bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") { at += 1 }
            guard digits() > 0 else { return nil }
        }
        guard at == bytes.count else { return nil }
        return Double(word).flatMap { $0.isFinite ? .number($0) : nil } ?? .other(word)
    }
}
