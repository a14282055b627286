import Facts

/// The containers that end and are started again and again, by restarts and last end and not by the word that is shown: between
/// two runs most are called terminated, not CrashLoopBackOff.
enum CrashLoops {
    /// The kubelet's back-off grows to 5 min and is forgotten after twice that time of a good run
    /// (kubernetes 1.36.2 pkg/kubelet/kubelet.go, MaxCrashLoopBackOff): within a loop the last end is younger than this, seconds.
    static let recent = 900
    /// One restart can be chance: it counts from the second.
    static let restarts = 2

    /// A run of this length makes the kubelet forget its back-off, seconds; only one that outgrows its memory is in a loop still.
    static let goodRun = 600
    /// The longest back-off, 300 s, with time for the kubelet's and the runtime's work.
    static let longestWait = 420
    /// After so long a pod that was made anew stays, seconds.
    static let stayed = 60

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
        if case .instant(let began) = row["startedAt"], end - began > goodRun, row.text("reason") != "OOMKilled" { return false }
        if row.text("state") == "running" { return !isOver(row, end, now) }
        guard row.text("state") == "exited" else { return true }
        // Its pod is over, is being taken down or made anew; or an init container's pod has gone on to the next container.
        guard row.flag("isPodReady") == true else { return false }
        return row.integer("exitCode") != 0 || row.flag("isFollowed") != true
    }

    /// A container that runs again is in no loop where the kubelet waited longer for it than its back-off lasts, or where the
    /// whole pod was made anew, as after a restart of the runtime, and it has stayed since.
    private static func isOver(_ row: Row, _ end: Instant, _ now: Instant) -> Bool {
        guard case .instant(let made) = row["madeAt"] else { return false }
        return made - end > longestWait || (row.flag("isRemade") == true && now - made >= stayed)
    }
}
