import Facts

/// The log lines that are no history. What a container's earlier run wrote is, once the container stays up again.
enum PresentLines {
    static let derivation = Derivation(gives: [LogFacts.present]) { facts in
        guard let matched = facts.rows(LogFacts.matched) else {
            return facts.miss(LogFacts.present, facts.reason(LogFacts.matched) ?? "The logs were not read.")
        }
        let well = wellContainers(facts)
        let rows = matched.filter { row in
            guard row.flag(.isEarlierRun) == true, let made = row.text(.log).flatMap({ well[$0] }) else { return true }
            // What was written after the present run began is no history, whatever file it stands in.
            guard case .instant(let last) = row[.last] else { return false }
            return last > made
        }
        facts.set(LogFacts.present, rows, from: facts.sources(LogFacts.matched))
    }

    /// When the containers that stay up were made, by the name of their log.
    private static func wellContainers(_ facts: FactSet) -> [String: Instant] {
        guard let now = facts.instant(TimeFacts.now) else { return [:] }
        var well: [String: Instant] = [:]
        for row in facts.rows(PodFacts.containers) ?? [] where CrashLoops.isWell(row, now) {
            if case .instant(let made) = row[.madeAt] { well[row.logName] = made }
        }
        return well
    }
}

extension Row<PodFacts.Container> {
    /// The name that the log of a row of `pods.containers` has.
    var logName: String {
        "container/\(text(.namespace) ?? "")/\(text(.pod) ?? "")/\(text(.name) ?? "")"
    }
}
