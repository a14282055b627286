/// Names and values as two fields of one object on a line, in either order, in JSON (also within JSON text) and YAML's flow form:
/// `{"value":"x","name":"DB_PASSWORD"}`, `{name: DB_PASSWORD, value: x}`.
struct NamedPairs: Redaction {
    /// How far from its name a value is looked for.
    private static let reach = 4096

    func matches(in line: [UInt8]) -> [SecretMatch] {
        guard line.contains("value") else { return [] }
        return (line.places(of: "name") + line.places(of: "key")).compactMap { place in
            let end = line.end(from: place, while: NamedValues.isNameByte)
            guard place > 0, !NamedValues.isNameByte(line[place - 1]) || Self.isEscape(line, place - 1),
                end - place == (line.has("name", at: place) ? 4 : 3),
                let name = Self.value(in: line, after: end), SecretNames.smell(line[name]) == .strong,
                let object = Self.object(in: line, around: place), let field = Self.field(in: line, object),
                let value = NamedValues.value(in: line, of: field)
            else { return nil }
            // In YAML's flow form blanks belong to a value that is not quoted.
            let isQuoted = "\"'".utf8.contains(line[value.range.lowerBound - 1])
            let stop = isQuoted ? value.range.upperBound : line.end(from: value.range.lowerBound) { !",}\\\"".utf8.contains($0) }
            return NamedValues.match(
                .init(range: value.range.lowerBound..<max(stop, value.range.upperBound), isStructured: true), .strong, line)
        }
    }

    /// The letter of an escape before a name: `\nname`.
    private static func isEscape(_ line: [UInt8], _ place: Int) -> Bool { place > 0 && line[place - 1] == UInt8(ascii: "\\") }

    private static func value(in line: [UInt8], after place: Int) -> Range<Int>? {
        let colon = line.end(from: place) { $0.isSpace || "\\\"'".utf8.contains($0) }
        guard colon < line.count, line[colon] == UInt8(ascii: ":") else { return nil }
        let start = line.end(from: colon + 1) { $0.isSpace || "\\\"'".utf8.contains($0) }
        let end = line.end(from: start, while: NamedValues.isNameByte)
        return start < end ? start..<end : nil
    }

    /// What lies between the braces around a place, within reach.
    private static func object(in line: [UInt8], around place: Int) -> Range<Int>? {
        var depth = 0
        var start = place
        while start > 0, place - start < reach {
            start -= 1
            if line[start] == UInt8(ascii: "}") { depth += 1 }
            if line[start] == UInt8(ascii: "{") {
                if depth == 0 { break }
                depth -= 1
            }
        }
        guard line[start] == UInt8(ascii: "{"), depth == 0 else { return nil }
        var end = place
        while end < line.count, end - place < reach {
            if line[end] == UInt8(ascii: "{") { depth += 1 }
            if line[end] == UInt8(ascii: "}") {
                if depth == 0 { break }
                depth -= 1
            }
            end += 1
        }
        return (start + 1)..<end
    }

    /// The name `value` of the object's own fields.
    private static func field(in line: [UInt8], _ object: Range<Int>) -> Range<Int>? {
        var depth = 0
        var at = object.lowerBound
        while at < object.upperBound {
            if "{[".utf8.contains(line[at]) { depth += 1 }
            if "}]".utf8.contains(line[at]) { depth -= 1 }
            if depth == 0, line.has("value", at: at), at + 5 < line.count, !NamedValues.isNameByte(line[at + 5]),
                !NamedValues.isNameByte(line[at - 1]) || isEscape(line, at - 1)
            {
                let colon = line.end(from: at + 5) { $0.isSpace || "\\\"'".utf8.contains($0) }
                if colon < line.count, line[colon] == UInt8(ascii: ":") { return at..<(at + 5) }
            }
            at += 1
        }
        return nil
    }
}
