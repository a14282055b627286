import Diagnosis
import FoundationEssentials
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
