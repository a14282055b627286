import Diagnosis
import Facts
import Planning

/// The report for a person in an incident: what is wrong first, then how the node stands, then what was not looked at.
public struct TextReport: Sendable {
    let finished: FinishedReport
    let paint: Paint
    let width: Int
    /// Every gap, every change; otherwise the report stays short.
    let isLong: Bool

    public init(_ finished: FinishedReport, paint: Paint, width: Int = 80, isLong: Bool = false) {
        self.finished = finished
        self.paint = paint
        self.width = max(40, min(width, 100))
        self.isLong = isLong
    }

    private var report: Report { finished.report }

    public func text() -> String {
        var lines: [String] = []
        if report.findings.isEmpty || finished.exitStatus == 3 { lines += unseen() }
        lines.append(header())
        lines.append(verdict())
        lines.append("")
        lines += ladder()
        for cause in report.causes { lines += [""] + self.cause(cause) }
        lines += expected() + comparison() + changes() + unjudged()
        return lines.joined(separator: "\n") + "\n"
    }

    private func header() -> String {
        let node = report.node
        var parts = [paint.bold(node.name), node.role == "none" ? "not in a cluster" : node.role]
        if let version = node.kubernetesVersion { parts.append("Kubernetes \(version)") }
        if let taken = report.taken { parts.append((finished.isRecorded ? "recorded " : "") + taken.description) }
        return parts.joined(separator: "  ")
    }

    private func verdict() -> String {
        let causes = report.causes
        let symptoms = report.findings.count - causes.count
        let rest = "\(report.clear) rules clear, \(report.unknown.count) not judged, \(Quantity.words(finished.seconds)) s"
        if causes.isEmpty { return "\(paint.good("Nothing wrong was found")): \(rest)." }
        let found =
            "\(causes.count) \(causes.count == 1 ? "cause" : "causes")"
            + (symptoms > 0 ? ", \(symptoms) \(symptoms == 1 ? "symptom" : "symptoms")" : "")
        let painted = report.worst == .error ? paint.danger(found) : paint.warning(found)
        return "\(painted): \(rest)."
    }

    private func unseen() -> [String] {
        let unseen = report.unseen
        guard !unseen.isEmpty else { return [] }
        let said = "Not checked, so this is not an all-clear: " + unseen.joined(separator: " ")
        return Wrap.lines(said, width: width).map(paint.unknown)
    }

    private func ladder() -> [String] {
        report.ladder.flatMap { state -> [String] in
            let name = state.rung.words.padding(to: 11)
            let body = Wrap.lines(state.says, width: width - 19)
            return body.enumerated().map { index, line in
                index == 0 ? "  \(mark(state.state))  \(name)  \(line)" : String(repeating: " ", count: 19) + line
            }
        }
    }

    private func mark(_ state: RungState.State) -> String {
        switch state {
        case .ok: paint.good("OK")
        case .broken: paint.danger("!!")
        case .unknown: paint.unknown("??")
        case .notHere: paint.muted("--")
        }
    }

    private func severity(_ severity: Severity) -> String {
        switch severity {
        case .error: paint.danger("!! error")
        case .warning: paint.warning("!  warning")
        case .notice: paint.notice("i  notice")
        }
    }

    private func cause(_ finding: Finding) -> [String] {
        var lines = ["\(severity(finding.rule.severity))  \(paint.bold(finding.rule.title))"]
        lines += Wrap.lines(finding.says, width: width, indent: 3)
        lines += labelled("why", Wrap.lines(finding.rule.why, width: width - 13))
        lines += labelled("seen", finding.evidence.prefix(isLong ? 12 : 4).flatMap(evidence))
        if let change = finding.lastChange { lines += labelled("before it", ["\(change.when)  \(change.what)"]) }
        let symptoms = report.symptoms(of: finding)
        if !symptoms.isEmpty { lines += labelled("explains", symptoms.map { "\($0.rule.title) (\($0.id))" }) }
        lines += labelled("fix", finding.rule.recipes.map { "\(finished.recipeTitles[$0] ?? $0): drydock recipes show \($0)" })
        lines += labelled(
            "plan", finished.plans(for: finding).flatMap { ["\($0.title):", "  drydock setup --task \($0.rawValue)"] })
        lines += labelled("rule", ["\(finding.id)  \(finding.rule.catalogue.joined(separator: " "))"])
        return lines
    }

    private func labelled(_ label: String, _ lines: [String]) -> [String] {
        lines.enumerated().map { index, line in
            "   " + (index == 0 ? paint.muted(label.padding(to: 10)) : String(repeating: " ", count: 10)) + line
        }
    }

    private func evidence(_ evidence: Evidence) -> [String] {
        let time = evidence.time.map { "  \($0)" } ?? ""
        guard !evidence.text.isEmpty else { return [evidence.source + paint.muted(time)] }
        return [evidence.source + paint.muted(time)]
            + Wrap.lines(String(evidence.text.prefix(400)), width: width - 15).map { "  " + $0 }
    }

    private func expected() -> [String] {
        guard !report.expected.isEmpty else { return [] }
        return ["", paint.bold("Expected now, not a fault")]
            + report.expected.flatMap { Wrap.lines("\($0.rule.title). \($0.says)", width: width, indent: 3) }
    }

    private func comparison() -> [String] {
        guard let comparison = finished.comparison else { return [] }
        if comparison.differences.isEmpty {
            return ["", "In everything that the rules use, this node is the same as the one it was compared with."]
        }
        return ["", paint.bold("Differences from the other node")]
            + comparison.differences.flatMap { difference in
                ["   \(difference.fact)  \(paint.muted(difference.words))"]
                    + Wrap.lines("here \(String(difference.here.prefix(300)))", width: width, indent: 6)
                    + Wrap.lines("there \(String(difference.there.prefix(300)))", width: width, indent: 6)
            }
    }

    private func changes() -> [String] {
        guard !report.changes.isEmpty, isLong || !report.findings.isEmpty else { return [] }
        let shown = report.changes.suffix(isLong ? 100 : 6)
        return ["", paint.bold("Latest changes")] + shown.reversed().map { "   \($0.when)  \($0.what)" }
    }

    private func unjudged() -> [String] {
        guard !report.unknown.isEmpty else { return [] }
        var rules: [String: [String]] = [:]
        for item in report.unknown { for gap in item.gaps { rules[gap.reason.words, default: []].append(item.rule) } }
        let reasons = rules.mapValues { Set($0).count }.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
        let shown = reasons.prefix(isLong ? 100 : 5)
        var lines =
            ["", paint.bold("Not checked")]
            + shown.flatMap { reason, count in
                Wrap.lines("\(reason) (\(count) \(count == 1 ? "rule" : "rules"))", width: width, indent: 3)
            }
        if reasons.count > shown.count {
            lines.append("   … and \(reasons.count - shown.count) more reasons: drydock diagnose --long")
        }
        return lines
    }
}

extension String {
    /// Filled with blanks up to a width.
    func padding(to width: Int) -> String { count >= width ? self : self + String(repeating: " ", count: width - count) }
}
