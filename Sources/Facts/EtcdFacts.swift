/// The node's own etcd member, as a static pod or as a unit.
public enum EtcdFacts {
    public static let isHere = FactKey("etcd.isHere", .flag, "whether this node is set up to run an etcd member")
    /// `static pod` or `unit`.
    public static let runsAs = FactKey(
        "etcd.runsAs", .text, oneOf: .only("static pod", "unit"), "how etcd is run: static pod or unit")
    public static let dataDir = FactKey("etcd.dataDir", .text, "the folder of etcd's data")
    public static let dataDirMode = FactKey("etcd.dataDirMode", .integer, "the permission bits of the folder of etcd's data")
    public static let dataDirOwner = FactKey("etcd.dataDirOwner", .integer, "the user id that owns the folder of etcd's data")
    public static let clientOptions = FactKey(
        "etcd.clientOptions", .list, "the options with which etcdctl reaches this member: its address and the files of a client")
    public static let initialState = FactKey(
        "etcd.initialState", .text, oneOf: .known("new", "existing"),
        "what etcd is told of the cluster it starts in: new or existing")

    /// True where etcd's own health check passes; false where it fails or nothing answers.
    public static let isHealthy = FactKey("etcd.isHealthy", .flag, "whether etcd's own health check passes")
    public static let answers = FactKey("etcd.answers", .flag, "whether etcd answers at all")
    public static let healthReason = FactKey("etcd.healthReason", .text, "why etcd's health check fails, in its own words")
    public static let hasLeader = FactKey("etcd.hasLeader", .flag, "whether the etcd member sees a leader")
    public static let isLearner = FactKey("etcd.isLearner", .flag, "whether the etcd member is a learner, which has no vote")
    public static let alarms = FactKey(
        "etcd.alarms", .list, oneOf: .known("NOSPACE", "CORRUPT"), "the alarms that etcd has raised: NOSPACE, CORRUPT")
    public static let version = FactKey("etcd.version", .text, "the version of the running etcd")
    public static let databaseBytes = FactKey("etcd.databaseBytes", .integer, "the size of etcd's database in bytes")
    public static let databaseInUseBytes = FactKey(
        "etcd.databaseInUseBytes", .integer, "how much of etcd's database holds data, in bytes")
    public static let quotaBytes = FactKey("etcd.quotaBytes", .integer, "the size that etcd's database may reach, in bytes")
    public static let databasePercent = FactKey(
        "etcd.databasePercent", .integer, "the size of etcd's database in percent of its quota")
    public static let walSyncMillis = FactKey(
        "etcd.walSyncMillis", .number, "the time within which 99 of 100 writes to etcd's log reach the disk, in milliseconds")
    public static let walSyncCount = FactKey("etcd.walSyncCount", .integer, "how many writes to etcd's log were timed")
    /// The columns of `peers`.
    public enum Peer: String, TableColumns {
        case id, name, isConnected, isMember, wasRemoved

        public var cell: Cell {
            switch self {
            case .id: .text("the other member's id")
            case .name: .text("its name, where the member list could be read")
            case .isConnected: .flag("whether this member holds a connection to it")
            case .isMember: .flag("whether the member list has it; metrics keep members that were removed")
            case .wasRemoved: .flag("whether the member list was read and lacks it")
            }
        }
    }

    public static let peers = TableKey(
        "etcd.peers", Peer.self,
        "the other members of the etcd cluster, as this one sees them")

    /// The columns of `members`.
    public enum Member: String, TableColumns {
        case id, name, peerURL, isLearner

        public var cell: Cell {
            switch self {
            case .id: .text("the member's id")
            case .name: .text("its name; nothing where it has never started")
            case .peerURL: .text("its address for other members")
            case .isLearner: .flag("whether it is a learner, which has no vote")
            }
        }
    }

    public static let members = TableKey(
        "etcd.members", Member.self,
        "the members of the etcd cluster")
    public static let memberCount = FactKey("etcd.memberCount", .integer, "how many members the etcd cluster has")

    /// Derived, from its log: the newest time at which it began as a new member.
    public static let beganAt = FactKey("etcd.beganAt", .instant, "when etcd began as a new member, by its log")
    /// Derived: it began as a new, empty member after the cluster was made.
    public static let beganEmpty = FactKey(
        "etcd.beganEmpty", .flag, "whether etcd began with an empty database after this cluster was made")

    /// Derived, from its log: see `EtcdLeader`.
    public static let leaderAt = FactKey("etcd.leaderAt", .instant, "when etcd got its leader, after it had lost one, by its log")
    /// Derived, from its log.
    public static let leaderlessSeconds = FactKey(
        "etcd.leaderlessSeconds", .integer, "for how long etcd had no leader before that, in seconds")

    /// Every fact of etcd.
    public static let all: [FactKey] = [
        isHere, runsAs, clientOptions, dataDir, dataDirMode, dataDirOwner,
        initialState,
        isHealthy, answers, healthReason, hasLeader, isLearner, alarms, version, databaseBytes, databaseInUseBytes, quotaBytes,
        databasePercent, walSyncMillis, walSyncCount, peers, members, memberCount, beganAt, beganEmpty,
        leaderAt, leaderlessSeconds,
    ]
}
