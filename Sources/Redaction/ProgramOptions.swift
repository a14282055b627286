/// Passwords in short options, which mean one only for some programs: `mysql -pX`, `sshpass -p X`, `redis-cli -a X`.
struct ProgramOptions: Redaction {
    private struct Form: Sendable {
        var program: StaticString
        var option: StaticString
        /// Whether the value may be a word of its own.
        var isApart: Bool
    }

    private static let forms: [Form] = [
        Form(program: "mysql", option: "-p", isApart: false), Form(program: "mysqldump", option: "-p", isApart: false),
        Form(program: "mysqladmin", option: "-p", isApart: false), Form(program: "mariadb", option: "-p", isApart: false),
        Form(program: "mariadb-dump", option: "-p", isApart: false), Form(program: "sshpass", option: "-p", isApart: true),
        Form(program: "redis-cli", option: "-a", isApart: true), Form(program: "mongo", option: "-p", isApart: true),
        Form(program: "mongosh", option: "-p", isApart: true), Form(program: "mongodump", option: "-p", isApart: true),
        Form(program: "ldapsearch", option: "-w", isApart: true), Form(program: "ldapmodify", option: "-w", isApart: true),
        Form(program: "ldapadd", option: "-w", isApart: true), Form(program: "ipmitool", option: "-P", isApart: true),
        Form(program: "sqlcmd", option: "-P", isApart: true), Form(program: "mosquitto_pub", option: "-P", isApart: true),
        Form(program: "mosquitto_sub", option: "-P", isApart: true), Form(program: "login", option: "-p", isApart: true),
    ]

    func matches(in line: [UInt8]) -> [SecretMatch] {
        guard Self.hasOption(line) else { return [] }
        return Self.forms.flatMap { form -> [SecretMatch] in
            line.places(of: form.program).flatMap { place -> [SecretMatch] in
                let end = place + form.program.utf8CodeUnitCount
                guard end < line.count, Self.isEnd(line[end]), place == 0 || Self.isStart(line[place - 1]) else { return [] }
                return values(form, in: line, from: end)
            }
        } + passphrases(in: line)
    }

    /// Whether a word begins with one of the options' letters.
    private static func hasOption(_ line: [UInt8]) -> Bool {
        var from = 0
        while let dash = line.place(of: "-", from: from) {
            from = dash + 1
            if dash > 0, isEnd(line[dash - 1]), from < line.count, "pPaw".utf8.contains(line[from]) { return true }
        }
        return false
    }

    private static func isEnd(_ byte: UInt8) -> Bool { byte.isSpace || "\"',".utf8.contains(byte) }
    private static func isStart(_ byte: UInt8) -> Bool { byte.isSpace || "/\"'([`;|&=".utf8.contains(byte) }

    /// Up to the end of the command the option's values.
    private func values(_ form: Form, in line: [UInt8], from start: Int) -> [SecretMatch] {
        let stop = line.end(from: start) { !"|;".utf8.contains($0) }
        var matches: [SecretMatch] = []
        var at = start
        while at + 2 < stop {
            let isOption = Self.isEnd(line[at - 1]) && form.option.withUTF8Buffer { line[at...].starts(with: $0) }
            at += 1
            guard isOption else { continue }
            var begin = at + 1
            let isApart = Self.isEnd(line[begin])
            guard form.isApart || !isApart else { continue }
            if isApart { begin = line.end(from: begin, while: Self.isEnd) }
            if begin < stop, "\"'".utf8.contains(line[begin]) { begin += 1 }
            let ending = line.end(from: begin) { !$0.isSpace && !"\"'\\]".utf8.contains($0) }
            guard ending > begin, line[begin] != UInt8(ascii: "-"), !isMarked(line, begin),
                !HarmlessValues.contains(line[begin..<ending])
            else { continue }
            matches.append(SecretMatch(begin..<ending, .word("password")))
            at = ending
        }
        return matches
    }

    /// OpenSSL's `-passin pass:X`.
    private func passphrases(in line: [UInt8]) -> [SecretMatch] {
        line.places(of: "pass:").compactMap { place in
            let start = place + 5
            guard place > 0, Self.isEnd(line[place - 1]), line[..<place].reversed().prefix(24).contains(UInt8(ascii: "-")) else {
                return nil
            }
            let end = line.end(from: start) { !$0.isSpace && !"\"'\\".utf8.contains($0) }
            return end > start && !isMarked(line, start) ? SecretMatch(start..<end, .word("password")) : nil
        }
    }
}
