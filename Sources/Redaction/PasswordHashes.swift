/// Hashes of passwords as crypt(3) and web servers write them: `$6$salt$…`, `$2y$10$…`, `$apr1$…`, `{SSHA}…`. Weak passwords are found
/// from them by trying.
struct PasswordHashes: Redaction {
    private static let kinds: Set<String> = [
        "1", "2", "2a", "2b", "2x", "2y", "5", "6", "7", "y", "gy", "apr1", "md5", "sha1", "argon2i", "argon2d", "argon2id",
        "scrypt",
        "pbkdf2", "pbkdf2-sha256", "pbkdf2-sha512", "8",
    ]

    func matches(in line: [UInt8]) -> [SecretMatch] {
        var matches: [SecretMatch] = []
        var at = 0
        while let place = line[at...].firstIndex(of: UInt8(ascii: "$")) {
            at = place + 1
            let kind = line.end(from: at) { $0.isAlphanumeric || $0 == UInt8(ascii: "-") }
            guard kind < line.count, line[kind] == UInt8(ascii: "$"), kind - at <= 14,
                Self.kinds.contains(String(decoding: line[at..<kind], as: UTF8.self))
            else { continue }
            let end = line.end(from: kind + 1) { $0.isAlphanumeric || "./$=,+-".utf8.contains($0) }
            guard end - kind > 26, line[(kind + 1)..<end].contains(UInt8(ascii: "$")) else { continue }
            matches.append(SecretMatch(place..<end, .word("hash")))
            at = end
        }
        return matches + Self.ldap("{sha}", line) + Self.ldap("{ssha}", line) + Self.ldap("{ssha512}", line)
            + Self.ldap("{crypt}", line)
    }

    private static func ldap(_ scheme: StaticString, _ line: [UInt8]) -> [SecretMatch] {
        line.places(of: scheme).compactMap { place in
            let start = place + scheme.utf8CodeUnitCount
            let end = line.end(from: start) { $0.isAlphanumeric || "./+=$".utf8.contains($0) }
            return end - start >= 13 ? SecretMatch(start..<end, .word("hash")) : nil
        }
    }
}
