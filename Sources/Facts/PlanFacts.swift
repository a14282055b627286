/// What a plan decides: of the machine that is looked at, and of the whole cluster.
///
/// The wizard sets them; no probe does, and on a node that is only diagnosed each is absent. By them the rules about machines are judged
/// for a machine to be, and the plan is judged by `Knowledge/readiness/production.yaml`.
public enum PlanFacts {
    // MARK: The machine

    public static let roles = FactKey(
        "plan.roles", .list, oneOf: .only("control-plane", "worker", "etcd", "load-balancer"),
        "what the machine is planned to be")
    /// True for control planes, workers and members of etcd; false for a machine that only balances load.
    public static let isNode = FactKey("plan.isNode", .flag, "whether the machine is planned to run a kubelet")
    public static let minor = FactKey("plan.minor", .integer, "the minor release of Kubernetes that is planned")
    public static let failSwapOn = FactKey(
        "plan.failSwapOn", .flag, "whether the planned kubelet refuses to run with swap on")
    public static let failCgroupV1 = FactKey(
        "plan.failCgroupV1", .flag, "whether the planned kubelet refuses to run on cgroup v1")

    // MARK: The cluster

    public static let topology = FactKey(
        "plan.topology", .text, oneOf: .only("single", "stacked", "external"), "how control planes and etcd stand to each other")
    public static let controlPlanes = FactKey("plan.controlPlanes", .integer, "how many control planes are planned")
    public static let workers = FactKey("plan.workers", .integer, "how many workers are planned")
    public static let zones = FactKey("plan.zones", .integer, "in how many zones the members of etcd stand")
    public static let etcdMembers = FactKey("plan.etcdMembers", .integer, "how many members etcd has")
    public static let etcdQuorum = FactKey("plan.etcdQuorum", .integer, "how many members etcd needs to work")
    public static let etcdMayFail = FactKey("plan.etcdMayFail", .integer, "how many members of etcd may fail")
    public static let firstEtcd = FactKey("plan.firstEtcd", .text, "the first machine of an external etcd")
    public static let takesSnapshots = FactKey(
        "plan.takesSnapshots", .flag, "whether each machine that runs etcd takes a snapshot each day")
    public static let balancer = FactKey(
        "plan.balancer", .text, oneOf: .only("none", "own", "haproxy-keepalived", "kube-vip"),
        "what stands before the API servers; none where nothing does")
    public static let certificateLifetime = FactKey(
        "plan.certificateLifetime", .text, "how long certificates live, as a phrase: a year")
    public static let networkPolicy = FactKey("plan.networkPolicy", .flag, "whether the network add-on enforces NetworkPolicy")
    public static let encryptsSecrets = FactKey("plan.encryptsSecrets", .flag, "whether Secrets are encrypted in etcd")
    public static let auditLog = FactKey("plan.auditLog", .flag, "whether the API server logs requests")
    public static let authorizationModes = FactKey(
        "plan.authorizationModes", .list, "the modes that the flag authorization-mode names; absent where it is not given")
    public static let hasAuthorizationConfig = FactKey(
        "plan.hasAuthorizationConfig", .flag, "whether a file decides who may do what (authorization-config)")
    public static let admissionOff = FactKey(
        "plan.admissionOff", .list, "the admission plugins that are turned off; absent where none is")

    package static let all = [
        roles, isNode, minor, failSwapOn, failCgroupV1, topology, controlPlanes, workers, zones, etcdMembers, etcdQuorum,
        etcdMayFail,
        firstEtcd, balancer, certificateLifetime, networkPolicy, encryptsSecrets, auditLog, authorizationModes,
        hasAuthorizationConfig, admissionOff, takesSnapshots,
    ]
}
