import Facts

/// The containers that are started again and again in a pod whose liveness or startup probe fails: the kubelet ends those itself.
enum ProbeKills {
    /// The kubelet repeats a failing probe's event within minutes, and starts the container again within ten; seconds.
    static let recent = 900

    static let derivation = Derivation(gives: [PodFacts.probeKills]) { facts in
        for key in [PodFacts.crashLoops, EventFacts.warnings, TimeFacts.now] {
            if let reason = facts.reason(key) { return facts.miss(PodFacts.probeKills, reason) }
        }
        let now = facts.instant(TimeFacts.now)?.seconds ?? 0
        let failing = (facts.rows(EventFacts.warnings) ?? []).filter { event in
            guard event.text(.kind) == "Pod", event.text(.reason) == "Unhealthy", case .instant(let last) = event[.last],
                now - last.seconds <= recent
            else { return false }
            return (event.text(.message) ?? "").hasPrefix("Liveness probe")
                || (event.text(.message) ?? "").hasPrefix("Startup probe")
        }
        let rows = (facts.rows(PodFacts.crashLoops) ?? []).compactMap { container -> Row<PodFacts.ProbeKill>? in
            guard let code = container.integer(.exitCode), [137, 143].contains(code), container.text(.reason) != "OOMKilled",
                let event = failing.first(where: { $0[.namespace] == container[.namespace] && $0[.object] == container[.pod] }
                )
            else { return nil }
            var row = Row<PodFacts.ProbeKill>(sharing: container)
            row[.message] = event[.message]
            row.source = event.source
            return row
        }
        facts.set(PodFacts.probeKills, rows, from: facts.sources(EventFacts.warnings))
    }
}
