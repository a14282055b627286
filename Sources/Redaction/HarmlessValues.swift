/// What stands where a secret could, and is none.
enum HarmlessValues {
    private static let words: Set<String> = [
        "true", "false", "null", "nil", "~", "none", "<nil>", "<none>", "<unset>", "<unknown>", "<redacted>", "<invalid>", "[]",
        "{}", "\"\"", "''",
        // What kubectl config view, Go's net/url and log scrubbers write in a secret's place.
        "redacted", "data+omitted", "[redacted]", "xxxxx", "***",
    ]

    /// Words that go on with a sentence after a flag's name: "the flag --token is deprecated".
    private static let prose: Set<String> = [
        "a", "and", "are", "argument", "be", "can", "cannot", "flag", "flags", "for", "from", "given", "has", "have", "in",
        "instead", "into", "is", "may", "must", "needs", "not", "of", "on", "option", "options", "or", "requires", "set",
        "should", "the", "to", "value", "was", "were", "when", "which", "will", "with",
    ]

    /// Yes and no, nothing, a variable's name, the path of a file, the head of a block.
    static func contains(_ value: ArraySlice<UInt8>) -> Bool {
        guard value.count < 256 else { return false }
        let text = String(decoding: value, as: UTF8.self)
        if words.contains(text.lowercased()) || opensBlock(value) || value.allSatisfy({ $0 == UInt8(ascii: "*") }) { return true }
        if isVariable(text) || isSize(text) { return true }
        // A path has several parts; base64 that begins with a slash has no dots, and rarely only small letters.
        return value.first == UInt8(ascii: "/") && value.allSatisfy { $0.isLower || $0.isDigit || "/._-".utf8.contains($0) }
    }

    /// Whether a word after a flag's name and a blank belongs to a sentence or stands for a value: `--token <token>`.
    static func isProse(_ value: ArraySlice<UInt8>) -> Bool {
        // `--token <token>`: its closing bracket was taken for the sentence's.
        if value.first == UInt8(ascii: "<"), value.dropFirst().allSatisfy({ $0.isLower || "-_> ".utf8.contains($0) }) {
            return true
        }
        return value.count < 12 && prose.contains(String(decoding: value, as: UTF8.self))
    }

    /// Whether a word within a sentence is no secret though it has a digit: `x509:`, `401`.
    static func isRemark(_ value: ArraySlice<UInt8>) -> Bool {
        value.last == UInt8(ascii: ":") || value.count <= 5 && value.allSatisfy(\.isDigit)
    }

    /// The head of a YAML block, whose text stands below: `|`, `>-`, `|2+`.
    static func opensBlock(_ value: ArraySlice<UInt8>) -> Bool {
        guard let first = value.first, first == UInt8(ascii: "|") || first == UInt8(ascii: ">") else { return false }
        return value.dropFirst().allSatisfy { $0.isDigit || $0.isSpace || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
    }

    /// `${DB_PASSWORD}`, `$(DB_PASSWORD)`, `$DB_PASSWORD`.
    private static func isVariable(_ text: String) -> Bool {
        guard text.hasPrefix("$") else { return false }
        // Within a sentence the closing sign was taken for the sentence's.
        if text.hasPrefix("${") || text.hasPrefix("$(") {
            let inner = text.dropFirst(2)
            let name = inner.last == "}" || inner.last == ")" ? inner.dropLast() : inner
            return name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
        }
        let name = text.dropFirst()
        return name.first?.isUppercase == true && name.allSatisfy { $0.isUppercase || $0.isNumber || $0 == "_" }
    }

    /// What kubectl describe says of a Secret's field: `1066 bytes`.
    private static func isSize(_ text: String) -> Bool {
        text.hasSuffix(" bytes") && text.dropLast(6).allSatisfy { $0.isNumber }
    }
}
