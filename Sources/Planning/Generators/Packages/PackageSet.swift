import Steps

/// Packages of one kind of system: how they are installed, and how one sees that they are.
struct PackageSet {
    /// Names, and the beginning of the version where one is wanted: `1.36.3`, `2.2.`.
    var packages: [(name: String, version: String?)]
    var family: OperatingSystem.Family

    init(_ family: OperatingSystem.Family, _ names: [String]) {
        self.family = family
        packages = names.map { ($0, nil) }
    }

    init(_ family: OperatingSystem.Family, versions: [(String, String?)]) {
        self.family = family
        packages = versions
    }

    /// The commands that install them.
    var actions: [Step.Action] {
        switch family {
        case .apt:
            let words = packages.map { name, version in version.map { "\(name)=\($0)*" } ?? name }
            return [
                // apt refuses to go on where dpkg was cut off, by a reboot or a kill. Its own check waits for its turn and says so.
                .run(
                    Step.Run(
                        ["env", "DEBIAN_FRONTEND=noninteractive", "dpkg", "--configure", "--pending"],
                        unless: ["apt-get", "--option", "DPkg::Lock::Timeout=300", "check"])),
                .run(Step.Run(["apt-get", "update"])),
                .run(
                    Step.Run(
                        ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "--yes", "--no-install-recommends"]
                            + ["--allow-change-held-packages", "--option", "DPkg::Lock::Timeout=300"] + words)),
            ]
        case .dnf:
            let words = packages.map { name, version in version.map { "\(name)-\($0)*" } ?? name }
            // The repository leaves these out of upgrades; here they are meant.
            return [.run(Step.Run(["dnf", "install", "--assumeyes", "--setopt=disable_excludes=kubernetes"] + words))]
        case .zypper:
            let words = packages.map { name, version in version.map { "\(name)=\($0)" } ?? name }
            return [
                .run(
                    Step.Run(["zypper", "--non-interactive", "--gpg-auto-import-keys", "install", "--no-recommends"] + words))
            ]
        case .flatcar, .none, .windows: return []
        }
    }

    /// Ends 0 where all are installed, in the version that is wanted.
    var check: [String]? {
        switch family {
        case .apt:
            var tests: [String] = []
            for (name, version) in packages {
                let wanted = version.map { " && /\\nVersion: ([0-9]+:)?\(Self.pattern($0))/" } ?? ""
                tests.append(
                    "/(^|\\n)Package: \(Self.pattern(name))\\n/ && /\\nStatus: (install|hold) ok installed/\(wanted) { count++ }")
            }
            return [
                "awk", "BEGIN { RS = \"\" } " + tests.joined(separator: " ") + " END { exit count < \(packages.count) }",
                "/var/lib/dpkg/status",
            ]
        case .dnf, .zypper:
            // A name may be what a package provides; with a version it is the package's own.
            if packages.contains(where: { $0.version != nil }) {
                return ["rpm", "--query", "--quiet"]
                    + packages.map { name, version in
                        version.map { $0.hasSuffix(".") ? name : "\(name)-\($0)" } ?? name
                    }
            }
            return ["rpm", "--query", "--quiet", "--whatprovides"] + packages.map(\.name)
        case .flatcar, .none, .windows: return nil
        }
    }

    /// Names and versions, for a person who has to bring them.
    var text: String { packages.map { name, version in version.map { "\(name) \($0)" } ?? name }.joined(separator: ", ") }

    private static func pattern(_ text: String) -> String {
        text.reduce(into: "") { out, character in
            if ".+".contains(character) { out += "\\" }
            out.append(character)
        }
    }
}
