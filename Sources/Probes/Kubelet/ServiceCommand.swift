import Hosts
import Text

/// The command that a unit starts, word by word, each with the place where it is written: systemd puts variables in, so a flag
/// may stand in an environment file (systemd.exec(5), systemd.service(5)).
struct ServiceCommand: Sendable, Equatable {
    /// A word of the command line.
    struct Word: Sendable, Equatable {
        var text: String
        var file: String
        var line: Int
    }

    /// A variable that the unit sets.
    struct Variable: Sendable, Equatable {
        var value: String
        var file: String
        var line: Int
    }

    /// The program and its arguments.
    var words: [Word]
    /// The variables that the unit sets.
    var environment: [String: Variable]

    /// Reads what a unit starts; nil where there is no such unit.
    static func read(unit: String, at host: any Host) async throws(HostError) -> ServiceCommand? {
        guard let definition = try await UnitDefinition.read(unit, at: host) else { return nil }
        var files: [String: String] = [:]
        for setting in definition.list("EnvironmentFile") {
            let path = setting.value.hasPrefix("-") ? String(setting.value.dropFirst()) : setting.value
            do { files[path] = try await host.read(path).text } catch  where error.isAbsence { continue }
        }
        return ServiceCommand(definition, environmentFiles: files)
    }

    init(_ definition: UnitDefinition, environmentFiles: [String: String]) {
        environment = Self.variables(definition, environmentFiles)
        // systemd refuses a service with several commands, unless it is of the type oneshot (systemd.service(5)): then nobody knows
        // which of them was meant, and the unit file's own comes first.
        guard let start = definition.list("ExecStart").first else {
            words = []
            return
        }
        let line = start.value.drop { "-@:+!".contains($0) }
        words = Self.split(String(line)).flatMap { [environment] word -> [Word] in
            if word.hasPrefix("$"), !word.hasPrefix("${"), !word.hasPrefix("$$") {
                guard let variable = environment[String(word.dropFirst())] else { return [] }
                return Self.split(variable.value).map { Word(text: $0, file: variable.file, line: variable.line) }
            }
            return [Word(text: Self.expand(word, environment), file: start.file, line: start.line)]
        }
    }

    private static func variables(_ definition: UnitDefinition, _ files: [String: String]) -> [String: Variable] {
        var environment: [String: Variable] = [:]
        for setting in definition.list("Environment") {
            for word in split(setting.value) {
                guard let equals = word.firstIndex(of: "=") else { continue }
                environment[String(word[..<equals])] = Variable(
                    value: String(word[word.index(after: equals)...]), file: setting.file, line: setting.line)
            }
        }
        // A file's variables override those of Environment=, whatever the order in the unit.
        for setting in definition.list("EnvironmentFile") {
            let path = setting.value.hasPrefix("-") ? String(setting.value.dropFirst()) : setting.value
            guard let text = files[path] else { continue }
            environment.merge(variables(in: text, file: path)) { _, new in new }
        }
        return environment
    }

    /// The variables of an environment file.
    static func variables(in text: String, file: String) -> [String: Variable] {
        var found: [String: Variable] = [:]
        var open = ""
        var openLine = 0
        for (index, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = raw.trimmed
            if open.isEmpty {
                openLine = index + 1
                if line.isEmpty || line.hasPrefix("#") || line.hasPrefix(";") { continue }
            }
            if line.hasSuffix("\\") {
                open += line.dropLast()
                continue
            }
            let whole = open + line
            open = ""
            guard let equals = whole.firstIndex(of: "=") else { continue }
            let value = whole[whole.index(after: equals)...].trimmed
            found[whole[..<equals].trimmed] = Variable(value: value.unquoted, file: file, line: openLine)
        }
        return found
    }

    /// Puts `${NAME}` in; an unknown name becomes nothing.
    private static func expand(_ word: String, _ environment: [String: Variable]) -> String {
        var out = ""
        var rest = word[...]
        while let open = rest.firstIndex(of: "$") {
            out += rest[..<open]
            let after = rest.index(after: open)
            guard after < rest.endIndex, rest[after] == "{", let close = rest[after...].firstIndex(of: "}") else {
                out += "$"
                rest = rest[after...]
                continue
            }
            out += environment[String(rest[rest.index(after: after)..<close])]?.value ?? ""
            rest = rest[rest.index(after: close)...]
        }
        return out + rest
    }

    /// Splits at blanks, except within quotes.
    static func split(_ line: String) -> [String] {
        var words: [String] = []
        var word = ""
        var isOpen = false
        var quote: Character?
        var isEscaped = false
        for character in line {
            if isEscaped {
                word.append(character)
                isEscaped = false
            } else if character == "\\", quote != "'" {
                isEscaped = true
                isOpen = true
            } else if let mark = quote {
                if character == mark { quote = nil } else { word.append(character) }
            } else if character == "\"" || character == "'" {
                quote = character
                isOpen = true
            } else if character.isWhitespace {
                if isOpen || !word.isEmpty { words.append(word) }
                word = ""
                isOpen = false
            } else {
                word.append(character)
            }
        }
        if isOpen || !word.isEmpty { words.append(word) }
        return words
    }
}

/// A flag of a command line.
struct CommandFlag: Sendable, Equatable {
    /// Without its dashes.
    var name: String
    /// `true` where none is written.
    var value: String
    var file: String
    var line: Int

    /// The flags among a command's words: `--name=value`, `--name value`, `--name`; one dash counts as two.
    static func parse(_ words: some Sequence<ServiceCommand.Word>) -> [CommandFlag] {
        var flags: [CommandFlag] = []
        var pending: CommandFlag?
        for word in words {
            guard word.text.hasPrefix("-"), word.text.count > 1 else {
                if var flag = pending {
                    flag.value = word.text
                    flags.append(flag)
                }
                pending = nil
                continue
            }
            if let flag = pending { flags.append(flag) }
            let text = word.text.drop { $0 == "-" }
            if let equals = text.firstIndex(of: "=") {
                let value = String(text[text.index(after: equals)...])
                flags.append(CommandFlag(name: String(text[..<equals]), value: value, file: word.file, line: word.line))
                pending = nil
            } else {
                pending = CommandFlag(name: String(text), value: "true", file: word.file, line: word.line)
            }
        }
        if let flag = pending { flags.append(flag) }
        return flags
    }
}
