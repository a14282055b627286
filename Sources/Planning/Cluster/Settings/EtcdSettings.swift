/// etcd's settings.
public struct EtcdSettings: Sendable, Equatable {
    public var dataDir = "/var/lib/etcd"
    public var extraArgs: [ExtraArgument] = []
    /// The version of external members, as `3.6.8`; empty takes the release's own.
    public var version = ""
    /// More names and addresses for the certificate that etcd shows its clients.
    public var certSANs: [String] = []

    public init() {}
}

extension Setting {
    static let etcdDataDir = Setting("etcd.dataDir", at: \.etcd.dataDir, .text)
    static let etcdFlags = Setting("etcd.extraArgs", at: \.etcd.extraArgs, .arguments)
    static let etcdVersion = Setting("etcd.version", at: \.etcd.version, .text, note: "Of external members.")
    static let etcdCertSANs = Setting(
        "etcd.certSANs", at: \.etcd.certSANs, .certificateNames,
        note: "Names by which clients reach etcd, besides its machine's name.",
        asked: .init(
            .security, 35, "More etcd certificate names", example: "etcd.example.org, 203.0.113.8",
            about: "For clients that reach etcd by another name than its machine's, such as a backup or a load balancer."))

    static let etcd = [etcdDataDir, etcdFlags, etcdVersion, etcdCertSANs]
}
