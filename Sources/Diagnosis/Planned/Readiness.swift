import Facts
import Text

/// What is judged before anything is done: a machine against what it is planned to be, and a plan against a cluster for production.
/// Data: `Knowledge/readiness`.
public struct Readiness: Sendable, Equatable {
    /// In the order in which a node comes up.
    public var needs: [MachineNeed]
    public var subjects: [ReadinessSubject]
    /// What a cluster that was just made still lacks for daily use.
    public var next: [ReadinessSubject]
    /// The rules that the needs name.
    public private(set) var rules: [Rule]

    /// - Parameter rules: all that there are; those that no need names are left out.
    public init(
        needs: [MachineNeed] = [], subjects: [ReadinessSubject] = [], next: [ReadinessSubject] = [], rules: [Rule] = []
    ) {
        self.next = next
        self.needs = needs
        self.subjects = subjects
        self.rules = []
        take(rules)
    }

    /// Takes the rules that the needs name out of all that there are.
    public mutating func take(_ all: [Rule]) {
        let named = Set(needs.flatMap(\.all))
        rules = all.filter { named.contains($0.id) }
    }

    /// What a machine with these facts, `PlanFacts` among them, has of what it needs. A need of which no rule is known is left out.
    public func needs(of observed: FactSet) -> [MachineNeed.Judged] {
        let facts = Derivations.complete(observed)
        let judged = Judge(rules: rules, ladder: []).verdicts(on: facts)
        let verdicts = Dictionary(judged.map { ($0.rule.id, $0) }) { first, _ in first }
        let wording = Wording(facts: facts)
        return needs.flatMap { need in need.all.contains { verdicts[$0] != nil } ? need.judge(verdicts, wording) : [] }
    }

    /// What a cluster made by a plan with these facts still lacks for daily use.
    public func nextSteps(of plan: FactSet) -> [ReadinessSubject.Judged] {
        let (evaluation, wording) = (Evaluation(facts: plan), Wording(facts: plan))
        return next.compactMap { $0.judge(evaluation, wording) }
    }

    /// How far a plan with these facts is from a cluster for production.
    public func subjects(of plan: FactSet) -> [ReadinessSubject.Judged] {
        let (evaluation, wording) = (Evaluation(facts: plan), Wording(facts: plan))
        return subjects.compactMap { $0.judge(evaluation, wording) }
    }
}

extension Wording {
    /// A text for people, on one line.
    func line(_ template: String, _ proofs: [Proof]) -> String { Sanitized.line(say(template, proofs)) }
}
