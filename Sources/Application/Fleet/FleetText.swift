import Diagnosis

/// A fleet's report for a person: a line a node, then what the nodes have in common, then what only many machines show.
struct FleetText {
    let paint: Paint
    let width: Int

    /// The line of one node.
    func line(_ outcome: FleetExamination.Outcome) -> String {
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

    /// What follows the lines.
    func summary(_ summary: FleetSummary, _ findings: [FleetFinding], seconds: Double) -> String {
        var lines = [""]
        let whole = summary.nodes - summary.broken - summary.unseen
        var parts = ["\(summary.broken) of \(summary.nodes) nodes have problems", "\(whole) have none"]
        if summary.unseen > 0 { parts.append("\(summary.unseen) could not be judged") }
        if summary.unread > 0 { parts.append("\(summary.unread) captures could not be read") }
        lines.append("\(parts.joined(separator: ", ")), \(Quantity.words(seconds)) s.")
        for cause in summary.sorted {
            let more = cause.count > cause.nodes.count ? " and \(cause.count - cause.nodes.count) more" : ""
            lines += ["", "\(severity(cause.severity))  \(cause.count) of \(summary.nodes) nodes: \(paint.bold(cause.title))"]
            lines += Wrap.lines("on \(cause.nodes.joined(separator: ", "))\(more)", width: width, indent: 3)
            lines += cause.recipes.map { "   mend  drydock recipes show \($0)" }
            lines.append("   rule  \(cause.rule)")
        }
        if !findings.isEmpty { lines += ["", paint.bold("What only the nodes together show")] }
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
