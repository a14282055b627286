/// A command that a step runs or that a sentence names: the program's words up to the next program or the sentence's end.
struct NamedCommand: Equatable {
    /// What stands after the program's name.
    var words: [Word]
    /// Whether it is an argument vector, so that each word is meant as it stands; a sentence goes on in English.
    var isExact: Bool
    /// Whether `--config` stands anywhere in the sentence, perhaps for several commands.
    var namesConfig: Bool

    struct Word: Equatable {
        var text: String
        /// Whether a comma or the like stands after it: then what follows is no subcommand.
        var ends: Bool
    }

    /// The command of an argument vector; nil where another program is run.
    static func of(_ words: [String], program: String) -> NamedCommand? {
        let plain = words.drop { $0 == "env" || $0.contains("=") && !$0.hasPrefix("-") }
        guard plain.first?.split(separator: "/").last.map(String.init) == program else { return nil }
        let rest = Array(plain.dropFirst())
        return NamedCommand(
            words: rest.map { Word(text: $0, ends: false) }, isExact: true,
            namesConfig: rest.contains { $0 == "--config" || $0.hasPrefix("--config=") })
    }

    /// The commands that sentences name.
    static func inText(_ text: String, program: String) -> [NamedCommand] {
        var out: [NamedCommand] = []
        for sentence in sentences(text) {
            let named = sentence.contains { $0.text == "--config" || $0.text.hasPrefix("--config=") }
            var rest = sentence[...]
            while let at = rest.firstIndex(where: { $0.text == program }) {
                rest = rest[rest.index(after: at)...]
                let own = rest.prefix { $0.text != program && !otherPrograms.contains($0.text) }
                out.append(NamedCommand(words: Array(own), isExact: false, namesConfig: named))
            }
        }
        return out
    }

    /// Where one of these begins, what follows are its own words.
    private static let otherPrograms: Set<String> = [
        "kubectl", "etcdctl", "etcdutl", "systemctl", "crictl", "ctr", "helm", "curl", "kubeadm", "mv", "cp", "rm", "scp", "grep",
    ]

    /// The words of each sentence, without quotes and brackets. A sentence ends with a full stop, a semicolon or a line's end after one.
    private static func sentences(_ text: String) -> [[Word]] {
        var out: [[Word]] = [[]]
        for raw in text.split(whereSeparator: \.isWhitespace) {
            let opened = raw.drop { "(\"'`[".contains($0) }
            let tail = opened.reversed().prefix { ".,;:)\"'`]".contains($0) }
            let word = String(opened.dropLast(tail.count))
            if !word.isEmpty { out[out.count - 1].append(Word(text: word, ends: !tail.isEmpty)) }
            if tail.contains(where: { ".;".contains($0) }) { out.append([]) }
        }
        return out
    }
}

extension CommandTable {
    /// What is wrong with the program's commands in an argument vector; empty where all releases of the range have them.
    public func problems(running words: [String], in range: ReleaseRange) -> [String] {
        NamedCommand.of(words, program: id).map { problems($0, in: range, everywhere: true) } ?? []
    }

    /// What is wrong with the commands that a text names. Where it need not hold `everywhere`, one release of the range is enough:
    /// a text may speak of several.
    public func problems(naming text: String, in range: ReleaseRange, everywhere: Bool = true) -> [String] {
        NamedCommand.inText(text, program: id).flatMap { problems($0, in: range, everywhere: everywhere) }
    }

    private func problems(_ command: NamedCommand, in range: ReleaseRange, everywhere: Bool) -> [String] {
        let minors = minors(in: range)
        guard !minors.isEmpty else { return [] }
        let (path, unknown) = path(command)
        let name = ([id] + path).joined(separator: " ")
        if let unknown {
            return ["\(name) has no \"\(unknown)\" in any release from 1.\(releases.from ?? 0) to 1.\(releases.to ?? 0)."]
        }
        if path.isEmpty { return [] }
        var out: [String] = []
        func complain(_ what: String, _ missing: [Int]) {
            guard everywhere ? !missing.isEmpty : missing.count == minors.count else { return }
            out.append(
                "\(what) in \(Self.words(missing)), for which this is meant. Name what those releases have, or say in \"releases\" which ones are meant."
            )
        }
        complain("There is no \(name)", minors.filter { !has(path, in: $0) })
        if !out.isEmpty { return out }
        for flag in flags(command) {
            complain("\(name) takes no \(flag)", minors.filter { has(path, in: $0) && !takes(flag, path, in: $0) })
        }
        if everywhere, needsConfig(path), !command.namesConfig {
            out.append(
                "\(name) without --config takes the program's defaults in place of the cluster's settings. Name the file, and say where it comes from."
            )
        }
        return out
    }

    /// `1.23 to 1.25, 1.33`.
    private static func words(_ minors: [Int]) -> String {
        var runs: [ReleaseRange] = []
        for minor in minors {
            if let last = runs.last?.to, last + 1 == minor {
                runs[runs.count - 1].to = minor
            } else {
                runs.append(ReleaseRange(from: minor, to: minor))
            }
        }
        return runs.map(\.words).joined(separator: ", ")
    }

    /// The longest run of subcommands, and the word that should have been one.
    private func path(_ command: NamedCommand) -> ([String], unknown: String?) {
        var path: [String] = []
        for word in command.words {
            guard hasMore(below: path), !word.text.hasPrefix("-") else { break }
            guard everHad(path + [word.text]) else {
                // `upgrade apply VERSION` and `join HOST` take an argument where else only "phase" could stand.
                let takesArgument = !path.isEmpty && !hasOther(than: "phase", below: path)
                let isWord = word.text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
                return (path, command.isExact && !takesArgument || isWord && path.contains("phase") ? word.text : nil)
            }
            path.append(word.text)
            if word.ends { break }
        }
        return (path, nil)
    }

    private func flags(_ command: NamedCommand) -> [String] {
        var out: [String] = []
        for word in command.words where word.text.hasPrefix("--") && word.text.utf8.count > 2 || isShort(word.text) {
            let flag = String(word.text.prefix { $0 != "=" })
            if !out.contains(flag) { out.append(flag) }
        }
        return out
    }

    /// `-f`, but not a number or a dash.
    private func isShort(_ word: String) -> Bool {
        word.utf8.count == 2 && word.hasPrefix("-") && word.last?.isLetter == true
    }
}
