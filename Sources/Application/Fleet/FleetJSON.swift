import Diagnosis

/// A fleet's report as the contract has it, written node by node: `{"schemaVersion": 1, "nodes": [one report each, one a line],
/// "findings": [what only many machines show], "unread": [captures that could not be read]}`.
struct FleetJSON {
    struct Finding: Encodable {
        var rule: String
        var catalogue: [String]
        var title: String
        var severity: Severity
        var cause = true
        var explains: [String] = []
        var causedBy: [String] = []
        var says, why: String
        var nodes: [String]
        var evidence: [JSONReport.Evidence]
        var recipes: [String] = []
    }

    struct Unread: Encodable { var capture, because: String }

    private var unread: [Unread] = []
    private var isFirst = true

    static let opening = "{\"schemaVersion\": 1, \"nodes\": [\n"

    /// The text that a capture adds.
    mutating func node(_ outcome: FleetExamination.Outcome) throws -> String {
        switch outcome.report {
        case .failure(let refusal):
            unread.append(Unread(capture: outcome.path, because: refusal.description))
            return ""
        case .success(let finished):
            defer { isFirst = false }
            return (isFirst ? "" : ",\n") + (try JSONText.line(JSONReport(finished)))
        }
    }

    /// The text after the last node.
    func closing(_ findings: [FleetFinding]) throws -> String {
        let found = findings.map { finding in
            Finding(
                rule: finding.id, catalogue: finding.catalogue, title: finding.title, severity: finding.severity,
                says: finding.says, why: finding.why, nodes: finding.nodes,
                evidence: finding.evidence.map { JSONReport.Evidence(source: $0.source, text: $0.text, taken: nil) })
        }
        return "\n], \"findings\": \(try JSONText.line(found)), \"unread\": \(try JSONText.line(unread))}\n"
    }
}
