/// What the name of a file in a bundle says of what is in it: `kubectl_get_nodes_-o_json`, `journalctl-u-kubelet.txt`.
struct BundleFileName: Sendable {
    /// The words of the last part of the path, in lower case, without endings that say only how it is written.
    let words: [String]
    /// Whether the ending, if there is one, is of a text.
    private let isText: Bool

    /// Folders of a node's own file system, as they may lie in a bundle.
    static let nodeFolders: Set = [
        "etc", "var", "usr", "lib", "run", "proc", "sys", "boot", "opt", "root", "home", "srv",
    ]
    private static let endings: Set = ["txt", "log", "logs", "out", "gz", "xz", "output", "stdout"]
    private static let textEndings: Set = ["txt", "log", "json", "out", "output", "gz", "xz", "service"]
    /// Programs whose journals a node's health hangs on, by unit.
    static let programs = [
        "kubelet.service": ["kubelet"], "containerd.service": ["containerd"], "crio.service": ["crio"],
        "docker.service": ["dockerd", "docker"], "cri-docker.service": ["cri-dockerd"], "etcd.service": ["etcd"],
    ]

    init(_ path: String) {
        let base = path.split(separator: "/").last ?? ""
        var words = base.lowercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }.map(String.init)
        while words.count > 1, let last = words.last, Self.endings.contains(last) { words.removeLast() }
        self.words = words
        let ending = base.lastIndex(of: ".").map { base[base.index(after: $0)...].lowercased() }
        isText = ending.map { Self.textEndings.contains($0) } ?? true
    }

    /// Whether a file of this name tells that somebody collected outputs.
    var isOutput: Bool {
        guard isText else { return false }
        if has("kubectl", "get") || has("kubectl", "describe") || has("crictl") || has("describe", "node") { return true }
        return isJournal || Self.programs.keys.contains { isLog(of: $0) }
    }

    /// Whether the words begin with these.
    func has(_ wanted: String...) -> Bool { words.starts(with: wanted) }

    /// Whether the words begin with those of a command line.
    func isOf(_ command: String) -> Bool { words.starts(with: BundleFileName(command).words) }

    /// An output of journalctl with entries in it.
    var isJournal: Bool {
        guard has("journalctl") || has("journal") else { return false }
        return words.allSatisfy { !["disk", "verify", "header", "list"].contains($0) }
    }

    /// The unit whose entries a journal was asked for, without `.service`; nil where it was asked for all.
    var journalUnit: String? {
        guard let at = words.firstIndex(where: { $0 == "unit" || $0 == "u" }), at + 1 < words.count else {
            // journal-kubelet.txt
            let rest = words.dropFirst().filter { $0 != "service" }
            return Self.programs.keys.first { rest.elementsEqual(BundleFileName(String($0.dropLast(8))).words) }.map {
                String($0.dropLast(8))
            }
        }
        var name: [String] = []
        for word in words[(at + 1)...] {
            if ["service", "boot", "b", "no", "n", "since", "o"].contains(word) { break }
            name.append(word)
        }
        return name.joined(separator: "-")
    }

    /// The boot that a journal was asked for: 0 and -1 as journalctl counts; nil where it was not.
    var journalBoot: Int? {
        guard let at = words.firstIndex(where: { $0 == "boot" || $0 == "b" }) else { return nil }
        return at + 1 < words.count && words[at + 1] == "1" ? -1 : 0
    }

    /// `kubelet.log`, `kubelet-service.txt`: a unit's log under the unit's own name.
    func isLog(of unit: String) -> Bool {
        let own = BundleFileName(String(unit.dropLast(8))).words
        guard words.starts(with: own) else { return false }
        let rest = words.dropFirst(own.count)
        return rest.allSatisfy { ["service", "journal", "log", "logs"].contains($0) }
    }
}
