/// JSON web tokens (RFC 7519), service accounts' among them: `eyJ….….…`.
struct WebTokens: Redaction {
    func matches(in line: [UInt8]) -> [SecretMatch] {
        var matches: [SecretMatch] = []
        var end = 0
        for place in line.places(of: "eyJ") where place >= end && line[place + 2] == UInt8(ascii: "J") {
            end = line.end(from: place) { $0.isBase64 || $0 == UInt8(ascii: ".") }
            let parts = line[place..<end].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            guard parts.count >= 2, parts[0].count >= 10, parts[1].count >= 6 else { continue }
            matches.append(SecretMatch(place..<end, .word("jwt")))
        }
        return matches
    }
}
