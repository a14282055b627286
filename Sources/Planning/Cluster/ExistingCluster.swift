/// A cluster that is there already.
public struct ExistingCluster: Sendable, Equatable {
    public var task = Task.joinWorker
    /// `host:port` of the API.
    public var endpoint = ""
    /// `sha256:` and 64 hexadecimal digits.
    public var caCertHashes: [String] = []
    /// When the bootstrap token ends, RFC 3339; empty where it is not known. The token itself is a secret and asked for at apply.
    public var tokenExpires = ""
    /// The version of the cluster's API server.
    public var controlPlaneVersion: KubernetesVersion?
    /// A control plane of the plan's machines that stays as it is: what only the cluster can say or do is done there, such as a token, a
    /// drain or the removal of a member. Empty leaves that to the person.
    public var through = ""
    /// Certificates that end within so many days are renewed.
    public var renewBelowDays = 180
    /// Where snapshots of etcd go besides the machine, as scp takes it: `backup@192.0.2.50:/srv/etcd`; empty keeps them there alone.
    public var copyTo = ""
    /// The snapshot from which etcd is restored: the same file at the same path of every machine that runs etcd.
    public var snapshot = ""
    /// The address that the plan's machine had, where it gets another.
    public var formerAddress = ""

    public init() {}

    public enum Task: String, Sendable, CaseIterable, Codable {
        case joinWorker = "join-worker"
        case joinControlPlane = "join-control-plane"
        case remove
        case renewCertificates = "renew-certificates"
        case upgrade
        case backUpEtcd = "back-up-etcd"
        case restoreEtcd = "restore-etcd"
        case changeAddress = "change-address"
        case reset

        /// What is done, as an imperative phrase without a full stop.
        public var title: String {
            switch self {
            case .joinWorker: "Add this machine to a cluster as a worker"
            case .joinControlPlane: "Add this machine to a cluster as a control plane"
            case .remove: "Remove this machine from its cluster"
            case .renewCertificates: "Renew the certificates of a cluster"
            case .upgrade: "Upgrade a cluster by one minor release"
            case .backUpEtcd: "Back up the etcd of a cluster"
            case .restoreEtcd: "Restore the etcd of a cluster from a snapshot"
            case .changeAddress: "Give a machine of a cluster another address"
            case .reset: "Take a cluster away whose plan is lost"
            }
        }

        /// Whether machines are made ready and join.
        public var joins: Bool { self == .joinWorker || self == .joinControlPlane }
        /// Whether machines leave the cluster, or all of it goes.
        public var takesAway: Bool { self == .remove || self == .reset }
    }
}
