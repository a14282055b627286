/// Messages that are no errors and that no rule asks for by themselves: derived facts read them from `logs.matched`.
enum DerivedPatterns {
    /// `EtcdBeginning` of Diagnosis reads when etcd last began as a new member, `FailingWebhooks` which webhook keeps objects out,
    /// `UnreadyPods` whose readiness probe fails, `EtcdLeader` when etcd lost its leader and got one.
    static let all = [
        "\"msg\":\"starting local member\"",
        "Failed calling webhook, failing closed ",
        "\"Probe failed\" probeType=\"Readiness\"",
        "raft.node: %s lost leader %s at term", "raft.node: %s elected leader %s at term",
    ]
}
