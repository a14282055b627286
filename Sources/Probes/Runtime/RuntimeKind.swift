/// The container runtimes that a kubelet can be told to use, with the sockets and units by which they are known.
enum RuntimeKind: String, Sendable, CaseIterable {
    case containerd
    case crio = "cri-o"
    case criDockerd = "cri-dockerd"
    /// The kubelet's own adapter for Docker, gone since 1.24.
    case dockershim
    /// Docker Engine's API, which is no CRI.
    case docker
    case other

    /// Sockets by which they are known, in the order in which kubeadm tries them (kubernetes 1.36
    /// cmd/kubeadm/app/constants/constants_unix.go; /var/run is a link to /run).
    static let sockets: [(path: String, kind: RuntimeKind)] = [
        ("/run/containerd/containerd.sock", .containerd), ("/run/crio/crio.sock", .crio), ("/run/cri-dockerd.sock", .criDockerd),
        ("/run/dockershim.sock", .dockershim), ("/run/docker.sock", .docker),
    ]

    var unit: String? {
        switch self {
        case .containerd: "containerd.service"
        case .crio: "crio.service"
        case .criDockerd: "cri-docker.service"
        case .docker: "docker.service"
        case .dockershim, .other: nil
        }
    }

    var speaksCRI: Bool { self != .docker }

    /// Which runtime a socket belongs to, by its path.
    init(socket path: String) {
        let plain = Self.plain(path)
        if let known = Self.sockets.first(where: { $0.path == plain }) {
            self = known.kind
        } else if plain.hasSuffix("containerd.sock") {
            self = .containerd
        } else if plain.hasSuffix("crio.sock") {
            self = .crio
        } else if plain.hasSuffix("cri-dockerd.sock") || plain.hasSuffix("cri-docker.sock") {
            self = .criDockerd
        } else {
            self = .other
        }
    }

    /// The path behind an endpoint (`unix:///run/x.sock`), with /var/run as /run.
    static func plain(_ endpoint: String) -> String {
        var path = endpoint[...]
        for scheme in ["unix://", "unix:"] where path.hasPrefix(scheme) {
            path = path.dropFirst(scheme.count)
            break
        }
        return path.hasPrefix("/var/run/") ? "/run/" + path.dropFirst(9) : String(path)
    }
}
