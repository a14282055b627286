/// User names with passwords: `scheme://user:password@host`, `user:password@tcp(host)`, `--user name:password`, `-u name:password`.
struct AddressCredentials: Redaction {
    func matches(in line: [UInt8]) -> [SecretMatch] {
        let urls = line.places(of: "://").compactMap { url(after: $0 + 3, in: line) }
        var flags: [SecretMatch] = []
        for place in line.places(of: "--user") {
            flags += user(after: place + 6, in: line).filter { Self.isUser(line, place + 6, $0.range) }
        }
        for place in line.places(of: "-u") where place == 0 || line[place - 1].isSpace || "\"'".utf8.contains(line[place - 1]) {
            flags += user(after: place + 2, in: line).filter { Self.isUser(line, place + 2, $0.range) }
        }
        for place in line.places(of: "-creds") + line.places(of: "proxy-user") {
            flags += user(after: line.end(from: place + 6) { !$0.isSpace && !"=\"',\\".utf8.contains($0) }, in: line)
        }
        return urls + flags + dataSources(in: line)
    }

    /// `user:password@tcp(db:3306)/name`, as Go's driver for MySQL writes it; and over `unix(`.
    private func dataSources(in line: [UInt8]) -> [SecretMatch] {
        (line.places(of: "@tcp(") + line.places(of: "@unix(")).compactMap { at in
            var start = at
            while start > 0, !line[start - 1].isSpace, !"\"'`".utf8.contains(line[start - 1]) { start -= 1 }
            guard let colon = line[start..<at].firstIndex(of: UInt8(ascii: ":")), colon + 1 < at, !isMarked(line, colon + 1)
            else {
                return nil
            }
            return SecretMatch((colon + 1)..<at, .word("password"))
        }
    }

    /// Whether `-u` was followed by a person's name and password: no address, no port, no numbers of a user and a group.
    private static func isUser(_ line: [UInt8], _ place: Int, _ password: Range<Int>) -> Bool {
        let start = line.end(from: place) { $0.isSpace || "=\"',\\".utf8.contains($0) }
        let name = line[start..<(password.lowerBound - 1)]
        let isName = name.allSatisfy { $0.isAlphanumeric || "._-@\\".utf8.contains($0) }
        let isNumber = line[password].allSatisfy(\.isDigit)
        return isName && !line[password].starts(with: Array("//".utf8))
            && !(isNumber && (name.allSatisfy { $0.isDigit || $0 == 46 }))
    }

    private func url(after start: Int, in line: [UInt8]) -> SecretMatch? {
        let end = line.end(from: start) { !$0.isSpace && !"/\"'<>\\`?#".utf8.contains($0) }
        // A password may hold a slash that nobody escaped: the authority then ends at the last @ of the word.
        let word = line.end(from: start) { !$0.isSpace && !"\"'<>`".utf8.contains($0) }
        let authority =
            line[start..<end].lastIndex(of: UInt8(ascii: "@"))
            ?? (line[start..<end].contains(UInt8(ascii: ":")) ? slashed(line, start, end, word) : nil)
        guard let at = authority else { return nil }
        if let colon = line[start..<at].firstIndex(of: UInt8(ascii: ":")) {
            guard colon + 1 < at, !isMarked(line, colon + 1), !HarmlessValues.contains(line[(colon + 1)..<at]) else { return nil }
            return SecretMatch((colon + 1)..<at, .word("password"))
        }
        guard at - start >= 16, looksMade(line[start..<at]), !isMarked(line, start) else { return nil }
        return SecretMatch(start..<at, .word("token"))
    }

    /// The @ behind `user:pass/word@host`; a port and a path (`host:2379/v2@x`) are no password.
    private func slashed(_ line: [UInt8], _ start: Int, _ end: Int, _ word: Int) -> Int? {
        guard let colon = line[start..<end].firstIndex(of: UInt8(ascii: ":")), end > colon + 1,
            !line[(colon + 1)..<end].allSatisfy(\.isDigit)
        else { return nil }
        return line[end..<word].firstIndex(of: UInt8(ascii: "@"))
    }

    private func user(after place: Int, in line: [UInt8]) -> [SecretMatch] {
        // `"--user","name:password"` in JSON, `--user=name:password`, `--user name:password`.
        let start = line.end(from: place) { $0.isSpace || "=\"',\\".utf8.contains($0) }
        // Between NULs nothing else ends an argument.
        let isArgument = start > place && line[start - 1] == 0
        let end = line.end(from: start) { isArgument ? $0 != 0 : !$0.isSpace && !"\"',\\]".utf8.contains($0) }
        guard start > place, let colon = line[start..<end].firstIndex(of: UInt8(ascii: ":")), colon + 1 < end,
            !isMarked(line, colon + 1)
        else { return [] }
        return [SecretMatch((colon + 1)..<end, .word("password"))]
    }
}
