import Facts

/// Judges whether a log shows one of a rule's patterns, from the facts that the one pass over each log left.
struct LogEvaluation {
    let facts: FactSet
    let now: Instant?

    func judge(_ logged: Logged) -> Verdict {
        guard let matched = facts.rows(LogFacts.matched) else {
            return .unknown([
                Gap(fact: LogFacts.matched.name, reason: facts.reason(LogFacts.matched) ?? "The logs were not read.")
            ])
        }
        let wanted = Set(logged.patterns)
        let hits = matched.filter { row in
            guard let pattern = row.text("pattern"), wanted.contains(pattern) else { return false }
            guard let log = row.text("log"), logged.logs.contains(where: { Glob.matches($0, log) }) else { return false }
            return count(row, in: logged.window) >= 1
        }
        let total = hits.reduce(0) { $0 + count($1, in: logged.window) }
        if total >= logged.atLeast, !hits.isEmpty {
            return .found(hits.map { Proof(fact: LogFacts.matched.name, row: $0, sources: [$0.source]) })
        }
        return silence(logged)
    }

    private func count(_ row: Row, in window: Logged.Window) -> Int {
        switch window {
        case .start: return row.integer("countSinceStart") ?? 0
        case .boot: return row.integer("count") ?? 0
        case .seconds(let seconds):
            guard case .instant(let last) = row["last"], let now else { return 0 }
            return now - last <= seconds ? (row.integer("count") ?? 0) : 0
        }
    }

    /// No match: clear where the log was read (or there is no such log), unknown where it was not.
    private func silence(_ logged: Logged) -> Verdict {
        let unread = (facts.rows(LogFacts.unread) ?? []).filter { row in
            guard let log = row.text("log") else { return false }
            return logged.logs.contains { Glob.matches($0, log) || Glob.matches(log, $0) }
        }
        if unread.isEmpty { return .clear }
        return .unknown(
            unread.map { Gap(fact: "log \($0.text("log") ?? "")", reason: $0.text("because") ?? "It could not be read.") })
    }
}
