import Facts

/// The log lines that are no history. What a container's earlier run wrote is, once the container stays up again.
enum PresentLines {
    static let derivation = Derivation(gives: [LogFacts.present]) { facts in
        guard let matched = facts.rows(LogFacts.matched) else {
            return facts.miss(LogFacts.present, facts.reason(LogFacts.matched) ?? "The logs were not read.")
        }
        let well = wellContainers(facts)
        let rows = matched.filter { row in
            guard row.flag("isEarlierRun") == true, let log = row.text("log") else { return true }
            return !well.contains(log)
        }
        facts.set(LogFacts.present, .rows(rows), from: facts.sources(LogFacts.matched))
    }

    /// The containers that stay up, by the name of their log.
    private static func wellContainers(_ facts: FactSet) -> Set<String> {
        guard let now = facts.instant(TimeFacts.now) else { return [] }
        return Set((facts.rows(PodFacts.containers) ?? []).filter { CrashLoops.isWell($0, now) }.map(\.logName))
    }
}

extension Row {
    /// The name that the log of a row of `pods.containers` has.
    var logName: String {
        "container/\(text("namespace") ?? "")/\(text("pod") ?? "")/\(text("name") ?? "")"
    }
}
