/// `Authorization:` headers, and `Bearer …` and `Basic …` wherever they stand.
struct AuthorizationHeaders: Redaction {
    func matches(in line: [UInt8]) -> [SecretMatch] {
        schemes("bearer", "bearer", in: line) + schemes("basic", "basic", in: line) + headers(in: line)
    }

    private func schemes(_ scheme: StaticString, _ word: String, in line: [UInt8]) -> [SecretMatch] {
        line.places(of: scheme).compactMap { place in
            let after = place + scheme.utf8CodeUnitCount
            let start = line.end(from: after) { $0.isSpace || $0 == UInt8(ascii: "\\") }
            guard start > after, place == 0 || !line[place - 1].isAlphanumeric else { return nil }
            let end = line.end(from: start) { $0.isBase64 || ".~=".utf8.contains($0) }
            // "bearer token" and "basic authentication" are words.
            guard end - start >= 8, looksMade(line[start..<end]), !isMarked(line, start) else { return nil }
            return SecretMatch(start..<end, .word(word))
        }
    }

    /// What a header says after its scheme, whatever it looks like.
    private func headers(in line: [UInt8]) -> [SecretMatch] {
        line.places(of: "authorization").compactMap { place in
            var at = line.end(from: place + 13) { "\"'\\ ".utf8.contains($0) }
            guard at < line.count, line[at] == UInt8(ascii: ":") || line[at] == UInt8(ascii: "=") else { return nil }
            at = line.end(from: at + 1) { "\"'\\[ ".utf8.contains($0) }
            let scheme = line.end(from: at) { $0.isLower || $0.isUpper }
            let start = line.end(from: scheme) { $0 == 32 }
            let isScheme = ["bearer", "basic", "digest", "token", "negotiate", "apikey"].contains(
                String(decoding: line[at..<scheme].map(\.lowered), as: UTF8.self))
            guard isScheme, start > scheme else { return nil }
            let end = line.end(from: start) { !"\"'\\ ]},".utf8.contains($0) }
            return end > start && !isMarked(line, start) ? SecretMatch(start..<end, .word("authorization")) : nil
        }
    }
}

/// Whether a placeholder stands at a place already.
func isMarked(_ line: [UInt8], _ place: Int) -> Bool {
    line[place...].starts(with: Placeholders.mark) || line[place...].starts(with: Placeholders.tokenMark)
}
