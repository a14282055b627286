import Steps

/// A repository of packages: its key and the file that names it.
struct PackageRepository {
    /// The name of its files: `kubernetes`, `docker`, `cri-o`.
    var name: String
    var title: String
    /// The repository's address, with a slash at its end.
    var url: String
    /// Where its key is: armoured, as apt, dnf and zypper all take it.
    var keyURL: String
    /// The fingerprint of its key; nil where drydock does not know it.
    var fingerprint: String?
    /// A suite of the repository, with its component; nil for one that is flat.
    var suite: String?
    /// Packages that upgrades of the system leave as they are.
    var held: [String] = []

    /// Whether a step adds a repository.
    static func isAdded(by step: Step) -> Bool { step.key.hasPrefix("add-") && step.key.hasSuffix("-repository") }

    func steps(on machine: Machine, _ family: OperatingSystem.Family) -> [Step] {
        let (paths, actions) = self.actions(family)
        if actions.isEmpty { return [] }
        return [
            Step(
                "add-\(name)-repository", on: machine.name, phase: .prepare, title: "Add the repository of \(title).",
                why:
                    "The system's own repositories do not have these packages, or not in this version. Their signatures are checked with the repository's key.",
                risk: .edits, actions: actions, check: .succeeds(["test", "-s", paths[0], "-a", "-s", paths[paths.count - 1]]),
                undo: .commands([["rm", "--force"] + paths]), seconds: 5)
        ]
    }

    /// The files of the repository, that which names it first, and what makes them.
    private func actions(_ family: OperatingSystem.Family) -> ([String], [Action]) {
        switch family {
        case .apt:
            let path = "/etc/apt/sources.list.d/\(name).sources"
            // apt takes an armoured key where the file's name ends so: no gpg is needed.
            let key = "/etc/apt/keyrings/\(name).asc"
            var text = "# \(title).\nTypes: deb\nURIs: \(url)\n"
            text += suite.map { "Suites: \($0)\nComponents: stable\n" } ?? "Suites: /\n"
            text += "Signed-By: \(key)\n"
            return ([path, key], [.fetch(Fetch(keyURL, to: key, proof: proof)), .write(PlannedFile(path, text))])
        case .dnf:
            let path = "/etc/yum.repos.d/\(name).repo"
            return ([path], [.write(PlannedFile(path, repositoryFile))])
        case .zypper:
            let path = "/etc/zypp/repos.d/\(name).repo"
            return ([path], [.write(PlannedFile(path, repositoryFile))])
        case .flatcar, .none, .windows: return ([], [])
        }
    }

    private var proof: Fetch.Proof {
        fingerprint.map { .key(fingerprint: $0) } ?? .onlyTLS(because: "drydock does not know the key's fingerprint.")
    }

    private var repositoryFile: String {
        var text = "[\(name)]\nname=\(title)\nbaseurl=\(url)\nenabled=1\ngpgcheck=1\ngpgkey=\(keyURL)\n"
        if !held.isEmpty {
            text += "# An upgrade of the system must not upgrade these: that is kubeadm's work, machine by machine.\n"
            text += "exclude=\(held.joined(separator: " "))\n"
        }
        return text
    }
}
