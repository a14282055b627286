import Applying
import Diagnosis
import Hosts
import Knowledge
import KnowledgeFormat
import Lookup
import Text

/// Why a step failed: what its command's last lines are known to mean, and what is wrong on the node now.
struct FailureDiagnosis: Sendable {
    /// What explains a failure.
    struct Cause: Sendable, Equatable, Encodable {
        /// `rule`, `recipe`, `state`.
        let kind: String
        let id, title, says: String
        /// The line of the output that shows it; nil where the node does.
        let line: String?
        let recipes: [String]
        /// Whether the node shows it too.
        let isFound: Bool
    }

    private static let most = 3

    let examination: Examination
    let host: any Host

    /// The causes, the likeliest first; none where nothing failed.
    ///
    /// - Parameters:
    ///   - before: what was found before the steps were done: it did not keep them from being done. Nil where nobody looked; then only errors
    ///     on the node count.
    ///   - rule: the one that was to be ended, which explains nothing.
    func causes(of ends: [StepEnd], before: Report?, apartFrom rule: String? = nil) async -> [Cause] {
        guard let end = ends.last, end.state == .failed else { return [] }
        let report = examination.report(on: await examination.look(at: host))
        let known = Set((before?.findings ?? []).map(\.id) + [rule].compactMap { $0 })
        var causes = shown(by: end.output.isEmpty ? [end.says ?? ""] : end.output, report)
        causes += report.findings.filter { finding in
            finding.isCause && !known.contains(finding.id) && !causes.contains { $0.id == finding.id }
                && finding.rule.severity >= (before == nil ? .error : .warning)
        }.map { Self.cause($0, line: nil) }
        return Array(causes.prefix(Self.most))
    }

    /// Looks at this machine after steps were done.
    static func look(_ ends: [StepEnd], _ knowledge: KnowledgeBase, apartFrom rule: String? = nil) -> [Cause] {
        guard ends.last?.state == .failed else { return [] }
        return Waiting.run {
            await FailureDiagnosis(examination: Examination(knowledge: knowledge), host: LocalHost())
                .causes(of: ends, before: nil, apartFrom: rule)
        }
    }

    private func shown(by lines: [String], _ report: Report) -> [Cause] {
        let explainer = Explainer(knowledge: examination.knowledge, catalogue: Knowledge.catalogue)
        let text = Array(lines.joined(separator: "\n").utf8)
        let matches = explainer.explain(text).matches.filter { $0.fits == .exact && $0.kind != .expected }
        // A recipe that a rule among them leads to is no answer of its own.
        let led = Set(matches.filter(\.isRule).flatMap(\.recipes))
        let causes = matches.filter { $0.isRule || !led.contains($0.id) }.map { match in
            let finding = match.isRule ? report.findings.first { $0.id == match.id } : nil
            return finding.map { Self.cause($0, line: match.line) }
                ?? Cause(
                    kind: match.kind.rawValue, id: match.id, title: match.title, says: match.says, line: match.line,
                    recipes: match.recipes, isFound: false)
        }
        return Array((causes.filter(\.isFound) + causes.filter { !$0.isFound }).prefix(Self.most - 1))
    }

    private static func cause(_ finding: Finding, line: String?) -> Cause {
        Cause(
            kind: "rule", id: finding.id, title: finding.rule.title, says: finding.says, line: line,
            recipes: finding.rule.recipes, isFound: true)
    }

    /// The causes as a person reads them; empty where there are none.
    static func text(_ causes: [Cause], _ paint: Paint, width: Int) -> String {
        guard !causes.isEmpty else { return "" }
        var lines = ["", causes.count == 1 ? "The cause may be:" : "The causes may be:"]
        for cause in causes {
            lines.append("   " + paint.danger(cause.title) + paint.muted("  \(cause.id)"))
            lines += Wrap.lines(cause.says, width: width, indent: 6)
            if let line = cause.line {
                lines += Wrap.lines("line: \(Sanitized.line(line))", width: width, indent: 6).prefix(3).map(paint.muted)
            }
            if cause.kind == "rule", cause.isFound, !cause.recipes.isEmpty {
                lines.append("      fix: drydock fix \(cause.id)")
            } else if let recipe = cause.recipes.first ?? (cause.kind == "recipe" ? cause.id : nil) {
                lines.append("      fix: drydock recipes show \(recipe)")
            }
        }
        return lines.map { $0 + "\n" }.joined()
    }
}
