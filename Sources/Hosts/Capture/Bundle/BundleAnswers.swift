import CRI

/// What a bundle answers that is not a file: commands and logs, found among the outputs in it when they are asked for.
struct BundleAnswers: Sendable {
    let kind: BundleKind
    private let units: BundleUnits
    private let api: BundleAPI
    private let journal: BundleJournal
    /// What kubectl said where it reached no API server, while the bundle was made.
    private let unreached: String?
    /// The ports on which something listened; nil where the bundle does not tell.
    private let ports: Set<Int>?
    /// Folders of the node that the bundle holds whole, but for keys: what is not there was not on the node.
    private let whole: [String]
    /// Where systemd keeps units only while it runs; mostly empty.
    private static let transient = "/run/systemd/system"

    init(_ bundle: BundleContents, _ api: BundleAPI, _ clock: BundleClock, sockets: String?) {
        kind = bundle.kind
        self.api = api
        units = BundleUnits(bundle)
        unreached = api.isEmpty ? Self.unreached(in: bundle) : nil
        ports = sockets.map { text in
            Set(
                text.split(separator: "\n").compactMap { line in
                    let words = line.split(separator: " ")
                    return words.count > 3 ? words[3].split(separator: ":").last.flatMap { Int($0) } : nil
                })
        }
        journal = BundleJournal(bundle, clock)
        let copied: [(mark: String, folders: [String])] = [
            ("sos_commands/kubernetes/", ["/etc/kubernetes"]),
            ("sos_commands/systemd/", [Self.transient, "/etc/systemd/system", "/usr/lib/systemd/system", "/lib/systemd/system"]),
        ]
        let names = bundle.names()
        whole =
            kind != .sosreport
            ? []
            : copied.filter { copy in names.contains { $0.hasPrefix(copy.mark) } }.flatMap(\.folders).filter { folder in
                folder == Self.transient || names.contains { $0.hasPrefix(folder.dropFirst() + "/") }
            }
    }

    /// What a program printed; nil where the bundle does not have it.
    func output(_ command: Command) -> CommandOutput? {
        let words = command.arguments
        var text: String?
        if command.program == "systemctl", words.first == "show", !words.contains(where: { $0.hasPrefix("-") }) {
            text = units.show(Array(words.dropFirst()))
        } else if command.program == "kubectl", let at = words.firstIndex(of: "--raw"), at + 1 < words.count {
            text = api.body(of: words[at + 1])
            if text == nil, let unreached { return CommandOutput(status: 1, out: [], err: Array(unreached.utf8)) }
        }
        return text.map { CommandOutput(status: 0, out: Array($0.utf8)) }
    }

    private static func unreached(in bundle: BundleContents) -> String? {
        for name in bundle.outputs where BundleFileName(name).words.first == "kubectl" {
            let lines = (bundle.text(name) ?? "").split(separator: "\n").prefix(50)
            let said = lines.first { line in
                ["The connection to the server ", "Unable to connect to the server"].contains { line.hasPrefix($0) }
            }
            if let said { return String(said) }
        }
        return nil
    }

    /// Whether nothing listened on the port that a URL of this machine names.
    func provesSilence(of url: String) -> Bool {
        guard let ports, let scheme = url.firstRange(of: "://") else { return false }
        let place = url[scheme.upperBound...].prefix { $0 != "/" }
        return place.split(separator: ":").last.flatMap { Int($0) }.map { !ports.contains($0) } ?? false
    }

    /// The entries of a journal; nil where the bundle has none of it.
    func entries(of log: LogSource) -> [UInt8]? { journal.entries(of: log) }

    /// Whether a path that is not in the bundle was not on the node. Keys and tokens are never copied.
    func provesAbsence(of path: String) -> Bool {
        if units.provesAbsence(of: path) { return true }
        let isSecret = [".key", ".pem", ".conf", "config"].contains { path.hasSuffix($0) }
        return !isSecret && whole.contains { path.hasPrefix($0 + "/") }
    }
}
