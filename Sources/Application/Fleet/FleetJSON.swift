import Diagnosis

/// A fleet's report as the contract has it, written node by node: `{"schemaVersion": 1, "nodes": [one report each, one a line],
/// "findings": [what only many machines show], "unread": [captures that could not be read]}`. Compared with earlier captures each
/// node has `since`, and `earlier` tells what had no partner.
struct FleetJSON: FleetForm {
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
    /// Earlier captures of machines that are not among those of now, and those that could not be read.
    struct Earlier: Encodable {
        var only: [String]
        var unread: [Unread]
    }

    private var unread: [Unread] = []
    private var isFirst = true

    let opening = "{\"schemaVersion\": 1, \"nodes\": [\n"

    /// The text that a capture adds.
    mutating func add(_ machine: FleetMachine) throws -> String {
        switch machine.outcome.report {
        case .failure(let refusal):
            unread.append(Unread(capture: machine.outcome.path, because: refusal.description))
            return ""
        case .success(let finished):
            defer { isFirst = false }
            var report = JSONReport(finished)
            report.node.name = machine.outcome.name
            if machine.isCompared { report.since = JSONReport.Since(machine.since) }
            return (isFirst ? "" : ",\n") + (try JSONText.line(report))
        }
    }

    /// The text after the last node.
    func close(_ end: FleetEnd) throws -> String {
        let found = end.findings.map { finding in
            Finding(
                rule: finding.id, catalogue: finding.catalogue, title: finding.title, severity: finding.severity,
                says: finding.says, why: finding.why, nodes: finding.nodes,
                evidence: finding.evidence.map { JSONReport.Evidence(source: $0.source, text: $0.text, taken: nil) })
        }
        let earlier = try end.earlier.map { earlier in
            let unread = earlier.unread.map { Unread(capture: $0.capture, because: $0.because) }
            return ", \"earlier\": \(try JSONText.line(Earlier(only: earlier.missing, unread: unread)))"
        }
        return
            "\n], \"findings\": \(try JSONText.line(found)), \"unread\": \(try JSONText.line(unread))\(earlier ?? "")}\n"
    }
}
