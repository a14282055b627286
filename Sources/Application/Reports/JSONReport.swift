import Diagnosis
import Facts
import FoundationEssentials
import Planning

/// The report as the contract has it: `schemaVersion` 1.
public struct JSONReport: Encodable {
    struct ProgramInfo: Encodable { var name, version: String }
    struct Node: Encodable {
        var name, role: String
        var kubernetesVersion: String?
        var recorded: Bool
    }
    struct Evidence: Encodable {
        var source, text: String
        var taken: String?
    }
    struct Finding: Encodable {
        var rule: String
        var catalogue: [String]
        var title: String
        var severity: Severity
        var cause: Bool
        var explains, causedBy: [String]
        var says, why: String
        var evidence: [Evidence]
        var recipes: [String]
        /// Tasks for `drydock setup --task`.
        var plans: [String]
        var lastChange: Change?
    }
    struct Unknown: Encodable { var rule, missing, because: String }
    struct RungReport: Encodable { var rung, state, says: String }
    struct Change: Encodable { var what, when, kind: String }
    struct Difference: Encodable { var fact, here, there: String }
    /// What became of the findings since an earlier capture: ids of rules. `capture` is missing where none is of this machine.
    struct Since: Encodable {
        var capture, taken: String?
        var new, newlyJudged, stillThere, cleared, unjudged: [String]

        init(_ since: FindingsSince?) {
            capture = since?.capture
            taken = since?.taken?.description
            new = since?.new.map(\.id) ?? []
            newlyJudged = since?.newlyJudged.map(\.id) ?? []
            stillThere = since?.stillThere.map(\.id) ?? []
            cleared = since?.cleared.map(\.id) ?? []
            unjudged = since?.unjudged.map(\.id) ?? []
        }
    }

    var schemaVersion = 1
    var program = ProgramInfo(name: Program.name, version: Program.version)
    var node: Node
    var taken: String?
    var seconds: Double
    var findings, expected: [Finding]
    var unknown: [Unknown]
    var clear: Int
    var ladder: [RungReport]
    var changes: [Change]
    var differences: [Difference]?
    var since: Since?

    public init(_ finished: FinishedReport) {
        let report = finished.report
        node = Node(
            name: report.node.name, role: report.node.role, kubernetesVersion: report.node.kubernetesVersion,
            recorded: finished.isRecorded)
        taken = report.taken?.description
        seconds = (finished.seconds * 1000).rounded() / 1000
        findings = report.findings.map { Self.finding($0, finished) }
        expected = report.expected.map { Self.finding($0, finished) }
        unknown = report.unknown.flatMap { item in
            item.gaps.map { Unknown(rule: item.rule, missing: $0.fact, because: $0.reason.words) }
        }
        clear = report.clear
        ladder = report.ladder.map { RungReport(rung: $0.rung.rawValue, state: $0.state.rawValue, says: $0.says) }
        changes = report.changes.map(Self.change)
        differences = finished.comparison?.differences.map { Difference(fact: $0.fact, here: $0.here, there: $0.there) }
    }

    private static func finding(_ finding: Diagnosis.Finding, _ finished: FinishedReport) -> Finding {
        Finding(
            rule: finding.id, catalogue: finding.rule.catalogue, title: finding.rule.title, severity: finding.rule.severity,
            cause: finding.isCause, explains: finding.explains, causedBy: finding.causedBy, says: finding.says,
            why: finding.rule.why,
            evidence: finding.evidence.map { Evidence(source: $0.source, text: $0.text, taken: $0.time?.description) },
            recipes: finding.rule.recipes, plans: finished.plans(for: finding).map(\.rawValue),
            lastChange: finding.lastChange.map(change))
    }

    private static func change(_ change: Diagnosis.Change) -> Change {
        Change(what: change.what, when: change.when.description, kind: change.kind)
    }

    /// One JSON document, with a newline at its end.
    public func text() throws -> String { try JSONText.of(self) }
}

/// JSON as this program prints it: indented, keys in a stable order, slashes as they are.
public enum JSONText {
    public static func of(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    }

    /// The same on one line, without its end.
    static func line(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
