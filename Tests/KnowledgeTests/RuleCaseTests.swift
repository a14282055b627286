import Diagnosis
import FoundationEssentials
import GoldenSupport
import Knowledge
import Proofs
import Testing
import YAML

/// Ring 3: every rule fires on a recorded node and stays clear on a near miss.
@Suite(.serialized) struct RuleCaseTests {
    static let contents = TestsFolder.proofs.read()

    /// The proofs to try: all, or those of the rules that DRYDOCK_RULES names, separated by commas, while one works on them.
    static let wanted: [Claim] = {
        guard let names = ProcessInfo.processInfo.environment["DRYDOCK_RULES"], !names.isEmpty else { return contents.claims }
        let ids = Set(names.split(separator: ",").map(String.init))
        return contents.claims.filter { ids.contains($0.rule) }
    }()

    @Test func everyFileCanBeRead() { #expect(Self.contents.problems.map(\.description) == []) }

    /// One node at a time: more would keep both cores from the tests that wait for real programs.
    @Test func everyProofHolds() async {
        let outcomes = await TestsFolder.run.outcomes(Self.wanted, sideBySide: 1)
        #expect(outcomes.count == Self.wanted.count && !outcomes.isEmpty)
        for failure in outcomes.flatMap(\.failures) { Issue.record("\(failure)") }
        guard Self.wanted.count == Self.contents.claims.count else { return }
        let areas = Dictionary(Knowledge.rules.map { ($0.id, $0.area) }) { first, _ in first }
        for (area, of) in Dictionary(grouping: outcomes, by: { areas[$0.claim.rule] ?? "" }) {
            let (fires, clear) = (of.filter(\.claim.fires), of.filter { !$0.claim.fires })
            let found = fires.count { $0.failures.isEmpty }
            let alarms = clear.count { !$0.failures.isEmpty }
            #expect(Score().difference("rules: \(area), proofs found", found, of: fires.count) == nil)
            #expect(
                Score().difference("rules: \(area), near misses taken for faults", alarms, of: clear.count, isFault: true) == nil)
        }
    }

    @Test func everyRuleHasBoth() {
        let fires = Set(Self.contents.claims.filter(\.fires).map(\.rule))
        let near = Set(Self.contents.claims.filter { !$0.fires }.map(\.rule))
        let rules = Set(Knowledge.rules.map(\.id))
        #expect(rules.subtracting(fires).sorted() == [], "these rules have no node on which they fire")
        #expect(rules.subtracting(near).sorted() == [], "these rules have no near miss")
        #expect(fires.union(near).subtracting(rules).sorted() == [], "these proofs belong to no rule")
        #expect(Self.contents.claims.count >= 1090)
    }
}
