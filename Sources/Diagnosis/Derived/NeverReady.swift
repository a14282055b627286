import Facts

/// The containers that run and do not become ready in the time that starting takes, with what the kubelet says of their probe.
enum NeverReady {
    /// What runs and is not ready for longer, in seconds, beside the time that its probes give it, is more than starting.
    static let patience = 60
    /// The kubelet repeats a failing probe's event within minutes; seconds.
    static let recent = 900

    static let derivation = Derivation(gives: [PodFacts.neverReady]) { facts in
        for key in [PodFacts.notReady, TimeFacts.now] {
            if let reason = facts.reason(key) { return facts.miss(PodFacts.neverReady, reason) }
        }
        guard let now = facts.instant(TimeFacts.now) else {
            return facts.miss(PodFacts.neverReady, "The time of this examination is not known.")
        }
        let failing = (facts.rows(EventFacts.warnings) ?? []).filter { event in
            guard event.text(.kind) == "Pod", event.text(.reason) == "Unhealthy", case .instant(let last) = event[.last] else {
                return false
            }
            return now - last <= recent
        }
        let rows = (facts.rows(PodFacts.notReady) ?? []).compactMap { container -> Row<PodFacts.NotReady>? in
            guard case .instant(let since) = container[.since], now - since >= patience + (container.integer(.patience) ?? 0)
            else {
                return nil
            }
            var row = container
            let about = failing.filter { $0[.namespace] == container[.namespace] && $0[.object] == container[.pod] }
            if let newest = about.max(by: { time($0) < time($1) }) {
                row[.message] = newest[.message]
                row.source = newest.source
            }
            return row
        }
        facts.set(PodFacts.neverReady, rows, from: facts.sources(PodFacts.notReady))
    }

    private static func time(_ event: Row<EventFacts.Warning>) -> Int {
        guard case .instant(let last) = event[.last] else { return 0 }
        return last.seconds
    }
}
