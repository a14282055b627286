import Diagnosis
import Facts
import Knowledge
import Testing

/// A rule that only holds for a machine to be is clear, not unknown, on every node that is only looked at.
@Suite struct PlannedRuleTests {
    @Test func rulesOfAPlanAreClearWithoutOne() {
        let planned = Knowledge.rules.filter { $0.applies.map { $0.factNames.contains { $0.hasPrefix("plan.") } } ?? false }
        let only = planned.filter { $0.applies.map { $0.factNames.allSatisfy { $0.hasPrefix("plan.") } } ?? false }
        #expect(only.count >= 6)
        let report = Judge(rules: only, ladder: []).report(on: FactSet())
        #expect(report.findings.map(\.id) == [] && report.unknown.map(\.rule) == [])
    }

    @Test func everyRuleThatHoldsForAPlanIsNamedByANeed() {
        let planned = Knowledge.rules.filter { rule in rule.factNames.contains { $0.hasPrefix("plan.") } }.map(\.id)
        let named = Set(Knowledge.readiness.needs.flatMap { $0.stops + $0.rules })
        #expect(planned.filter { !named.contains($0) } == [])
    }
}
