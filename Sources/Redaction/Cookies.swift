/// What cookies hold, in the headers `Set-Cookie: name=value; Path=/` and `Cookie: name=value; name=value`.
struct Cookies: Redaction {
    func matches(in line: [UInt8]) -> [SecretMatch] {
        line.places(of: "cookie").flatMap { place -> [SecretMatch] in
            let after = line.end(from: place + 6) { "\"'\\ ".utf8.contains($0) }
            guard after < line.count, line[after] == UInt8(ascii: ":"), place == 0 || !line[place - 1].isAlphanumeric else {
                return []
            }
            let isAnswer = place >= 4 && line.has("set-", at: place - 4)
            return values(in: line, from: line.end(from: after + 1) { "\"'\\[ ".utf8.contains($0) }, most: isAnswer ? 1 : 50)
        }
    }

    private func values(in line: [UInt8], from start: Int, most: Int) -> [SecretMatch] {
        var matches: [SecretMatch] = []
        var at = start
        for _ in 0..<most {
            let equals = line.end(from: at) { $0.isAlphanumeric || "_-.%$!#&*+^|~".utf8.contains($0) }
            guard equals > at, equals < line.count, line[equals] == UInt8(ascii: "=") else { break }
            let end = line.end(from: equals + 1) { !$0.isSpace && !"\"'\\;".utf8.contains($0) }
            if end > equals + 1, !isMarked(line, equals + 1) { matches.append(SecretMatch((equals + 1)..<end, .word("cookie"))) }
            guard end < line.count, line[end] == UInt8(ascii: ";") else { break }
            at = line.end(from: end + 1, while: \.isSpace)
        }
        return matches
    }
}
