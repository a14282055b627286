/// Values of names that promise a secret, in YAML, JSON (also within JSON text), TOML, environment files and command lines:
/// `password: x`, `"token":"x"`, `\"auth\":\"x\"`, `DB_PASSWORD=x`, `--token x`, `"--token","x"`, `{"name":"DB_PASSWORD","value":"x"}`.
struct NamedValues: Redaction {
    func matches(in line: [UInt8]) -> [SecretMatch] {
        var matches: [SecretMatch] = []
        var at = 0
        while at < line.count {
            guard Self.isNameByte(line[at]) else {
                at += 1
                continue
            }
            let end = line.end(from: at, while: Self.isNameByte)
            var start = at
            // An escape before a name within JSON text: `\nPASSWORD=x`.
            if at > 0, line[at - 1] == UInt8(ascii: "\\"), "nrt".utf8.contains(line[at]) { start += 1 }
            let smell = start < end ? SecretNames.smell(line[start..<end]) : .none
            at = end
            guard smell != .none, let value = Self.value(in: line, of: start..<end) else { continue }
            if let match = Self.match(value, smell, line) {
                matches.append(match)
                at = max(at, match.range.upperBound)
            }
        }
        return matches
    }

    /// A value and how surely it is one.
    struct Value {
        var range: Range<Int>
        /// Quoted, after `=`, or alone with its name on the line: not a word of a sentence.
        var isStructured: Bool
    }

    static func isNameByte(_ byte: UInt8) -> Bool {
        byte.isAlphanumeric || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }

    /// What begins the placeholder of a key, plain and in base64: it stays, for it tells the public half.
    private static let keptKeys = ["-----BEGIN DRYDOCK REDACTED", "LS0tLS1CRUdJTiBEUllET0NLIFJFREFDVEVE"].map { Array($0.utf8) }

    static func match(_ value: Value, _ smell: SecretNames.Smell, _ line: [UInt8]) -> SecretMatch? {
        let bytes = line[value.range]
        guard !bytes.isEmpty, !isMarked(line, value.range.lowerBound), !keptKeys.contains(where: { bytes.starts(with: $0) }),
            !HarmlessValues.contains(bytes)
        else { return nil }
        if smell == .weak {
            let word = bytes.prefix { !$0.isSpace }
            guard word.count >= 16, word.allSatisfy({ $0.isBase64 || $0 == UInt8(ascii: "=") }), looksMade(word) else {
                return nil
            }
            return SecretMatch(word.indices, .word("secret"))
        }
        if !value.isStructured, !looksMade(bytes) || HarmlessValues.isRemark(bytes) { return nil }
        return SecretMatch(value.range, .word("value"))
    }

    /// The value that belongs to a name.
    static func value(in line: [UInt8], of name: Range<Int>) -> Value? {
        var at = name.upperBound
        let quote = Self.quote(in: line, at: at)
        at += quote.count
        let space = line.end(from: at, while: \.isSpace)
        guard space < line.count else { return nil }
        switch line[space] {
        case UInt8(ascii: ":"), UInt8(ascii: "="):
            let isEquals = line[space] == UInt8(ascii: "=")
            // `=>`, `==`, `:=`.
            let sign = line.end(from: space + 1) { $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "=") }
            let begin = line.end(from: sign) { $0.isSpace && $0 != 0 }
            if let argument = argument(in: line, from: space + 1, of: name) { return argument }
            if isEquals, let around = quoteBefore(line, name.lowerBound), Self.quote(in: line, at: begin).isEmpty {
                // `Environment="DB_PASSWORD=two words"`: the quote around name and value ends the value.
                var end = begin
                while end < line.count, !isClosing(line, end, around) { end += 1 }
                return Value(range: begin..<end, isStructured: true)
            }
            if isEquals, line[name.lowerBound] == UInt8(ascii: "-"), begin == space + 1 { return word(in: line, from: begin) }
            return value(in: line, from: begin, isEquals: isEquals, startsLine: startsLine(line, name.lowerBound))
        case UInt8(ascii: ","):
            // `"--token","x"`, or `"name":"DB_PASSWORD","value":"x"`.
            guard !quote.isEmpty else { return nil }
            return listed(in: line, from: space + 1, isFlag: line[name.lowerBound] == UInt8(ascii: "-"))
        default:
            // `--token x`.
            guard quote.isEmpty, space > at, line[name.lowerBound] == UInt8(ascii: "-"), line[space] != UInt8(ascii: "-") else {
                return nil
            }
            if line[space - 1] == 0 { return Value(range: space..<line.end(from: space) { $0 != 0 }, isStructured: true) }
            let found = word(in: line, from: space)
            return found.flatMap { HarmlessValues.isProse(line[$0.range]) ? nil : $0 }
        }
    }

    /// The rest of an argument that NUL ends, of which the name is the beginning: blanks and commas belong to the value.
    private static func argument(in line: [UInt8], from start: Int, of name: Range<Int>) -> Value? {
        let end = line.end(from: start) { $0 != 0 }
        let isFirst = name.lowerBound == 0 && end < line.count
        guard isFirst || name.lowerBound > 0 && line[name.lowerBound - 1] == 0 else { return nil }
        return Value(range: start..<end, isStructured: true)
    }

    /// A flag's value: within its quotes, else up to a blank or a quote that ends the whole argument.
    private static func word(in line: [UInt8], from start: Int) -> Value? {
        guard start < line.count, quote(in: line, at: start).isEmpty else {
            return value(in: line, from: start, isEquals: true, startsLine: false)
        }
        var end = line.end(from: start) { !$0.isSpace && !"\"'\\`".utf8.contains($0) }
        while end > start, ",;)]}>".utf8.contains(line[end - 1]) { end -= 1 }
        return Value(range: start..<end, isStructured: true)
    }

    private static func listed(in line: [UInt8], from place: Int, isFlag: Bool) -> Value? {
        var at = line.end(from: place, while: \.isSpace)
        let open = quote(in: line, at: at)
        guard !open.isEmpty else { return nil }
        if isFlag { return value(in: line, from: at, isEquals: true, startsLine: false) }
        at += open.count
        guard line.has("value", at: at) else { return nil }
        at += 5
        // `valueFrom` names where the value is.
        guard at < line.count, !isNameByte(line[at]) else { return nil }
        at += quote(in: line, at: at).count
        at = line.end(from: at) { $0.isSpace || $0 == UInt8(ascii: ":") }
        return value(in: line, from: at, isEquals: true, startsLine: false)
    }

    /// Reads a value: within its quotes; else to the end of the line where its name begins the line; else one word.
    static func value(in line: [UInt8], from start: Int, isEquals: Bool, startsLine: Bool) -> Value? {
        guard start < line.count, line[start] != UInt8(ascii: "{"), line[start] != UInt8(ascii: "[") else { return nil }
        let open = quote(in: line, at: start)
        if !open.isEmpty {
            let begin = start + open.count
            var end = begin
            while end < line.count, !isClosing(line, end, open) {
                // YAML writes a single quote within single quotes twice.
                end += open.count == 1 && line[end] == UInt8(ascii: "'") ? 2 : 1
            }
            return Value(range: begin..<min(end, line.count), isStructured: true)
        }
        var end: Int
        if startsLine {
            end = line.end(from: start) { $0 != 0 }
            // In YAML a blank and # end what is not quoted.
            if !isEquals,
                let comment = line[start..<end].indices.first(where: { $0 > start && line[$0] == 35 && line[$0 - 1].isSpace })
            {
                end = comment
            }
            while end > start, line[end - 1].isSpace || line[end - 1] == UInt8(ascii: ",") { end -= 1 }
        } else {
            end = line.end(from: start) { !$0.isSpace && !",;&\"'}])>\\".utf8.contains($0) }
        }
        return Value(range: start..<end, isStructured: isEquals || startsLine)
    }

    /// A quote, with the backslashes before it where it stands within JSON text.
    private static func quote(in line: [UInt8], at place: Int) -> ArraySlice<UInt8> {
        let end = line.end(from: place) { $0 == UInt8(ascii: "\\") }
        guard end < line.count, line[end] == UInt8(ascii: "\"") || line[end] == UInt8(ascii: "'") else { return [] }
        return line[place...end]
    }

    /// The quote right before a place, with its backslashes.
    private static func quoteBefore(_ line: [UInt8], _ place: Int) -> ArraySlice<UInt8>? {
        guard place > 0, line[place - 1] == UInt8(ascii: "\"") || line[place - 1] == UInt8(ascii: "'") else { return nil }
        var start = place - 1
        while start > 0, line[start - 1] == UInt8(ascii: "\\") { start -= 1 }
        return line[start..<place]
    }

    /// Whether a value's quote closes: the same sign with the same backslashes, no more and no fewer.
    private static func isClosing(_ line: [UInt8], _ place: Int, _ open: ArraySlice<UInt8>) -> Bool {
        guard line[place...].starts(with: open) else { return false }
        if open.count == 1, open.first == UInt8(ascii: "'") {
            return place + 1 == line.count || line[place + 1] != UInt8(ascii: "'")
        }
        return place == 0 || line[place - 1] != UInt8(ascii: "\\")
            || open.first != UInt8(ascii: "\\") && isEven(line, before: place)
    }

    private static func isEven(_ line: [UInt8], before place: Int) -> Bool {
        var count = 0
        while place - count > 0, line[place - count - 1] == UInt8(ascii: "\\") { count += 1 }
        return count % 2 == 0
    }

    /// Whether nothing but indentation, a list's dash and a quote comes before.
    static func startsLine(_ line: [UInt8], _ place: Int) -> Bool {
        // After a flag come others.
        line[place] != UInt8(ascii: "-")
            && line[..<place].allSatisfy {
                $0.isSpace || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'")
            }
    }
}
