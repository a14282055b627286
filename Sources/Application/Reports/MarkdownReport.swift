import Diagnosis
import Facts

/// The report for a ticket.
public struct MarkdownReport: Sendable {
    let finished: FinishedReport

    public init(_ finished: FinishedReport) { self.finished = finished }

    public func text() -> String {
        let report = finished.report
        let node = report.node
        var lines = ["# Diagnosis of \(Self.plain(node.name))", ""]
        lines.append(
            "Role \(node.role), Kubernetes \(node.kubernetesVersion ?? "not seen"), taken \(report.taken?.description ?? "at an unknown time") by \(Program.name) \(Program.version)."
        )
        if !report.unseen.isEmpty { lines += ["", "**Not looked at:** " + Self.plain(report.unseen.joined(separator: " "))] }
        lines += ["", "| rung | state | |", "|---|---|---|"]
        lines += report.ladder.map { "| \($0.rung.words) | \(word($0.state)) | \(Self.cell($0.says)) |" }
        if report.findings.isEmpty {
            lines += ["", "Nothing wrong was found: \(report.clear) rules clear, \(report.unknown.count) not judged."]
        }
        for cause in report.causes { lines += section(cause) }
        if !report.expected.isEmpty {
            lines +=
                ["", "## Expected now", ""] + report.expected.map { "- \(Self.plain($0.rule.title)): \(Self.plain($0.says))" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func section(_ finding: Finding) -> [String] {
        var lines = [
            "", "## \(finding.rule.severity.rawValue.capitalizedASCII): \(Self.plain(finding.rule.title))", "",
            Self.plain(finding.says), "", "Why: \(Self.plain(finding.rule.why))",
        ]
        if !finding.evidence.isEmpty {
            lines += ["", "```"] + finding.evidence.map { "\($0.source): \($0.text)".replacingFences() } + ["```"]
        }
        let symptoms = finished.report.symptoms(of: finding)
        if !symptoms.isEmpty { lines += ["", "It explains:"] + symptoms.map { "- \(Self.plain($0.rule.title)) (`\($0.id)`)" } }
        if !finding.rule.recipes.isEmpty {
            lines +=
                ["", "To mend it:"]
                + finding.rule.recipes.map { "- \(Self.plain(finished.recipeTitles[$0] ?? $0)): `drydock recipes show \($0)`" }
        }
        lines += ["", "Rule `\(finding.id)` \(finding.rule.catalogue.joined(separator: ", "))"]
        return lines
    }

    private func word(_ state: RungState.State) -> String {
        switch state {
        case .ok: "OK"
        case .broken: "**broken**"
        case .unknown: "unknown"
        case .notHere: "not here"
        }
    }

    /// Text from the node must not become markup.
    private static func plain(_ text: String) -> String {
        text.reduce(into: "") { out, character in
            if "\\`*_<>[]#|".contains(character) { out.append("\\") }
            out.append(character)
        }
    }

    private static func cell(_ text: String) -> String { plain(text).split(separator: "\n").joined(separator: " ") }
}

extension String {
    /// The first letter in upper case.
    var capitalizedASCII: String { prefix(1).uppercased() + dropFirst() }

    /// Without anything that would end a fenced block.
    fileprivate func replacingFences() -> String {
        split(separator: "```", omittingEmptySubsequences: false).joined(separator: "'''")
    }
}
