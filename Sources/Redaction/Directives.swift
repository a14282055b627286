/// Secrets that stand behind a word and a blank, in the configuration of programs that are met on nodes: keepalived, haproxy, strongSwan,
/// Redis, netrc.
struct Directives: Redaction {
    private static let words: [StaticString] = [
        "auth_pass", "requirepass", "masterauth", "insecure-password", "bindpw", "rootpw", "psk", "xauth", "eap",
    ]

    func matches(in line: [UInt8]) -> [SecretMatch] {
        var matches: [SecretMatch] = []
        for word in Self.words {
            // strongSwan writes `: PSK "x"`; in a sentence such a short word means something else.
            let isShort = word.utf8CodeUnitCount < 6
            for place in line.places(of: word) where place == 0 || line[place - 1].isSpace || ":\"".utf8.contains(line[place - 1])
            {
                if isShort, !line[..<place].contains(UInt8(ascii: ":")) { continue }
                matches += argument(in: line, after: place + word.utf8CodeUnitCount, quotedOnly: isShort)
            }
        }
        for place in line.places(of: "stats auth") { matches += password(in: line, after: place + 10) }
        for place in line.places(of: "password ") where Self.isNetrc(line, before: place) {
            matches += argument(in: line, after: place + 8, quotedOnly: false)
        }
        return matches
    }

    /// Whether `login NAME` stands right before.
    private static func isNetrc(_ line: [UInt8], before place: Int) -> Bool {
        line.places(of: "login ").contains { login in
            guard login + 6 < place else { return false }
            return line[(login + 6)..<place].split(whereSeparator: \.isSpace).count == 1
        }
    }

    /// The next word, or what its quotes hold.
    private func argument(in line: [UInt8], after place: Int, quotedOnly: Bool) -> [SecretMatch] {
        let start = line.end(from: line.end(from: place, while: \.isSpace)) { $0 == UInt8(ascii: "\\") }
        guard start > place, start < line.count else { return [] }
        let isQuoted = line[start] == UInt8(ascii: "\"") || line[start] == UInt8(ascii: "'")
        let isRaw = line.has("0s", at: start) || line.has("0x", at: start)
        guard isQuoted || isRaw || !quotedOnly else { return [] }
        let begin = isQuoted ? start + 1 : start
        let end = line.end(from: begin) {
            isQuoted ? $0 != line[start] && $0 != UInt8(ascii: "\\") : !$0.isSpace && !"\"\\".utf8.contains($0)
        }
        guard end > begin, !isMarked(line, begin), !HarmlessValues.contains(line[begin..<end]),
            isQuoted || !HarmlessValues.isProse(line[begin..<end])
        else { return [] }
        return [SecretMatch(begin..<end, .word("value"))]
    }

    /// `stats auth name:password`.
    private func password(in line: [UInt8], after place: Int) -> [SecretMatch] {
        let start = line.end(from: place, while: \.isSpace)
        let end = line.end(from: start) { !$0.isSpace && !"\"\\".utf8.contains($0) }
        guard start > place, let colon = line[start..<end].firstIndex(of: UInt8(ascii: ":")), colon + 1 < end,
            !isMarked(line, colon + 1)
        else { return [] }
        return [SecretMatch((colon + 1)..<end, .word("password"))]
    }
}
