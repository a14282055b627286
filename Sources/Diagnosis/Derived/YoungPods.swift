import Facts

/// The pods that somebody already complains of, and that are too young to be called held back: told with their age, not hidden.
enum YoungPods {
    /// The scheduler places a pod within a second, and tries again when a volume or a node appears; so long, in seconds, a pod without
    /// a node is no fault.
    static let placing = 30

    static let derivation = Derivation(gives: [PodFacts.young]) { facts in
        if let reason = facts.reason(PodFacts.starting) ?? facts.reason(TimeFacts.now) {
            return facts.miss(PodFacts.young, reason)
        }
        guard let now = facts.instant(TimeFacts.now) else {
            return facts.miss(PodFacts.young, "The time of this examination is not known.")
        }
        let warnings = (facts.rows(EventFacts.warnings) ?? []).filter { $0.text(.kind) == "Pod" }
        var rows: [Row<PodFacts.Young>] = []
        for pod in facts.rows(PodFacts.starting) ?? [] {
            let about = warnings.filter { $0[.namespace] == pod[.namespace] && $0[.object] == pod[.pod] }
            guard let age = age(pod[.since], now), age < HeldBackPods.patience, let newest = about.last else { continue }
            rows.append(row(pod[.namespace], pod[.pod], age, newest[.message], newest.source))
        }
        for pod in facts.rows(PodFacts.unscheduled) ?? [] {
            guard let age = age(pod[.since], now), age < placing, pod.text(.message) != nil else { continue }
            rows.append(row(pod[.namespace], pod[.pod], age, pod[.message], pod.source))
        }
        facts.set(PodFacts.young, rows, from: facts.sources(PodFacts.starting))
    }

    private static func age(_ since: Value, _ now: Instant) -> Int? {
        guard case .instant(let since) = since else { return nil }
        return now - since
    }

    private static func row(
        _ namespace: Value, _ pod: Value, _ age: Int, _ message: Value, _ source: Source
    ) -> Row<PodFacts.Young> {
        Row([.namespace: namespace, .pod: pod, .age: .integer(age), .message: message], from: source)
    }
}
