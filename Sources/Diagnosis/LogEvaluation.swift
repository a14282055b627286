import Facts
import Text

/// Judges whether a log shows one of a rule's patterns, from the facts that the one pass over each log left.
struct LogEvaluation {
    let facts: FactSet
    let now: Instant?

    func judge(_ logged: Logged) -> Verdict {
        guard let matched = facts.rows(LogFacts.present) ?? facts.rows(LogFacts.matched) else {
            return .unknown([
                Gap(fact: LogFacts.matched.name, reason: facts.reason(LogFacts.matched) ?? "The logs were not read.")
            ])
        }
        let wanted = Set(logged.patterns)
        let hits = matched.compactMap { row -> (row: Row<LogFacts.Match>, count: Int)? in
            guard let pattern = row.text(.pattern), wanted.contains(pattern) else { return nil }
            guard let log = row.text(.log), logged.logs.contains(where: { Glob.matches($0, log) }) else { return nil }
            let count = count(row, in: logged.window)
            return count >= 1 ? (row, count) : nil
        }
        let total = hits.reduce(0) { $0 + $1.count }
        if total >= logged.atLeast, !hits.isEmpty {
            return .found(hits.map { Self.proof($0.row, $0.count) })
        }
        return silence(logged)
    }

    /// The row with the count of the window: what a finding says and shows is what was judged.
    private static func proof(_ row: Row<LogFacts.Match>, _ count: Int) -> Proof {
        var row = row
        row[.count] = .integer(count)
        if let place = row.text(.place) { row.source.origin = count > 1 ? "\(place) (\(count) times)" : place }
        return Proof(LogFacts.matched, row)
    }

    private func count(_ row: Row<LogFacts.Match>, in window: Logged.Window) -> Int {
        switch window {
        case .start: return row.integer(.countSinceStart) ?? 0
        case .boot: return row.integer(.count) ?? 0
        case .seconds(let seconds):
            let column = LogFacts.windows.first { $0.seconds == seconds }?.column
            if let column, let count = row.integer(column) { return count }
            guard case .instant(let last) = row[.last], let now else { return 0 }
            return now - last <= seconds ? (row.integer(.count) ?? 0) : 0
        }
    }

    /// No match: clear where the log was read (or there is no such log), unknown where it was not.
    private func silence(_ logged: Logged) -> Verdict {
        let gaps = facts.unread(logged.logs).map { Gap(fact: "log \($0.log)", reason: $0.reason) }
        let strange = logged.logs.filter { !LogNames.isKnown($0) }.map {
            Gap(fact: "log \($0)", reason: "drydock looks at no log of that name.")
        }
        return gaps.isEmpty && strange.isEmpty ? .clear : .unknown(gaps + strange)
    }
}
