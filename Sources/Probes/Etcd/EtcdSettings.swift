import Facts
import Hosts
import Text

/// How the node's etcd is set up: by a static pod's manifest or by a unit, with flags or `ETCD_…` variables
/// (etcd server/etcdmain: a flag overrides its variable).
struct EtcdSettings: Sendable {
    /// `static pod` or `unit`.
    var runsAs: String
    var flags: [CommandFlag]
    /// The variables of the unit.
    var environment: [String: ServiceCommand.Variable]

    /// The settings in force; nil where this node has no etcd.
    ///
    /// A unit that runs, or will at the next boot, counts before a manifest.
    static func read(_ known: FactSet, at host: any Host) async throws(HostError) -> EtcdSettings? {
        let manifest = manifestFlags(known)
        let unit = known.unit("etcd.service")
        let isUsed = unit.map { $0.text(.active) == "active" || $0.text(.enabled) == "enabled" } ?? manifest.isEmpty
        if isUsed || manifest.isEmpty, let command = try await ServiceCommand.read(unit: "etcd.service", at: host) {
            return EtcdSettings(
                runsAs: "unit", flags: CommandFlag.parse(command.words.dropFirst()), environment: command.environment)
        }
        return manifest.isEmpty ? nil : EtcdSettings(runsAs: "static pod", flags: manifest, environment: [:])
    }

    private static func manifestFlags(_ known: FactSet) -> [CommandFlag] {
        (known.rows(ManifestFacts.flags) ?? []).filter { $0.text(.component) == "etcd" }.map { row in
            CommandFlag(
                name: row.text(.flag) ?? "", value: row.text(.value) ?? "", file: row.text(.file) ?? "",
                line: row.integer(.line) ?? 1)
        }
    }

    /// A setting's value and where it stands.
    func value(_ name: String) -> (text: String, source: Source)? {
        if let flag = flags.last(where: { $0.name == name }) {
            return (flag.value, .file(flag.file, line: flag.line, "--\(flag.name)=\(flag.value)"))
        }
        let variable = "ETCD_" + name.uppercased().map { $0 == "-" ? "_" : String($0) }.joined()
        guard let set = environment[variable] else { return nil }
        return (set.value, .file(set.file, line: set.line, "\(variable)=\(set.value)"))
    }

    /// The addresses of a setting with commas between.
    private func addresses(_ name: String) -> [String] {
        value(name)?.text.split(separator: ",").map { String($0).trimmed } ?? []
    }

    /// Where health and metrics can be had without TLS.
    var metricsURL: String? {
        let all = addresses("listen-metrics-urls") + addresses("listen-client-urls")
        return all.first { $0.hasPrefix("http://") }.map(Self.fromHere)
    }

    /// Where this machine's clients are served.
    var clientURL: String {
        let all = addresses("listen-client-urls")
        let near = all.first { $0.contains("//127.0.0.1:") || $0.contains("//localhost:") }
        return Self.fromHere(near ?? all.first ?? "http://127.0.0.1:2379")
    }

    /// The options with which etcdctl reaches it. kubeadm makes a client for its own checks; a unit's member lets in whoever its
    /// authority has signed, such as its own certificate where that is a client's too.
    var clientOptions: [String] {
        let endpoint = "--endpoints=\(clientURL)"
        guard clientURL.hasPrefix("https://") else { return [endpoint] }
        if runsAs == "unit", let ca = value("trusted-ca-file")?.text, let cert = value("cert-file")?.text,
            let key = value("key-file")?.text
        {
            return [endpoint, "--cacert=\(ca)", "--cert=\(cert)", "--key=\(key)"]
        }
        let folder = "/etc/kubernetes/pki/etcd"
        return [
            endpoint, "--cacert=\(folder)/ca.crt", "--cert=\(folder)/healthcheck-client.crt",
            "--key=\(folder)/healthcheck-client.key",
        ]
    }

    /// An address to listen on as one to ask.
    private static func fromHere(_ url: String) -> String {
        var text = url
        for any in ["//0.0.0.0:", "//[::]:", "//localhost:"] {
            if let range = text.firstRange(of: any) { text.replaceSubrange(range, with: "//127.0.0.1:") }
        }
        while text.hasSuffix("/") { text.removeLast() }
        return text
    }
}
