import Facts
import Hosts

/// A kubeconfig that was found on a host.
struct KubeconfigFile: Sendable {
    var path: String
    var kind: String
    /// The user whose home it lies in.
    var home: (name: String, id: Int)?
    var status: FileStatus?
    var contents: Result<KubeconfigContents, KubeconfigContents.Unreadable>?
    /// Why the host could not read it.
    var unseen: Reason?

    var config: KubeconfigContents? { try? contents?.get() }
}

/// Finds the kubeconfigs of components and of people.
enum KubeconfigFiles {
    static let folder = "/etc/kubernetes"
    private static let components = [
        ("admin.conf", "admin"), ("super-admin.conf", "super-admin"), ("kubelet.conf", "kubelet"),
        ("bootstrap-kubelet.conf", "bootstrap-kubelet"),
        ("controller-manager.conf", "controller-manager"), ("scheduler.conf", "scheduler"),
    ]

    static func read(from host: any Host) async -> [KubeconfigFile] {
        var files: [KubeconfigFile] = []
        for (name, kind) in components {
            if let file = await read("\(folder)/\(name)", kind, nil, host) { files.append(file) }
        }
        for home in await homes(host) {
            let path = "\(home.path)/.kube/config"
            // A link to a component's kubeconfig is that kubeconfig.
            if let status = try? await host.status(path), status.kind == .link, status.target?.hasPrefix(folder + "/") ?? false {
                continue
            }
            if let file = await read(path, "user", (home.name, home.id), host) { files.append(file) }
        }
        return files
    }

    private static func read(_ path: String, _ kind: String, _ home: (name: String, id: Int)?, _ host: any Host) async
        -> KubeconfigFile?
    {
        var found = KubeconfigFile(path: path, kind: kind, home: home)
        do throws(HostError) {
            let file = try await host.read(path)
            found.status = file.status
            found.contents = Result { () throws(KubeconfigContents.Unreadable) in try KubeconfigContents(file.bytes, path: path) }
        } catch {
            if error.isAbsence { return nil }
            found.unseen = error.reason
        }
        return found
    }

    /// root and ordinary users of /etc/passwd, at most a hundred, each home once.
    private static func homes(_ host: any Host) async -> [(path: String, name: String, id: Int)] {
        var homes = [(path: "/root", name: "root", id: 0)]
        guard let passwd = try? await host.read("/etc/passwd") else { return homes }
        for line in passwd.lines {
            let fields = line.split(separator: ":", omittingEmptySubsequences: false)
            guard fields.count >= 7, let id = Int(fields[2]), id == 0 || (1000..<60000).contains(id), homes.count < 100 else {
                continue
            }
            let path = String(fields[5])
            if path.hasPrefix("/"), path != "/", !homes.contains(where: { $0.path == path }) {
                homes.append((path, String(fields[0]), id))
            }
        }
        return homes
    }
}

/// What a kubeconfig trusts, compared with this node's own cluster.
struct ClusterTrust: Sendable {
    /// The certificates of /etc/kubernetes/pki/ca.crt; nil where it cannot be looked at.
    var local: [X509Record]?
    /// The API server's serving certificate with its chain, where it lies on this node.
    var serving: [X509Record] = []
    /// host:port of the servers in the kubeconfigs of this node's components.
    var servers: Set<String> = []
    var isControlPlane = false

    /// Whether a client that trusts these authorities trusts this cluster's API server; nil where this node cannot tell.
    func isTrusted(by authorities: [X509Record]) -> Bool? {
        guard !authorities.isEmpty else { return nil }
        if let local, local.contains(where: { ours in authorities.contains { $0.publicKey == ours.publicKey } }) { return true }
        if let leaf = serving.first, leaf.isSigned(byOneOf: authorities, over: Array(serving.dropFirst())) { return true }
        guard let local, !local.isEmpty else { return nil }
        return false
    }

    /// Whether a kubeconfig is of this node's cluster: a component's own, or one with the same server.
    func isOurs(_ file: KubeconfigFile) -> Bool {
        if file.kind != "user" { return true }
        guard let server = file.config?.server, let key = Self.key(server) else { return false }
        if servers.contains(key) { return true }
        return isControlPlane && ["127.0.0.1:6443", "localhost:6443", "::1:6443"].contains(key)
    }

    static func key(_ server: String) -> String? {
        AddressText.hostAndPort(server).map { "\(AddressText.canonical($0.host)):\($0.port ?? 443)" }
    }

    static func read(_ files: inout PEMFiles, components: ComponentFiles, kubeconfigs: [KubeconfigFile]) async -> ClusterTrust {
        var trust = ClusterTrust()
        trust.local = await files.authorities(CertificateUses.pki + "/ca.crt")
        let serving = components["kube-apiserver"]?.file("tls-cert-file") ?? CertificateUses.pki + "/apiserver.crt"
        trust.serving = await files.authorities(serving) ?? []
        trust.isControlPlane = components["kube-apiserver"] != nil || !trust.serving.isEmpty
        trust.servers = Set(kubeconfigs.filter { $0.kind != "user" }.compactMap { $0.config?.server }.compactMap(key))
        return trust
    }
}

extension KubeconfigFile {
    /// The authorities that the kubeconfig trusts; nil where their file cannot be looked at.
    func authorities(_ files: inout PEMFiles) async -> [X509Record]? {
        guard let config else { return nil }
        if let data = config.authorityData { return PEMContents(data, path: path).certificates }
        guard let file = config.authorityFile else { return [] }
        return await files.authorities(file)
    }
}
