/// The commands of a program release by release: what stands in a recipe or a plan is held against it. Data:
/// `Knowledge/commands/<program>.yaml`.
public struct CommandTable: Sendable, Equatable, Codable, Identifiable {
    /// The program's name: `kubeadm`.
    public var id: String
    /// The releases that it knows.
    public var releases: ReleaseRange
    /// Flags that every command takes.
    public var flags: [String]
    public var commands: [Command]
    public var sources: [String]

    /// A command, or a phase of one.
    public struct Command: Sendable, Equatable, Codable {
        /// The words after the program's name: `init`, `phase`, `certs`, `apiserver`.
        public var path: [String]
        public var releases: ReleaseRange
        public var flags: [Flag]
        /// Whether it makes its files from the program's defaults where no `--config` names the cluster's own settings.
        public var needsConfig: Bool

        public init(path: [String], releases: ReleaseRange, flags: [Flag], needsConfig: Bool) {
            self.path = path
            self.releases = releases
            self.flags = flags
            self.needsConfig = needsConfig
        }
    }

    public struct Flag: Sendable, Equatable, Codable {
        public var name: String
        public var releases: ReleaseRange

        public init(name: String, releases: ReleaseRange) {
            self.name = name
            self.releases = releases
        }
    }

    public init(id: String, releases: ReleaseRange, flags: [String], commands: [Command], sources: [String]) {
        self.id = id
        self.releases = releases
        self.flags = flags
        self.commands = commands
        self.sources = sources
    }

    /// The minors that it knows and a range holds.
    func minors(in range: ReleaseRange) -> [Int] {
        guard let from = releases.from, let to = releases.to, from <= to else { return [] }
        return (from...to).filter(range.contains)
    }

    /// Whether anything stands below these words in some release.
    func hasMore(below path: [String]) -> Bool {
        commands.contains { $0.path.count > path.count && $0.path.starts(with: path) }
    }

    /// Whether a word other than this one may stand below these.
    func hasOther(than word: String, below path: [String]) -> Bool {
        commands.contains { $0.path.count > path.count && $0.path.starts(with: path) && $0.path[path.count] != word }
    }

    /// Whether a minor has a command of these words, or one below them.
    func has(_ path: [String], in minor: Int) -> Bool {
        commands.contains { $0.path.starts(with: path) && $0.releases.contains(minor) }
    }

    /// Whether some release has it.
    func everHad(_ path: [String]) -> Bool { commands.contains { $0.path.starts(with: path) } }

    /// Whether a command takes a flag in a release.
    func takes(_ flag: String, _ path: [String], in minor: Int) -> Bool {
        flags.contains(flag)
            || meant(by: path).contains { $0.flags.contains { $0.name == flag && $0.releases.contains(minor) } }
    }

    func needsConfig(_ path: [String]) -> Bool { meant(by: path).contains(where: \.needsConfig) }

    /// The command of these words; those below them where they are only a group, and a person puts the last word in.
    private func meant(by path: [String]) -> [Command] {
        let own = commands.filter { $0.path == path }
        return own.isEmpty ? commands.filter { $0.path.starts(with: path) } : own
    }
}
