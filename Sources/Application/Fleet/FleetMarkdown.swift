import Diagnosis

/// A fleet's report for a ticket: a table of the machines with their first causes, what only many machines show, then each machine's
/// findings.
struct FleetMarkdown: FleetForm {
    private var table: [String] = []
    private var sections: [String] = []
    private var well: [String] = []
    private let isCompared: Bool

    let opening = ""

    init(isCompared: Bool) { self.isCompared = isCompared }

    mutating func add(_ machine: FleetMachine) -> String {
        table.append(row(machine))
        guard case .success(let finished) = machine.outcome.report else { return "" }
        let report = finished.report
        let name = machine.outcome.name
        if report.findings.isEmpty, report.expected.isEmpty, report.unseen.isEmpty, machine.since?.isSame ?? true {
            well.append(MarkdownReport.plain(name))
        } else {
            sections.append(MarkdownReport(finished, level: 2, name: name, since: since(machine)).text())
        }
        return ""
    }

    func close(_ end: FleetEnd) -> String {
        var lines = ["# Diagnosis of \(table.count) captures", ""]
        lines.append("\(end.summary.words), by \(Program.name) \(Program.version).")
        let columns =
            ["machine", "role", "Kubernetes", "state", "first causes"] + (isCompared ? ["since the earlier capture"] : [])
        lines += ["", "| \(columns.joined(separator: " | ")) |", String(repeating: "|---", count: columns.count) + "|"] + table
        let remarks = end.earlier?.remarks ?? []
        if !remarks.isEmpty { lines += [""] + remarks.map { "- \(MarkdownReport.plain($0))" } }
        if !end.findings.isEmpty { lines += ["", "## What only shows across machines"] }
        lines += end.findings.flatMap(section)
        var text = lines.joined(separator: "\n") + "\n"
        for section in sections { text += "\n" + section }
        if !well.isEmpty { text += "\n## Nothing wrong was found\n\n" + well.map { "- \($0)\n" }.joined() }
        return text
    }

    private func row(_ machine: FleetMachine) -> String {
        var cells: [String]
        switch machine.outcome.report {
        case .failure(let refusal): cells = [machine.outcome.name, "", "", "**not read**", refusal.description]
        case .success(let finished):
            let node = finished.report.node
            cells = [
                machine.outcome.name, node.role, node.kubernetesVersion ?? "not seen", state(finished), causes(finished.report),
            ]
        }
        // The state is markup of our own.
        cells = cells.enumerated().map { $0 == 3 ? $1 : MarkdownReport.cell($1) }
        if isCompared { cells.append(machine.sinceWords ?? "") }
        return "| \(cells.joined(separator: " | ")) |"
    }

    private func state(_ finished: FinishedReport) -> String {
        switch finished.exitStatus {
        case 1: "**problems**"
        case 3: "not judged"
        default: "OK"
        }
    }

    private func causes(_ report: Report) -> String {
        let titles = report.causes.map(\.rule.title)
        guard !titles.isEmpty else { return report.unseen.first ?? "nothing wrong was found" }
        return titles.prefix(3).joined(separator: "; ") + (titles.count > 3 ? " and \(titles.count - 3) more" : "")
    }

    private func since(_ machine: FleetMachine) -> [String] {
        guard isCompared else { return [] }
        guard let since = machine.since else { return ["There is no earlier capture of this machine."] }
        let kinds = since.kinds.map { kind in
            "- \(kind.words): " + kind.items.map { "\(MarkdownReport.plain($0.title)) (`\($0.id)`)" }.joined(separator: "; ")
        }
        let then = "Since the earlier capture\(since.taken.map { " of \($0)" } ?? "")"
        return kinds.isEmpty ? ["\(then) nothing has changed."] : ["\(then):", ""] + kinds
    }

    private func section(_ finding: FleetFinding) -> [String] {
        let plain = MarkdownReport.plain
        var lines = ["", "### \(finding.severity.rawValue.capitalizedASCII): \(plain(finding.title))", "", plain(finding.says)]
        lines += ["", "Why: \(plain(finding.why))"] + MarkdownReport.fenced(finding.evidence)
        return lines + ["", "Rule `\(finding.id)` \(finding.catalogue.joined(separator: ", "))"]
    }
}
