import Diagnosis
import YAML

extension Claim {
    /// What a report says otherwise than the proof.
    func failures(in report: Report) -> [FileProblem] {
        var out: [FileProblem] = []
        if let broken = Self.unexplained(report) { out.append(fails(broken)) }
        let found = report.findings.map(\.id) + report.expected.map(\.id)
        let unjudged = report.unknown.first { $0.rule == rule }
        guard fires else {
            if found.contains(rule) {
                let says = (report.findings + report.expected).first { $0.id == rule }?.says ?? ""
                out.append(fails("\(rule) is to be clear where \(why), but it fires: \(says)"))
            } else if let unjudged {
                out.append(fails("\(rule) is to be judged where \(why), but it is unknown: \(Self.words(unjudged))"))
            }
            return out
        }
        let isExplainedAway = report.expected.contains { $0.explains.contains(rule) }
        guard found.contains(rule) || isExplainedAway else {
            let instead = found.isEmpty ? "Nothing is found." : "Found instead: \(found.joined(separator: ", "))."
            let reason = unjudged.map { " It could not be judged: \(Self.words($0))" } ?? ""
            return out + [fails("\(rule) is to fire where \(why), but does not. \(instead)\(reason)")]
        }
        if isFirst, let first = report.findings.first, first.id != rule {
            out.append(fails("\(rule) is to be the first finding, but the first is \(first.id)."))
        }
        let folded = report.findings.first { $0.id == rule }.map { report.symptoms(of: $0).map(\.id) } ?? []
        let missing = explains.filter { !folded.contains($0) }
        if !missing.isEmpty {
            let what = folded.isEmpty ? "nothing" : folded.joined(separator: ", ")
            out.append(fails("\(missing.joined(separator: ", ")) is to fold under \(rule), but what folds under it is \(what)."))
        }
        return out
    }

    /// What a report says on the node as a recipe leaves it, beside the one before.
    func failures(after recipe: String, _ before: Report, _ after: Report) -> [FileProblem] {
        var out: [FileProblem] = []
        let found = after.findings + after.expected
        let done = "Of a recipe only its writes and edits are done here, no command."
        if let finding = found.first(where: { $0.id == rule }) {
            out.append(
                fails("\(rule) is to be clear after \(recipe), but it still fires: \(finding.says) \(done)", line: curedLine))
        } else if let unjudged = after.unknown.first(where: { $0.rule == rule }) {
            let words = "\(Self.words(unjudged)) \(done)"
            out.append(fails("\(rule) is to be clear after \(recipe), but it is unknown: \(words)", line: curedLine))
        }
        let known = Set((before.findings + before.expected).map(\.id))
        for finding in found where finding.id != rule && !known.contains(finding.id) {
            out.append(fails("After \(recipe), \(finding.id) is found, which was not before: \(finding.says)", line: curedLine))
        }
        return out
    }

    /// The law that no rung is broken while no cause above a notice, and no state that ends by itself, is named.
    private static func unexplained(_ report: Report) -> String? {
        let broken = report.ladder.filter { $0.state == .broken }
        let isExplained = report.causes.contains { $0.rule.severity > .notice } || !report.expected.isEmpty
        guard !broken.isEmpty, !isExplained else { return nil }
        return "The ladder is broken, but the report names no cause: \(broken.map(\.says).joined(separator: " "))"
    }

    private static func words(_ unjudged: Unjudged) -> String {
        unjudged.gaps.map { "\($0.fact): \($0.reason)" }.joined(separator: " ")
    }
}
