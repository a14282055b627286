/// The data of Kubernetes' Secrets, whatever its keys are called: in manifests, lists and JSON, and within annotations
/// (`kubectl.kubernetes.io/last-applied-configuration`).
struct SecretObjects: Redaction {
    /// On one line, in JSON and in JSON within JSON text.
    func matches(in line: [UInt8]) -> [SecretMatch] {
        guard line.contains("secret"), line.contains("data") else { return [] }
        return line.places(of: "kind").flatMap { place -> [SecretMatch] in
            guard Self.tells("Secret", in: line, after: place + 4) else { return [] }
            let object = Self.object(in: line, around: place)
            return ["data", "stringData"].flatMap { name in
                Self.places(of: name, in: line, object).flatMap { Self.values(in: line, from: $0 + name.utf8.count, object) }
            }
        }
    }

    private static func tells(_ wanted: String, in bytes: [UInt8], after place: Int) -> Bool {
        word(in: bytes, after: place).map { bytes[$0].elementsEqual(wanted.utf8) } ?? false
    }

    /// Whether there is a `kind: Secret` anywhere.
    private static func holdsSecret(_ bytes: [UInt8]) -> Bool {
        var from = 0
        while let place = bytes.place(of: "Secret", from: from) {
            from = place + 6
            var at = place
            while at > 0, bytes[at - 1].isSpace || "\\\"':".utf8.contains(bytes[at - 1]) { at -= 1 }
            if at >= 4, at < place, bytes.has("kind", at: at - 4) { return true }
        }
        return false
    }

    /// Whether there is a field `value`, and a field `name` or `key` anywhere that has the name of a secret.
    private static func announcesValue(_ bytes: [UInt8]) -> Bool {
        var from = 0
        while let place = bytes.place(of: "value", from: from) {
            from = place + 5
            let colon = bytes.end(from: from) { $0.isSpace || "\\\"'".utf8.contains($0) }
            guard colon < bytes.count, bytes[colon] == UInt8(ascii: ":") else { continue }
            return (bytes.places(of: "name") + bytes.places(of: "key")).contains { place in
                guard let word = word(in: bytes, after: bytes.end(from: place, while: \.isLower)) else { return false }
                let end = bytes.end(from: word.lowerBound, while: NamedValues.isNameByte)
                return SecretNames.smell(bytes[word.lowerBound..<end]) == .strong
            }
        }
        return false
    }

    /// What stands behind a name's colon as a word: `"kind":"Secret"`, `\"kind\": \"Secret\"`.
    private static func word(in line: [UInt8], after place: Int) -> Range<Int>? {
        let colon = line.end(from: place) { $0.isSpace || "\\\"'".utf8.contains($0) }
        guard colon < line.count, line[colon] == UInt8(ascii: ":") else { return nil }
        let start = line.end(from: colon + 1) { $0.isSpace || "\\\"'".utf8.contains($0) }
        return start..<line.end(from: start, while: \.isAlphanumeric)
    }

    /// From the brace that opens the object around a place to the one that closes it; the whole line where there is none.
    private static func object(in line: [UInt8], around place: Int) -> Range<Int> {
        var depth = 0
        var start = place
        while start > 0 {
            start -= 1
            if line[start] == UInt8(ascii: "}") { depth += 1 }
            if line[start] == UInt8(ascii: "{") {
                if depth == 0 { break }
                depth -= 1
            }
        }
        depth = 0
        let end = line[place...].firstIndex { byte in
            if byte == UInt8(ascii: "{") { depth += 1 }
            if byte == UInt8(ascii: "}") { depth -= 1 }
            return depth < 0
        }
        return start..<(end ?? line.count)
    }

    private static func places(of name: String, in line: [UInt8], _ range: Range<Int>) -> [Int] {
        let bytes = Array(name.utf8)
        return range.filter { place in
            line[place...].starts(with: bytes) && place > 0 && !line[place - 1].isAlphanumeric
                && place + bytes.count < line.count && !line[place + bytes.count].isAlphanumeric
        }
    }

    /// Every value of the object that begins behind a name.
    private static func values(in line: [UInt8], from place: Int, _ around: Range<Int>) -> [SecretMatch] {
        let open = line.end(from: place) { $0.isSpace || "\\\"':".utf8.contains($0) }
        guard open < line.count, line[open] == UInt8(ascii: "{") else { return [] }
        var matches: [SecretMatch] = []
        var at = open + 1
        while at < around.upperBound, line[at] != UInt8(ascii: "}") {
            guard NamedValues.isNameByte(line[at]) || line[at] == UInt8(ascii: ".") else {
                at += 1
                continue
            }
            let end = line.end(from: at) { NamedValues.isNameByte($0) || $0 == UInt8(ascii: ".") }
            guard let value = NamedValues.value(in: line, of: at..<end) else {
                at = end
                continue
            }
            if !value.range.isEmpty, !isMarked(line, value.range.lowerBound) {
                matches.append(SecretMatch(value.range, .word("value")))
            }
            at = max(end, value.range.upperBound)
        }
        return matches
    }
}

extension SecretObjects {
    /// A whole text without the data of the Secrets that are written over several lines, and without the values that stand on the
    /// line before their name.
    static func clean(_ bytes: [UInt8], _ placeholders: Placeholders) -> [UInt8] {
        let mayHold = holdsSecret(bytes)
        guard mayHold || announcesValue(bytes) else { return bytes }
        let outline = Outline(bytes)
        var matches: [SecretMatch] = []
        for index in outline.lines.indices {
            if mayHold, outline.has("kind", index), outline.tells("Secret", index) { matches += outline.data(of: index) }
            if outline.has("name", index) || outline.has("key", index) { matches += outline.valueBefore(index) }
        }
        guard !matches.isEmpty else { return bytes }
        var out: [UInt8] = []
        var at = 0
        for match in SecretMatchUnion.of(matches.filter { !isMarked(bytes, $0.range.lowerBound) }, in: bytes) {
            out += bytes[at..<match.range.lowerBound]
            out += placeholders.bytes(for: bytes[match.range], match.replacement)
            at = match.range.upperBound
        }
        return out + bytes[at...]
    }
}
