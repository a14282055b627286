/// etcd's settings.
public struct EtcdSettings: Sendable, Equatable {
    public var dataDir = "/var/lib/etcd"
    public var extraArgs: [ExtraArgument] = []
    /// The version of external members, as `3.6.8`; empty takes the release's own.
    public var version = ""
    /// More names and addresses for the certificate that etcd shows its clients.
    public var certSANs: [String] = []
    /// The members of an etcd that exists already, as `https://192.0.2.31:2379`; empty where the plan makes etcd.
    public var endpoints: [String] = []
    /// Whether each machine that runs etcd takes a snapshot of it each day.
    public var takesSnapshots = true

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

    package static let etcdEndpoints = Setting(
        "etcd.endpoints", at: \.etcd.endpoints, .etcdEndpoints,
        note: "The members of an etcd that exists already, with the topology external.")
    static let etcdSnapshots = Setting(
        "etcd.snapshots", at: \.etcd.takesSnapshots, .flag,
        note: "Whether each machine that runs etcd takes a snapshot of it each day.",
        asked: .init(
            .security, 15, "A snapshot of etcd each day",
            because: Rationale("yes, because without one a lost quorum loses the cluster", .knowledge),
            about: "The newest seven stay in /var/backups/etcd of each machine that runs etcd. Copying them elsewhere is yours."))

    static let etcd = [etcdDataDir, etcdFlags, etcdVersion, etcdCertSANs, etcdEndpoints, etcdSnapshots]
}
