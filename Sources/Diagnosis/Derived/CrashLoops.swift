import Facts

/// The containers that end and are started again and again, by restarts and last end and not by the word that is shown: between
/// two runs most are called terminated, not CrashLoopBackOff.
enum CrashLoops {
    /// The kubelet's back-off grows to 5 min and is forgotten after twice that time of a good run
    /// (kubernetes 1.36.2 pkg/kubelet/kubelet.go, MaxCrashLoopBackOff): within a loop the last end is younger than this, seconds.
    static let recent = 900
    /// One restart can be chance: it counts from the second.
    static let restarts = 2

    static let derivation = Derivation(gives: [PodFacts.crashLoops]) { facts in
        for key in [PodFacts.containers, TimeFacts.now] {
            if let reason = facts.reason(key) { return facts.miss(PodFacts.crashLoops, reason) }
        }
        guard let now = facts.instant(TimeFacts.now) else {
            return facts.miss(PodFacts.crashLoops, "The time of the look is not known.")
        }
        let rows = (facts.rows(PodFacts.containers) ?? []).filter { isLooping($0, now) }
        facts.set(PodFacts.crashLoops, .rows(rows), from: facts.sources(PodFacts.containers))
    }

    static func isLooping(_ row: Row, _ now: Instant) -> Bool {
        guard let count = row.integer("restarts"), count >= restarts else { return false }
        // Its end was not seen: the row stays, so that a rule says what it could not see.
        if case .unknown = row["finishedAt"] { return row.text("state") != "running" }
        guard case .instant(let end) = row["finishedAt"], now - end <= recent else { return false }
        // A Job's or an init container's good end after bad ones: its pod is over, or has gone on to the next container.
        if row.integer("exitCode") == 0 { return row.flag("isPodReady") == true && row.flag("isFollowed") != true }
        return row.flag("isFollowed") != true || row.text("state") != "exited" || row.flag("isPodReady") == true
    }
}
