/// Messages that are no errors and that no rule asks for by themselves: derived facts read them from `logs.matched`.
enum DerivedPatterns {
    /// `EtcdBeginning` of Diagnosis reads when etcd last began as a new member.
    static let all = ["\"msg\":\"starting local member\""]
}
