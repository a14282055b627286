/// A certificate file and what it is for on this node.
struct CertificateUse: Sendable, Equatable {
    var path: String
    var purpose: Purpose
    var isUsed: Bool
    var keyPath: String?
    /// The file of the authority that those who check the certificate trust; nil where that cannot be told from this node.
    var expectedCA: String?

    enum Purpose: String, Sendable, CaseIterable {
        case apiserver
        case kubeletOfAPIServer = "apiserver-kubelet-client"
        case etcdOfAPIServer = "apiserver-etcd-client"
        case frontProxy = "front-proxy-client"
        case etcdServer = "etcd-server"
        case etcdPeer = "etcd-peer"
        case etcdHealthCheck = "etcd-healthcheck-client"
        case kubeletClient = "kubelet-client"
        case kubeletServing = "kubelet-serving"
        case admin
        case superAdmin = "super-admin"
        case controllerManager = "controller-manager"
        case scheduler, user, ca
        case etcdCA = "etcd-ca"
        case frontProxyCA = "front-proxy-ca"
        case kubeconfigCA = "kubeconfig-ca"
        case other

        /// The phrase that sentences use.
        var words: String {
            switch self {
            case .apiserver: "the API server's serving certificate"
            case .kubeletOfAPIServer: "the API server's client certificate for kubelets"
            case .etcdOfAPIServer: "the API server's client certificate for etcd"
            case .frontProxy: "the API server's client certificate for extension API servers"
            case .etcdServer: "etcd's serving certificate"
            case .etcdPeer: "the certificate with which etcd's members meet each other"
            case .etcdHealthCheck: "the client certificate for looking at etcd's health"
            case .kubeletClient: "the kubelet's client certificate"
            case .kubeletServing: "the kubelet's serving certificate"
            case .admin: "the administrator's client certificate"
            case .superAdmin: "the super administrator's client certificate"
            case .controllerManager: "the controller manager's client certificate"
            case .scheduler: "the scheduler's client certificate"
            case .user: "a user's client certificate"
            case .ca: "the certificate of the cluster's authority"
            case .etcdCA: "the certificate of etcd's authority"
            case .frontProxyCA: "the certificate of the front proxy's authority"
            case .kubeconfigCA: "the authority's certificate in a kubeconfig"
            case .other: "a certificate"
            }
        }

        var isAuthority: Bool { self == .ca || self == .etcdCA || self == .frontProxyCA || self == .kubeconfigCA }
    }
}

/// Says of each certificate file what it is for, from the flags of the components, else from kubeadm's own layout.
enum CertificateUses {
    static let pki = "/etc/kubernetes/pki"

    /// kubeadm's layout: file without its ending, purpose, authority, and the component that uses it.
    private static let layout: [(name: String, purpose: CertificateUse.Purpose, ca: String?, component: String)] = [
        ("ca", .ca, nil, "kubelet"),
        ("apiserver", .apiserver, "ca", "kube-apiserver"),
        ("apiserver-kubelet-client", .kubeletOfAPIServer, "ca", "kube-apiserver"),
        ("apiserver-etcd-client", .etcdOfAPIServer, "etcd/ca", "kube-apiserver"),
        ("front-proxy-ca", .frontProxyCA, nil, "kube-apiserver"),
        ("front-proxy-client", .frontProxy, "front-proxy-ca", "kube-apiserver"),
        ("etcd/ca", .etcdCA, nil, "etcd"),
        ("etcd/server", .etcdServer, "etcd/ca", "etcd"),
        ("etcd/peer", .etcdPeer, "etcd/ca", "etcd"),
        ("etcd/healthcheck-client", .etcdHealthCheck, "etcd/ca", ""),
    ]

    /// `found` are the certificate files under /etc/kubernetes/pki.
    static func all(flags: [ComponentFlags], found: [String]) -> [CertificateUse] {
        let api = flags.first { $0.component == "kube-apiserver" }
        let etcd = flags.first { $0.component == "etcd" }
        var uses: [CertificateUse] = []
        func add(_ use: CertificateUse) {
            if !uses.contains(where: { $0.path == use.path }) { uses.append(use) }
        }
        if let api { named(by: api, etcd: etcd).forEach(add) }
        if let etcd { named(by: etcd).forEach(add) }
        let isStacked = etcd != nil || api == nil
        for path in found {
            let name = String(path.dropFirst(pki.count + 1).dropLast(4))
            guard path.hasPrefix(pki + "/"), let entry = layout.first(where: { $0.name == name }) else {
                add(CertificateUse(path: path, purpose: .other, isUsed: false, keyPath: keyBeside(path), expectedCA: nil))
                continue
            }
            let isUsed =
                switch entry.component {
                case "kubelet": true
                case "kube-apiserver": api == nil
                case "etcd": etcd == nil && isStacked
                default: false
                }
            add(
                CertificateUse(
                    path: path, purpose: entry.purpose, isUsed: isUsed, keyPath: keyBeside(path),
                    expectedCA: isUsed ? entry.ca.map { "\(pki)/\($0).crt" } : nil))
        }
        return uses
    }

    private static func named(by api: ComponentFlags, etcd: ComponentFlags?) -> [CertificateUse] {
        let clientCA = api.file("client-ca-file") ?? pki + "/ca.crt"
        let local = api.all("etcd-servers").contains {
            AddressText.hostAndPort($0).map { $0.host == "127.0.0.1" || $0.host == "localhost" || $0.host == "::1" } ?? false
        }
        let leaves: [(String, String, CertificateUse.Purpose, String?)] = [
            ("tls-cert-file", "tls-private-key-file", .apiserver, kubeadms(api.file("tls-cert-file"), clientCA)),
            (
                "kubelet-client-certificate", "kubelet-client-key", .kubeletOfAPIServer,
                kubeadms(api.file("kubelet-client-certificate"), clientCA)
            ),
            ("etcd-certfile", "etcd-keyfile", .etcdOfAPIServer, local ? etcd?.file("trusted-ca-file") : nil),
            ("proxy-client-cert-file", "proxy-client-key-file", .frontProxy, api.file("requestheader-client-ca-file")),
        ]
        let authorities: [(String, CertificateUse.Purpose)] = [
            ("client-ca-file", .ca), ("etcd-cafile", .etcdCA), ("requestheader-client-ca-file", .frontProxyCA),
        ]
        return uses(api, leaves, authorities)
    }

    private static func named(by etcd: ComponentFlags) -> [CertificateUse] {
        uses(
            etcd,
            [
                ("cert-file", "key-file", .etcdServer, kubeadms(etcd.file("cert-file"), etcd.file("trusted-ca-file"))),
                ("peer-cert-file", "peer-key-file", .etcdPeer, etcd.file("peer-trusted-ca-file")),
            ], [("trusted-ca-file", .etcdCA), ("peer-trusted-ca-file", .etcdCA)])
    }

    private static func uses(
        _ flags: ComponentFlags, _ leaves: [(String, String, CertificateUse.Purpose, String?)],
        _ authorities: [(String, CertificateUse.Purpose)]
    ) -> [CertificateUse] {
        let first = leaves.compactMap { flag, key, purpose, ca -> CertificateUse? in
            guard let path = flags.file(flag) else { return nil }
            return CertificateUse(path: path, purpose: purpose, isUsed: true, keyPath: flags.file(key), expectedCA: ca)
        }
        return first
            + authorities.compactMap { flag, purpose in
                guard let path = flags.file(flag) else { return nil }
                return CertificateUse(path: path, purpose: purpose, isUsed: true, keyPath: keyBeside(path), expectedCA: nil)
            }
    }

    /// The authority, where the certificate lies where kubeadm puts its own; of others nothing is known.
    private static func kubeadms(_ path: String?, _ ca: String?) -> String? {
        path?.hasPrefix(pki + "/") ?? false ? ca : nil
    }

    private static func keyBeside(_ path: String) -> String? {
        path.hasSuffix(".crt") ? path.dropLast(4) + ".key" : nil
    }
}
