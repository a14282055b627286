/// Messages that are no errors and that no rule asks for by themselves: derived facts read them from `logs.matched`.
enum DerivedPatterns {
    /// `EtcdBeginning` of Diagnosis reads when etcd last began as a new member, `FailingWebhooks` which webhook keeps objects out,
    /// `UnreadyPods` whose readiness probe fails.
    static let all = [
        "\"msg\":\"starting local member\"",
        "Failed calling webhook, failing closed ",
        "\"Probe failed\" probeType=\"Readiness\"",
    ]
}
