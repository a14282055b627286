/// Packages of one kind of system: how they are installed, and how one sees that they are.
public struct PackageSet: Sendable, Equatable, Codable {
    public var family: SystemFamily
    public var packages: [Package]
    /// A folder that holds the packages and all that they need, as a repository; nil takes them from where the system does. Nothing else
    /// is asked then: the machine may reach nothing else.
    public var folder: String?

    /// A package, and the beginning of its version where one is wanted: `1.36.3`, `2.2.`.
    public struct Package: Sendable, Equatable, Codable {
        public var name: String
        public var version: String?

        public init(_ name: String, _ version: String? = nil) {
            self.name = name
            self.version = version
        }
    }

    public init(_ family: SystemFamily, _ names: [String]) { self.init(family, versions: names.map { ($0, nil) }) }

    public init(_ family: SystemFamily, versions: [(String, String?)]) {
        self.family = family
        packages = versions.map { Package($0, $1) }
    }

    /// Whether the system has a package manager of ours.
    public var canBeInstalled: Bool { [.apt, .dnf, .zypper].contains(family) }

    /// What the package manager is told to install: names, with versions in its own form.
    public var words: [String] {
        switch family {
        case .apt: packages.map { package in package.version.map { "\(package.name)=\($0)*" } ?? package.name }
        case .dnf: packages.map { package in package.version.map { "\(package.name)-\($0)*" } ?? package.name }
        case .zypper: packages.map { package in package.version.map { "\(package.name)=\($0)" } ?? package.name }
        case .flatcar, .none, .windows: []
        }
    }

    /// The commands that install them; none where the system has no package manager of ours.
    public var commands: [Run] {
        switch family {
        case .apt:
            // Only the folder is asked, and the lists of the system's own sources stay as they are.
            let only =
                folder.map { folder in
                    [
                        "--option", "Dir::Etc::SourceList=\(folder)/drydock.list", "--option", "Dir::Etc::SourceParts=/dev/null",
                        "--option", "APT::Get::List-Cleanup=0",
                    ]
                } ?? []
            return [
                // apt refuses to go on where dpkg was cut off, by a reboot or a kill. Its own check waits for its turn and says so.
                Run(
                    ["env", "DEBIAN_FRONTEND=noninteractive", "dpkg", "--configure", "--pending"],
                    unless: ["apt-get", "--option", "DPkg::Lock::Timeout=300", "check"]),
                Run(["apt-get"] + only + ["update"]),
                Run(
                    ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"] + only
                        + [
                            "install", "--yes", "--no-install-recommends", "--allow-change-held-packages", "--option",
                            "DPkg::Lock::Timeout=300",
                        ] + words),
            ]
        case .dnf:
            let only =
                folder.map { ["--disablerepo=*", "--repofrompath=drydock,file://\($0)", "--enablerepo=drydock", "--nogpgcheck"] }
                ?? []
            // The repository leaves these out of upgrades; here they are meant.
            return [Run(["dnf", "install", "--assumeyes", "--setopt=disable_excludes=kubernetes"] + only + words)]
        case .zypper:
            let only = folder.map { ["--reposd-dir", "\($0)/repos.d", "--no-gpg-checks"] } ?? []
            return [
                Run(
                    ["zypper", "--non-interactive"] + only + (folder == nil ? ["--gpg-auto-import-keys"] : [])
                        + ["install", "--no-recommends"] + words)
            ]
        case .flatcar, .none, .windows: return []
        }
    }

    /// Whether all are installed, in the version that is wanted; nil where the system has no package manager of ours.
    public var check: Check? { query.map(Check.succeeds) }

    /// Installs them; nothing where the system has no package manager of ours.
    public var actions: [Action] { canBeInstalled ? [.packages(self)] : [] }

    /// Ends with 0 where all are installed, in the version that is wanted.
    private var query: [String]? {
        switch family {
        case .apt:
            var tests: [String] = []
            for package in packages {
                let wanted = package.version.map { " && /\\nVersion: ([0-9]+:)?\(Self.pattern($0))/" } ?? ""
                tests.append(
                    "/(^|\\n)Package: \(Self.pattern(package.name))\\n/ && /\\nStatus: (install|hold) ok installed/\(wanted) { count++ }"
                )
            }
            return [
                "awk", "BEGIN { RS = \"\" } " + tests.joined(separator: " ") + " END { exit count < \(packages.count) }",
                "/var/lib/dpkg/status",
            ]
        case .dnf, .zypper:
            // A name may be what a package provides; with a version it is the package's own.
            if packages.contains(where: { $0.version != nil }) {
                return ["rpm", "--query", "--quiet"]
                    + packages.map { package in
                        package.version.map { $0.hasSuffix(".") ? package.name : "\(package.name)-\($0)" } ?? package.name
                    }
            }
            return ["rpm", "--query", "--quiet", "--whatprovides"] + packages.map(\.name)
        case .flatcar, .none, .windows: return nil
        }
    }

    /// Names and versions, for a person who has to bring them.
    public var text: String {
        packages.map { package in package.version.map { "\(package.name) \($0)" } ?? package.name }.joined(separator: ", ")
    }

    private static func pattern(_ text: String) -> String {
        text.reduce(into: "") { out, character in
            if ".+".contains(character) { out += "\\" }
            out.append(character)
        }
    }
}
