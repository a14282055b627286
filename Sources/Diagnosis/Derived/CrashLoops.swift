import Facts

/// The containers that end and are started again and again, by restarts and last end and not by the word that is shown: between
/// two runs most are called terminated, not CrashLoopBackOff. And those that did, and stay up again.
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
    /// Nothing that has run for less than this has shown that it stays, seconds.
    static let young = 30
    /// Whoever runs for so long stays, however long the run before was, seconds: a loop of longer runs has a longer back-off, which it
    /// must outlast.
    static let long = 120

    static let derivation = Derivation(gives: [PodFacts.crashLoops, PodFacts.recovered]) { facts in
        for key in [PodFacts.containers, TimeFacts.now] {
            if let reason = facts.reason(key) { return facts.miss([PodFacts.crashLoops, PodFacts.recovered], reason) }
        }
        guard let now = facts.instant(TimeFacts.now) else {
            return facts.miss([PodFacts.crashLoops, PodFacts.recovered], "The time of this examination is not known.")
        }
        let rows = facts.rows(PodFacts.containers) ?? []
        facts.set(PodFacts.crashLoops, rows.filter { isLooping($0, now) }, from: facts.sources(PodFacts.containers))
        facts.set(PodFacts.recovered, rows.filter { hasRecovered($0, now) }, from: facts.sources(PodFacts.containers))
    }

    static func isLooping(_ row: Row<PodFacts.Container>, _ now: Instant) -> Bool {
        guard let count = row.integer(.restarts), count >= restarts else { return false }
        // Its end was not seen: the row stays, so that a rule says what it could not see.
        if case .unknown = row[.finishedAt] { return row.text(.state) != "running" }
        guard let end = recentEnd(row, now) else { return false }
        if row.text(.state) == "running" { return !isOver(row, end, now) }
        guard row.text(.state) == "exited" else { return true }
        // Its pod is over, is being taken down or made anew; or an init container's pod has gone on to the next container.
        guard row.flag(.isPodReady) == true else { return false }
        return row.integer(.exitCode) != 0 || row.flag(.isFollowed) != true
    }

    /// Whether it ended more than once, not long ago, and stays up again.
    static func hasRecovered(_ row: Row<PodFacts.Container>, _ now: Instant) -> Bool {
        guard let count = row.integer(.restarts), count >= restarts, row.text(.state) == "running",
            let end = recentEnd(row, now)
        else { return false }
        return isOver(row, end, now)
    }

    /// Whether what a container's earlier run wrote is history: it has run since for long enough to be well, or never ended.
    static func isWell(_ row: Row<PodFacts.Container>, _ now: Instant) -> Bool {
        guard row.text(.state) == "running" else { return false }
        // Made anew as a whole, which no crash loop does.
        if row.flag(.isRemade) == true { return true }
        if case .instant(let end) = row[.finishedAt] { return isOver(row, end, now) }
        guard case .instant(let made) = row[.madeAt] else { return false }
        return now - made >= stayed
    }

    /// When it ended last, where that was a short time ago and its run no good one.
    private static func recentEnd(_ row: Row<PodFacts.Container>, _ now: Instant) -> Instant? {
        guard case .instant(let end) = row[.finishedAt], now - end <= recent else { return nil }
        if case .instant(let began) = row[.startedAt], end - began > goodRun, row.text(.reason) != "OOMKilled" { return nil }
        return end
    }

    /// A container that runs again is in no loop where the kubelet waited longer for it than its back-off lasts, where it has outlasted
    /// its last back-off and its last run, or where the whole pod was made anew, as after a restart of the runtime, and it has stayed.
    private static func isOver(_ row: Row<PodFacts.Container>, _ end: Instant, _ now: Instant) -> Bool {
        guard case .instant(let made) = row[.madeAt] else { return false }
        let age = now - made
        if made - end > longestWait { return true }
        if row.flag(.isRemade) == true { return age >= stayed }
        // The control plane's own parts restart together whenever one of them is mended, after long waits and long runs: who of them
        // has stayed for a minute is well, and whether it answers is judged by rules of their own.
        let most = isControlPlane(row) ? stayed : long
        let wait = isControlPlane(row) ? min(made - end, stayed) : made - end
        var before = 0
        if case .instant(let began) = row[.startedAt] { before = min((end - began) * 6 / 5, most) }
        return age >= young && age > wait && age > before
    }

    private static func isControlPlane(_ row: Row<PodFacts.Container>) -> Bool {
        let parts = ["etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler"]
        return row.text(.namespace) == "kube-system" && row.text(.name).map(parts.contains) == true
    }
}
