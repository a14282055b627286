import Addresses
import Facts

/// The kubeconfigs of components that name a server at which no API server of this cluster can be: no file, interface or certificate
/// that knows the API server has that address.
///
/// Judged only against something else that names a server. One kubeconfig alone, at whose address nothing answers, may be right.
enum WrongServers {
    /// Those that something uses: super-admin.conf is for emergencies, and a bootstrap kubeconfig for a join that is over.
    private static let judged: Set = ["kubelet", "controller-manager", "scheduler", "admin"]

    static let derivation = Derivation(gives: [KubeconfigFacts.wrongServers]) { facts in
        for key in [KubeconfigFacts.kubeconfigs, APIServerFacts.hasManifest] {
            if let reason = facts.reason(key) { return facts.miss(KubeconfigFacts.wrongServers, reason) }
        }
        let node = KnownServers(facts)
        let rows = node.files.filter { judged.contains($0.kind) }.compactMap { file -> Row<KubeconfigFacts.WrongServer>? in
            guard
                let finding = KnownServers.unencrypted(file)
                    ?? (node.hasAPIServer ? node.onControlPlane(file) : node.onWorker(file))
            else { return nil }
            return Row(
                [
                    .path: .text(file.path), .kind: .text(file.kind), .server: .text(file.server),
                    .because: .text(finding.because), .wanted: .text(finding.wanted.words),
                    .right: .text(finding.wanted.server),
                ], from: file.source)
        }
        facts.set(KubeconfigFacts.wrongServers, rows, from: facts.sources(KubeconfigFacts.kubeconfigs))
    }
}

/// What on this node names the API server.
struct KnownServers {
    struct File {
        var path: String
        var kind: String
        var server: String
        var host: String
        var port: Int
        /// The name that the client looks for in the certificate; nil where it checks none.
        var checkedName: String?
        var source: Source
    }

    struct Finding {
        var because: String
        var wanted: Wanted
    }

    /// What the others name.
    struct Wanted {
        var server: String
        /// The server, with the files that name it.
        var words: String
    }

    let files: [File]
    let hasAPIServer: Bool
    private let facts: FactSet
    private let local: Set<String>

    init(_ facts: FactSet) {
        self.facts = facts
        hasAPIServer = facts.flag(APIServerFacts.hasManifest) ?? false
        local = Set(facts.list(MachineIdentityFacts.localAddresses) ?? [])
        files = (facts.rows(KubeconfigFacts.kubeconfigs) ?? []).compactMap { row in
            guard row.text(.kind) != "user", let path = row.text(.path), let kind = row.text(.kind),
                let server = row.text(.server), let host = row.text(.host)
            else { return nil }
            return File(
                path: path, kind: kind, server: server, host: host, port: row.integer(.port) ?? 443,
                checkedName: row.flag(.checksServer) == false ? nil : row.text(.checkedName) ?? host, source: row.source)
        }
    }

    /// No API server has served plain HTTP since 1.24.
    static func unencrypted(_ file: File) -> Finding? {
        guard file.server.hasPrefix("http://") else { return nil }
        let server = "https://" + file.server.dropFirst(7)
        return Finding(
            because: "That is plain HTTP.", wanted: Wanted(server: server, words: "an API server serves HTTPS only: \(server)"))
    }

    // MARK: On a node with an API server

    /// A server of this machine must have the API server's port, or something must listen there; another must be known to the API
    /// server's certificate, or to another file.
    func onControlPlane(_ file: File) -> Finding? {
        guard !answers(file), !agrees(file), let wanted = wanted(beside: file) else { return nil }
        if isLocal(file.host) {
            let own = facts.integer(APIServerFacts.securePort) ?? 6443
            guard file.port != own, let ports = facts.rows(PortFacts.ports),
                !ports.contains(where: { $0.integer(.port) == file.port })
            else { return nil }
            return Finding(
                because: "Nothing listens on port \(file.port) of this machine; its API server's port is \(own).", wanted: wanted)
        }
        guard !local.isEmpty, let names = certificateNames, let checked = file.checkedName,
            ![checked, file.host].contains(where: { want in names.contains { MissingNames.covers($0, want) } })
        else {
            return nil
        }
        return Finding(
            because:
                "No interface of this machine, no other kubeconfig and no name in the API server's certificate has \(file.host).",
            wanted: wanted)
    }

    /// The names of the certificate that the API server shows; nil where they are not known.
    private var certificateNames: [String]? {
        let serving = (facts.rows(CertificateFacts.certificates) ?? []).first {
            $0.text(.purpose) == "apiserver" && $0.flag(.isUsed) == true
        }
        guard case .list(let names)? = serving?[.names], !names.isEmpty else { return nil }
        return names
    }

    private func isLocal(_ host: String) -> Bool {
        host == "localhost" || host.hasPrefix("127.") || host == "::1" || local.contains(host)
            || addresses(of: host).contains { local.contains($0) }
    }

    private func addresses(of name: String) -> [String] {
        (facts.rows(KubeconfigFacts.names) ?? []).first { $0.text(.name) == name }?.list(.addresses) ?? []
    }

    // MARK: On a node without one

    /// The kubelet's server must be that of kube-proxy, of another kubeconfig, or of the line that drydock's plan wrote.
    func onWorker(_ file: File) -> Finding? {
        guard file.kind == "kubelet", facts.flag(APIServerFacts.endpointAnswers) == false, !isKnownToAnswer(file),
            !isLocal(file.host), !agrees(file), let wanted = wanted(beside: file)
        else { return nil }
        return Finding(
            because: "No other file on this node names \(file.host), and nothing of this cluster responds there.", wanted: wanted)
    }

    // MARK: What else is known

    /// Whether the API server was seen to answer at the server of this file.
    private func answers(_ file: File) -> Bool {
        guard facts.text(APIServerFacts.endpoint) == file.server else { return false }
        return facts.flag(APIServerFacts.endpointAnswers) == true || isKnownToAnswer(file)
    }

    /// An answer whose certificate was not accepted is an answer: then the certificate is what is wrong.
    private func isKnownToAnswer(_ file: File) -> Bool {
        guard facts.text(APIServerFacts.endpoint) == file.server, let problem = facts.text(APIServerFacts.endpointProblem) else {
            return false
        }
        return problem.contains("x509:") || problem.contains("tls:")
    }

    /// The controller manager and the scheduler are given the node's own API server, all others the endpoint or that: two of the first
    /// that agree prove nothing.
    private static let locals: Set = ["controller-manager", "scheduler"]

    /// Whether another file names the same server.
    private func agrees(_ file: File) -> Bool {
        others(of: file).contains {
            AddressKey($0.server) == AddressKey(file.server) || $0.names.contains(file.host) && hasLikelyPort(file)
        }
    }

    /// A name alone says nothing of the port: it must be the API server's own where that is here, else one that another file names.
    private func hasLikelyPort(_ file: File) -> Bool {
        if hasAPIServer { return file.port == facts.integer(APIServerFacts.securePort) ?? 6443 }
        let ports = files.filter { $0.path != file.path }.map(\.port)
        return ports.isEmpty || ports.contains(file.port)
    }

    private struct Other {
        var server: String
        /// All names and addresses by which it calls the API server.
        var names: [String]
        var by: String
    }

    private func others(of file: File) -> [Other] {
        var found = files.filter { other in
            other.path != file.path && !(Self.locals.contains(file.kind) && Self.locals.contains(other.kind))
        }.map { Other(server: $0.server, names: [], by: $0.path) }
        if let server = facts.text(KubeconfigFacts.proxyServer) {
            found.append(Other(server: server, names: [], by: "the kubeconfig of kube-proxy"))
        }
        let marked = facts.list(KubeconfigFacts.markedEndpoint) ?? []
        if marked.count > 1 {
            found.append(Other(server: marked[1], names: marked, by: "/etc/hosts, as written by drydock's plan,"))
        }
        return found
    }

    /// What the most of the others name; nil where there is no other.
    private func wanted(beside file: File) -> Wanted? {
        let all = others(of: file)
        guard let first = all.max(by: { count($0, all) < count($1, all) }) else { return nil }
        let by = all.filter { $0.server == first.server }.map(\.by)
        // What drydock wrote to /etc/hosts is a name, without a port.
        let server = first.server.contains("://") ? first.server : "https://\(first.server):\(file.port)"
        return Wanted(
            server: server, words: "\(by.joined(separator: ", ")) \(by.count == 1 ? "names" : "name") \(first.server)")
    }

    private func count(_ other: Other, _ all: [Other]) -> Int { all.count { $0.server == other.server } }
}

/// Host and port of a URL, as they can be compared.
private struct AddressKey: Equatable {
    var text: String

    init(_ server: String) {
        var rest = server[...]
        if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
        rest = rest.prefix { $0 != "/" && $0 != "?" }
        text = rest.lowercased()
    }
}
