import Facts

/// The pods of this node whose containers are not made in the time that making takes, with the newest warning about each.
enum HeldBackPods {
    /// A pod's sandbox and volumes take seconds; the kubelet tries again within two minutes, and pulls are told otherwise.
    static let patience = 60
    /// A warning that is older, in seconds, may be of a trouble that is over: the kubelet repeats it within minutes.
    static let recent = 900

    /// The word that an event has for what the kubelet's log calls otherwise.
    private static let reasons = ["volume": "FailedMount", "sandbox": "FailedCreatePodSandBox"]

    static let derivation = Derivation(gives: [PodFacts.heldBack]) { facts in
        if let reason = facts.reason(PodFacts.starting) ?? facts.reason(TimeFacts.now) {
            return facts.miss(PodFacts.heldBack, reason)
        }
        guard let now = facts.instant(TimeFacts.now) else {
            return facts.miss(PodFacts.heldBack, "The time of this examination is not known.")
        }
        let unseen = facts.reason(EventFacts.warnings)
        let warnings = (facts.rows(EventFacts.warnings) ?? []).filter { $0.text(.kind) == "Pod" && isRecent($0, now) }
        // A worker may read no events: its kubelet's log tells the same of volumes and sandboxes.
        let refusals = (facts.rows(RefusalFacts.logged) ?? []).filter {
            reasons[$0.text(.step) ?? ""] != nil && isRetried($0, now)
        }
        let rows = (facts.rows(PodFacts.starting) ?? []).filter { isWaiting($0, now) }.map { pod in
            var row = pod
            let about = warnings.filter { $0[.namespace] == pod[.namespace] && $0[.object] == pod[.pod] }
            if let newest = about.max(by: { time($0) < time($1) }) {
                row[.reason] = newest[.reason]
                row[.message] = newest[.message]
                row.source = newest.source
            } else if let refusal = IdleManifests.newest(
                refusals, of: "\(pod.text(.namespace) ?? "")/\(pod.text(.pod) ?? "")", since: pod[.since])
            {
                row[.reason] = .text(ifAny: refusal.text(.step).flatMap { reasons[$0] })
                row[.message] = refusal[.text]
                row.source = refusal.source
            } else if let unseen {
                row[.reason] = .unknown(unseen)
                row[.message] = .unknown(unseen)
            }
            return row
        }
        facts.set(PodFacts.heldBack, rows, from: facts.sources(PodFacts.starting))
    }

    private static func isWaiting(_ pod: Row<PodFacts.Pending>, _ now: Instant) -> Bool {
        guard case .instant(let since) = pod[.since] else { return false }
        return now - since >= patience
    }

    /// A mount that still fails is tried again within 2 min 2 s (kubernetes 1.36 pkg/util/goroutinemap/exponentialbackoff).
    private static func isRetried(_ refusal: Row<RefusalFacts.LoggedRefusal>, _ now: Instant) -> Bool {
        guard case .instant(let last) = refusal[.last] else { return false }
        return now - last <= 150
    }

    private static func isRecent(_ event: Row<EventFacts.Warning>, _ now: Instant) -> Bool {
        now.seconds.minus(time(event)) <= recent
    }

    private static func time(_ event: Row<EventFacts.Warning>) -> Int {
        guard case .instant(let last) = event[.last] else { return 0 }
        return last.seconds
    }
}
