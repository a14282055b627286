/// Secrets that stand behind a word and a blank, in the configuration of programs that are met on nodes: keepalived, haproxy, strongSwan,
/// Redis, netrc.
struct Directives: Redaction {
    /// The word, and whether it must be the first of its line.
    private static let words: [(StaticString, first: Bool)] = [
        ("auth_pass", true), ("requirepass", true), ("masterauth", true), ("insecure-password", false), ("bindpw", true),
        ("rootpw", true), ("psk", false), ("xauth", false), ("eap", false),
    ]

    func spots(in line: [UInt8]) -> [Spot] {
        var spots: [Spot] = []
        for (word, isFirst) in Self.words {
            for place in line.places(of: word) {
                let end = place + word.utf8CodeUnitCount
                guard place == 0 || line[place - 1].isSpace || line[place - 1] == UInt8(ascii: ":"),
                    !isFirst || line[..<place].allSatisfy(\.isSpace)
                else { continue }
                // strongSwan writes `: PSK "x"`; in a sentence the word means something else.
                if !isFirst, end - place < 6, !line[..<place].contains(UInt8(ascii: ":")) { continue }
                spots += argument(in: line, after: end, quotedOnly: !isFirst && end - place < 6)
            }
        }
        for place in line.places(of: "stats auth") { spots += password(in: line, after: place + 10) }
        for place in line.places(of: "password ") where Self.isNetrc(line, before: place) {
            spots += argument(in: line, after: place + 8, quotedOnly: false)
        }
        return spots
    }

    private static func isNetrc(_ line: [UInt8], before place: Int) -> Bool {
        guard let login = line.places(of: "login ").first else { return false }
        return login < place || line.contains("machine ")
    }

    /// The next word, or what its quotes hold.
    private func argument(in line: [UInt8], after place: Int, quotedOnly: Bool) -> [Spot] {
        let start = line.end(from: place, while: \.isSpace)
        guard start > place, start < line.count else { return [] }
        let isQuoted = line[start] == UInt8(ascii: "\"") || line[start] == UInt8(ascii: "'")
        let isRaw = line.has("0s", at: start) || line.has("0x", at: start)
        guard isQuoted || isRaw || !quotedOnly else { return [] }
        let begin = isQuoted ? start + 1 : start
        let end = line.end(from: begin) { isQuoted ? $0 != line[start] : !$0.isSpace }
        guard end > begin, !isMarked(line, begin), !HarmlessValues.contains(line[begin..<end]) else { return [] }
        return [Spot(begin..<end, .word("value"))]
    }

    /// `stats auth name:password`.
    private func password(in line: [UInt8], after place: Int) -> [Spot] {
        let start = line.end(from: place, while: \.isSpace)
        let end = line.end(from: start) { !$0.isSpace }
        guard start > place, let colon = line[start..<end].firstIndex(of: UInt8(ascii: ":")), colon + 1 < end,
            !isMarked(line, colon + 1)
        else { return [] }
        return [Spot((colon + 1)..<end, .word("password"))]
    }
}
