import Facts

/// What each program that does not stay up said last: units by their journals, containers by the runtime, and where that does not answer
/// by the ends of their logs.
enum Reasons {
    static let derivation = Derivation(gives: [LogFacts.reasons]) { facts in
        if let reason = facts.reason(LogFacts.lastWords) { return facts.miss(LogFacts.reasons, reason) }
        let words = (facts.rows(LogFacts.lastWords) ?? []).filter { $0[.upSince] == .absent }
        let units = words.filter { $0.text(.log)?.hasPrefix("container/") != true }
        var containers = facts.rows(PodFacts.containers).map { ended($0, facts.instant(TimeFacts.now)) }
        // The files tell no more than the end of each log: of several runs that of the newest.
        containers = containers ?? newest(words.filter { $0.text(.log)?.hasPrefix("container/") == true })
        facts.set(LogFacts.reasons, units + (containers ?? []), from: facts.sources(LogFacts.lastWords))
    }

    /// The containers that have ended and do not stay up, with what their last run said.
    private static func ended(_ containers: [Row<PodFacts.Container>], _ now: Instant?) -> [Row<LogFacts.LastWord>] {
        containers.compactMap { row in
            guard let now, let text = row.text(.lastLine), row.integer(.exitCode) != 0 || row.text(.state) != "running",
                !CrashLoops.isWell(row, now), row.flag(.isFollowed) != true
            else { return nil }
            let whose = "\(row.text(.namespace) ?? "")/\(row.text(.pod) ?? "")"
            var source = Source(row.text(.logPath) ?? row.source.origin, text)
            if case .instant(let end) = row[.finishedAt] { source.time = end }
            return Row(
                [
                    .log: .text(row.logName), .program: .text("the container \(row.text(.name) ?? "") of the pod \(whose)"),
                    .text: .text(text), .time: row[.finishedAt],
                ], from: source)
        }
    }

    private static func newest(_ rows: [Row<LogFacts.LastWord>]) -> [Row<LogFacts.LastWord>] {
        var newest: [String: Row<LogFacts.LastWord>] = [:]
        for row in rows {
            guard let log = row.text(.log) else { continue }
            if let other = newest[log], time(other) > time(row) { continue }
            newest[log] = row
        }
        return newest.values.sorted { ($0.text(.log) ?? "") < ($1.text(.log) ?? "") }
    }

    static func time(_ row: Row<LogFacts.LastWord>) -> Int {
        guard case .instant(let time) = row[.time] else { return 0 }
        return time.seconds
    }
}
