import Facts
import Hosts

/// Looks at containerd: its unit, its version, and what its configuration means to that version.
struct ContainerdProbe: Probe {
    static let usualConfig = "/etc/containerd/config.toml"

    let releases: KnownReleases

    var name: String { "containerd" }
    var subject: String { "containerd and its configuration" }
    var gives: [FactKey] { ContainerdFacts.unit + ContainerdFacts.config }
    var needs: [FactKey] { [UnitFacts.units] }

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        let installed = await InstalledVersion.ask("containerd", on: host)
        UnitState(of: "containerd.service", in: known).set(
            [
                .active: ContainerdFacts.state, .sub: ContainerdFacts.subState, .enabled: ContainerdFacts.enabled,
                .restarts: ContainerdFacts.restarts, .result: ContainerdFacts.result,
                .mainStatus: ContainerdFacts.exitStatus, .started: ContainerdFacts.since,
                .openFiles: ContainerdFacts.openFiles,
            ], in: &facts)
        guard setVersion(installed, known, &facts) else {
            for key in ContainerdFacts.config { facts.setAbsent(key) }
            return facts
        }
        let unit = known.unit("containerd.service")
        let told = Self.configPath(in: unit?.text(.execStart) ?? "")
        let path = told ?? Self.usualConfig
        facts.set(
            ContainerdFacts.configPath, .text(path),
            from: told == nil ? Source(path, "containerd's usual path") : unit?.source ?? Source(path))
        let files = await ContainerdFiles.read(path, on: host, takesAnyBytes: Self.takesAnyBytes(installed))
        setFiles(files, isTold: told != nil, &facts)
        switch installed {
        case .known(let version, _):
            if let error = files.unseen {
                facts.miss(Self.content, error.reason)
            } else if files.problem != nil {
                facts.miss(
                    Self.content, "containerd's configuration cannot be read: \(facts.text(ContainerdFacts.configProblem) ?? "")."
                )
            } else {
                ContainerdContent(ContainerdSettings(files, for: ContainerdRelease(version, releases.containerd))).set(in: &facts)
            }
        case .notThere:
            facts.miss(
                Self.content, "containerd is not installed, so it is not known how it would read its configuration."
            )
        case .unseen(let sentence):
            facts.miss(
                Self.content,
                sentence.saying { "The meaning of containerd's configuration depends on its version. \($0)" })
        }
        return facts
    }

    /// containerd 1.x reads its files with go-toml v1, which lets bytes pass that are no UTF-8 (containerd 1.6.20 with such a comment
    /// starts); 2.x with go-toml v2, which refuses them.
    private static func takesAnyBytes(_ installed: InstalledVersion) -> Bool {
        guard case .known(let version, _) = installed else { return true }
        return version.major < 2
    }

    /// The facts that follow from the files' content and the daemon's version.
    private static let content: [FactKey] = {
        let others: Set<FactKey> = [
            ContainerdFacts.configPath, ContainerdFacts.configExists, ContainerdFacts.configFiles, ContainerdFacts.configChanged,
            ContainerdFacts.missingImports,
        ]
        return ContainerdFacts.config.filter { !others.union(Self.problem).contains($0) }
    }()

    /// What is wrong with the files, and where.
    private static let problem = [
        ContainerdFacts.configProblem, ContainerdFacts.configProblemAt, ContainerdFacts.configProblemFile,
        ContainerdFacts.configProblemLine,
    ]

    /// Sets version and presence; false where containerd is known not to be installed.
    private func setVersion(_ installed: InstalledVersion, _ known: FactSet, _ facts: inout FactSet) -> Bool {
        let hasUnit = known.unit("containerd.service") != nil
        let keys = [ContainerdFacts.version, ContainerdFacts.major, ContainerdFacts.minor]
        switch installed {
        case .known(let version, let source):
            facts.set(ContainerdFacts.isInstalled, true, from: source)
            facts.set(ContainerdFacts.version, .text(version.text), from: source)
            facts.set(ContainerdFacts.major, .integer(version.major), from: source)
            facts.set(ContainerdFacts.minor, .integer(version.minor), from: source)
        case .notThere:
            facts.set(ContainerdFacts.isInstalled, .flag(hasUnit), from: Source("containerd --version", "no such program"))
            for key in keys { facts.setAbsent(key, from: Source("containerd --version", "no such program")) }
            return hasUnit
        case .unseen(let sentence):
            facts.miss(keys, sentence)
            if hasUnit {
                facts.set(
                    ContainerdFacts.isInstalled, true, from: known.unit("containerd.service")?.source ?? Source("systemctl show"))
            } else {
                facts.miss(ContainerdFacts.isInstalled, sentence)
            }
        }
        return true
    }

    private func setFiles(_ files: ContainerdFiles, isTold: Bool, _ facts: inout FactSet) {
        if let error = files.unseen, files.files.isEmpty {
            facts.miss(ContainerdFacts.configExists, error.reason)
        } else {
            facts.set(ContainerdFacts.configExists, .flag(!files.isAbsent), from: .file(files.main))
        }
        facts.set(ContainerdFacts.configFiles, .list(files.files.map(\.path)), from: files.files.map { .file($0.path) })
        let newest = files.files.max { $0.modified < $1.modified }
        facts.set(
            ContainerdFacts.configChanged, .instant(ifAny: newest.map { Instant(seconds: $0.modified) }),
            from: .file(newest?.path ?? files.main))
        facts.set(
            ContainerdFacts.missingImports, files.missingImports.isEmpty ? .absent : .list(files.missingImports.map(\.path)),
            from: files.missingImports.map { .file($0.file, line: $0.line, "imports \($0.path)") })
        setProblem(files, isTold: isTold, &facts)
    }

    private func setProblem(_ files: ContainerdFiles, isTold: Bool, _ facts: inout FactSet) {
        if let (file, line, sentence) = files.problem {
            let source = Source.file(file, line: line)
            facts.set(
                ContainerdFacts.configProblem, .text(sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence),
                from: source)
            facts.set(ContainerdFacts.configProblemAt, .text("\(file):\(line)"), from: source)
            facts.set(ContainerdFacts.configProblemFile, .text(file), from: source)
            facts.set(ContainerdFacts.configProblemLine, .integer(line), from: source)
        } else if let error = files.unseen, !error.isUnrecorded {
            facts.miss(Self.problem, error.reason)
        } else {
            for key in Self.problem { facts.setAbsent(key, from: .file(files.main)) }
            guard files.isAbsent, isTold else { return }
            facts.set(ContainerdFacts.configProblem, "the file does not exist, and the unit names it", from: .file(files.main))
            facts.set(ContainerdFacts.configProblemAt, .text(files.main), from: .file(files.main))
            facts.set(ContainerdFacts.configProblemFile, .text(files.main), from: .file(files.main))
        }
    }

    /// The file that the unit's command line names, or nil.
    static func configPath(in commandLine: String) -> String? {
        let words = UnitEnvironment.words(commandLine)
        for (index, word) in words.enumerated() {
            for flag in ["--config", "-config", "-c"] {
                if word == flag, index + 1 < words.count { return words[index + 1] }
                if word.hasPrefix(flag + "=") { return String(word.dropFirst(flag.count + 1)) }
            }
        }
        return nil
    }
}
