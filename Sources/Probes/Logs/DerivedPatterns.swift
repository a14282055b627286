/// Messages that are no errors and that no rule asks for by themselves: derived facts read them from `logs.matched`.
enum DerivedPatterns {
    /// `EtcdBeginning` of Diagnosis reads when etcd last began as a new member.
    /// `EtcdLeader` reads when it lost its leader and got one.
    static let all = [
        "\"msg\":\"starting local member\"", "raft.node: %s lost leader %s at term", "raft.node: %s elected leader %s at term",
    ]
}
