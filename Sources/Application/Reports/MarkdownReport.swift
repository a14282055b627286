import Diagnosis
import Facts
import Planning

/// The report for a ticket.
public struct MarkdownReport: Sendable {
    let finished: FinishedReport
    /// The heading's level: 1, or lower where the report is a part of a fleet's.
    private let level: Int
    private let name: String
    /// Lines on what has become of its findings since an earlier look.
    private let since: [String]

    public init(_ finished: FinishedReport) { self.init(finished, level: 1, name: finished.report.node.name, since: []) }

    init(_ finished: FinishedReport, level: Int, name: String, since: [String]) {
        self.finished = finished
        self.level = level
        self.name = name
        self.since = since
    }

    private func heading(_ depth: Int, _ text: String) -> String { String(repeating: "#", count: level + depth) + " " + text }

    public func text() -> String {
        let report = finished.report
        let node = report.node
        var lines = [heading(0, (level == 1 ? "Diagnosis of " : "") + Self.plain(name)), ""]
        lines.append(
            "Role \(node.role), Kubernetes \(node.kubernetesVersion ?? "not seen"), taken \(report.taken?.description ?? "at an unknown time") by \(Program.name) \(Program.version)."
        )
        if !report.unseen.isEmpty { lines += ["", "**Not checked:** " + Self.plain(report.unseen.joined(separator: " "))] }
        if !since.isEmpty { lines += [""] + since }
        lines += ["", "| rung | state | |", "|---|---|---|"]
        lines += report.ladder.map { "| \($0.rung.words) | \(word($0.state)) | \(Self.cell($0.says)) |" }
        if report.findings.isEmpty {
            lines += ["", "Nothing wrong was found: \(report.clear) rules clear, \(report.unknown.count) not judged."]
        }
        for cause in report.causes { lines += section(cause) }
        if !report.expected.isEmpty {
            lines +=
                ["", heading(1, "Expected now"), ""]
                + report.expected.map { "- \(Self.plain($0.rule.title)): \(Self.plain($0.says))" }
        }
        return (lines + comparison()).joined(separator: "\n") + "\n"
    }

    private func comparison() -> [String] {
        guard let comparison = finished.comparison else { return [] }
        let title = heading(1, "Differences from the other node")
        guard !comparison.differences.isEmpty else { return ["", title, "", "Nothing that the rules use."] }
        return ["", title, "", "| fact | here | there |", "|---|---|---|"]
            + comparison.differences.map { difference in
                let (here, there) = (String(difference.here.prefix(300)), String(difference.there.prefix(300)))
                return "| \(Self.cell(difference.words)) (`\(difference.fact)`) | \(Self.cell(here)) | \(Self.cell(there)) |"
            }
    }

    private func section(_ finding: Finding) -> [String] {
        var lines = [
            "", heading(1, "\(finding.rule.severity.rawValue.capitalizedASCII): \(Self.plain(finding.rule.title))"), "",
            Self.plain(finding.says), "", "Why: \(Self.plain(finding.rule.why))",
        ]
        lines += Self.fenced(finding.evidence)
        let symptoms = finished.report.symptoms(of: finding)
        if !symptoms.isEmpty { lines += ["", "It explains:"] + symptoms.map { "- \(Self.plain($0.rule.title)) (`\($0.id)`)" } }
        if !finding.rule.recipes.isEmpty {
            lines +=
                ["", "To fix it:"]
                + finding.rule.recipes.map { "- \(Self.plain(finished.recipeTitles[$0] ?? $0)): `drydock recipes show \($0)`" }
                + finished.plans(for: finding).map { "- \($0.title): `drydock setup --task \($0.rawValue)`" }
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
    static func plain(_ text: String) -> String {
        text.reduce(into: "") { out, character in
            if "\\`*_<>[]#|".contains(character) { out.append("\\") }
            out.append(character)
        }
    }

    static func cell(_ text: String) -> String { plain(text).split(separator: "\n").joined(separator: " ") }

    /// Evidence as a block that nothing in it can end; nothing where there is none.
    static func fenced(_ evidence: [Evidence]) -> [String] {
        guard !evidence.isEmpty else { return [] }
        return ["", "```"] + evidence.map { "\($0.source): \($0.text)".replacingFences() } + ["```"]
    }
}

extension String {
    /// The first letter in upper case.
    var capitalizedASCII: String { prefix(1).uppercased() + dropFirst() }

    /// Without anything that would end a fenced block.
    fileprivate func replacingFences() -> String {
        split(separator: "```", omittingEmptySubsequences: false).joined(separator: "'''")
    }
}
