/// etcd's settings.
public struct EtcdSettings: Sendable, Equatable {
    public var dataDir = "/var/lib/etcd"
    public var extraArgs: [ExtraArgument] = []
    /// The version of external members, as `3.6.8`; empty takes the release's own.
    public var version = ""

    public init() {}
}

extension Setting {
    static let etcdDataDir = Setting("etcd.dataDir", at: \.etcd.dataDir, .text)
    static let etcdFlags = Setting("etcd.extraArgs", at: \.etcd.extraArgs, .arguments)
    static let etcdVersion = Setting("etcd.version", at: \.etcd.version, .text, note: "Of external members.")

    static let etcd = [etcdDataDir, etcdFlags, etcdVersion]
}
