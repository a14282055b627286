import Diagnosis

/// A fleet's report for a person: a line a node, then what the nodes have in common, what only many machines show, and what has
/// changed since earlier captures.
struct FleetText: FleetForm {
    let paint: Paint
    let width: Int
    /// Each machine's whole report instead of a line.
    let isLong: Bool
    private var changed: [String] = []
    private var quiet = 0

    let opening = ""

    init(paint: Paint, width: Int, isLong: Bool) {
        self.paint = paint
        self.width = width
        self.isLong = isLong
    }

    mutating func add(_ machine: FleetMachine) -> String {
        if let since = machine.since {
            if since.kinds.isEmpty { quiet += 1 } else { changed += changes(machine.outcome.name, since) }
        }
        guard isLong, case .success(let finished) = machine.outcome.report else { return line(machine.outcome) }
        return TextReport(finished, paint: paint, width: width, isLong: true).text() + "\n"
    }

    func close(_ end: FleetEnd) -> String {
        summary(end.summary, end.findings, seconds: end.seconds) + (end.earlier.map(since) ?? "")
    }

    private func changes(_ name: String, _ since: FindingsSince) -> [String] {
        ["   \(paint.bold(name))  \(paint.muted(since.taken.map { "then \($0)" } ?? ""))"]
            + since.kinds.flatMap { kind in
                kind.items.flatMap { item in Wrap.lines("\(kind.words): \(item.title) (\(item.id))", width: width, indent: 6) }
            }
    }

    private func since(_ earlier: EarlierCaptures) -> String {
        var lines = ["", paint.bold("Since the earlier captures")] + changed
        if quiet > 0 {
            lines.append("   On \(quiet) \(quiet == 1 ? "machine" : "machines") nothing was found then or now.")
        }
        lines += earlier.remarks.flatMap { Wrap.lines($0, width: width, indent: 3) }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The line of one node.
    private func line(_ outcome: FleetExamination.Outcome) -> String {
        switch outcome.report {
        case .failure(let refusal): return "\(paint.unknown("??"))  \(refusal.description)\n"
        case .success(let finished):
            let report = finished.report
            let causes = report.causes
            let says =
                if let first = causes.first {
                    first.rule.title + (causes.count > 1 ? " and \(causes.count - 1) more" : "")
                } else if let unseen = report.unseen.first {
                    unseen
                } else {
                    "nothing wrong was found"
                }
            let name = outcome.name.padding(to: 20)
            let body = "\(report.node.role.padding(to: 13))  \(says)"
            return "\(mark(finished))  \(paint.bold(name))  \(body.prefix(max(20, width - 26)))\n"
        }
    }

    /// What follows the machines.
    private func summary(_ summary: FleetSummary, _ findings: [FleetFinding], seconds: Double) -> String {
        var lines = [""]
        lines.append("\(summary.words), \(Quantity.words(seconds)) s.")
        for cause in summary.sorted {
            let more = cause.count > cause.nodes.count ? " and \(cause.count - cause.nodes.count) more" : ""
            lines += ["", "\(severity(cause.severity))  \(cause.count) of \(summary.nodes) nodes: \(paint.bold(cause.title))"]
            lines += Wrap.lines("on \(cause.nodes.joined(separator: ", "))\(more)", width: width, indent: 3)
            lines += cause.recipes.map { "   fix   drydock recipes show \($0)" }
            lines.append("   rule  \(cause.rule)")
        }
        if !findings.isEmpty { lines += ["", paint.bold("What only shows across nodes")] }
        for finding in findings { lines += [""] + section(finding) }
        return lines.joined(separator: "\n") + "\n"
    }

    private func section(_ finding: FleetFinding) -> [String] {
        var lines = ["\(severity(finding.severity))  \(paint.bold(finding.title))"]
        lines += Wrap.lines(finding.says, width: width, indent: 3) + Wrap.lines("why: \(finding.why)", width: width, indent: 3)
        lines += finding.evidence.prefix(4).map { "   seen  \($0.source)  \($0.text)" }
        return lines + ["   rule  \(finding.id)"]
    }

    private func mark(_ finished: FinishedReport) -> String {
        switch finished.exitStatus {
        case 1: paint.danger("!!")
        case 3: paint.unknown("??")
        default: paint.good("OK")
        }
    }

    private func severity(_ severity: Severity) -> String {
        switch severity {
        case .error: paint.danger("!! error")
        case .warning: paint.warning("!  warning")
        case .notice: paint.notice("i  notice")
        }
    }
}
