import Diagnosis
import Facts
import Hosts
import KnowledgeFormat
import Steps

/// Answers the checks of steps that only a look at the node can: whether a condition holds, whether a rule finds nothing.
public struct CheckLook: Sendable {
    private let examination: Examination
    private let host: any Host

    public init(knowledge: KnowledgeBase, host: any Host) {
        examination = Examination(knowledge: knowledge)
        self.host = host
    }

    /// Looks anew each time; nil where it cannot be told.
    public func holds(_ check: Check) async -> Bool? {
        switch check {
        case .succeeds: return nil
        case .holds(let text):
            guard let condition = try? ConditionReading.read(text) else { return nil }
            let facts = Derivations.complete(await examination.look(at: host))
            switch Evaluation(facts: facts).judge(condition) {
            case .found: return true
            case .clear: return false
            case .unknown: return nil
            }
        case .clear(let rule):
            guard examination.knowledge.rules.contains(where: { $0.id == rule }) else { return nil }
            let report = examination.report(on: await examination.look(at: host))
            if (report.findings + report.expected).contains(where: { $0.id == rule }) { return false }
            return report.unknown.contains { $0.rule == rule } ? nil : true
        }
    }
}
