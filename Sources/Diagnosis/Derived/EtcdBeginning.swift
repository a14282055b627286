import Facts

/// Whether this node's etcd began with an empty database after the cluster was made.
///
/// kubeadm init writes etcd's manifest, waits for the API server, and then writes kubelet.conf once more, with the kubelet's own
/// certificate in it (phase kubelet-finalize). So on a first control plane etcd's data is older than that file. An etcd that says
/// later than that that it starts a new member, and no restarted or restored one, has lost what was there. A member that joined
/// (`--initial-cluster-state=existing`) is started after its kubelet.conf and is left out; one restored from a snapshot says that
/// it restarts.
enum EtcdBeginning {
    /// etcd 3.4 to 3.6, server/etcdserver/bootstrap.go (3.4: raft.go): "starting local member", where a known one is "restarting".
    static let pattern = "\"msg\":\"starting local member\""
    /// Clocks of file system and log may differ, in seconds.
    static let margin = 60

    static let derivation = Derivation(gives: [EtcdFacts.beganEmpty, EtcdFacts.beganAt]) { facts in
        let keys = [EtcdFacts.isHere, EtcdFacts.initialState, LogFacts.matched, NodeFacts.joinedAt, ManifestFacts.manifests]
        for key in keys {
            if let reason = facts.reason(key) { return facts.miss([EtcdFacts.beganEmpty, EtcdFacts.beganAt], reason) }
        }
        let lines = (facts.rows(LogFacts.matched) ?? []).filter {
            $0.text(.pattern) == pattern && ($0.text(.log) ?? "").hasPrefix("container/kube-system/etcd")
        }
        var began: (Instant, Row<LogFacts.Match>)?
        for line in lines {
            if case .instant(let last) = line[.last], began.map({ last > $0.0 }) ?? true { began = (last, line) }
        }
        facts.set(EtcdFacts.beganAt, .instant(ifAny: began?.0), from: began.map { [$0.1.source] } ?? [])
        let manifest = (facts.rows(ManifestFacts.manifests) ?? []).first { $0.text(.component) == "etcd" }
        var isEmpty = false
        if let began, case .instant(let written)? = manifest?[.modified], let joined = facts.instant(NodeFacts.joinedAt) {
            let isFinalized = written <= joined
            isEmpty = isFinalized && began.0 - joined > margin && facts.text(EtcdFacts.initialState) != "existing"
        }
        facts.set(
            EtcdFacts.beganEmpty, .flag(isEmpty), from: (began.map { [$0.1.source] } ?? []) + facts.sources(NodeFacts.joinedAt))
    }
}
