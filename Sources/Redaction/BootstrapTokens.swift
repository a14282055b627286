/// kubeadm's bootstrap tokens: six and sixteen characters of a-z0-9 with a dot between.
struct BootstrapTokens: Redaction {
    func matches(in line: [UInt8]) -> [SecretMatch] {
        var matches: [SecretMatch] = []
        var from = 0
        while let dot = line[from...].firstIndex(of: UInt8(ascii: ".")) {
            from = dot + 1
            guard Self.isToken(line, dot: dot) else { continue }
            let range = (dot - 6)..<(dot + 17)
            // Machine names are words; one token in a thousand has no digit and stands after its name, where NamedValues sees it.
            guard line[range].contains(where: { $0.isDigit }), !line[range].starts(with: Placeholders.tokenMark) else { continue }
            matches.append(SecretMatch(range, .bootstrapToken))
        }
        return matches
    }

    static func isToken(_ line: [UInt8], dot: Int) -> Bool {
        guard dot >= 6, dot + 16 < line.count else { return false }
        func fits(_ byte: UInt8) -> Bool { byte.isDigit || byte.isLower }
        guard line[(dot + 1)...(dot + 16)].allSatisfy(fits), line[(dot - 6)..<dot].allSatisfy(fits) else { return false }
        let after = dot + 17
        // `\n` escaped before a token is no letter of it.
        let isEscape = dot >= 8 && line[dot - 8] == UInt8(ascii: "\\")
        let startsClean = dot == 6 || !line[dot - 7].isAlphanumeric || isEscape
        return startsClean && (after == line.count || !line[after].isAlphanumeric)
    }
}
