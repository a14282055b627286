import Diagnosis
import Knowledge
import Testing

/// The ladder shows every error that a rule can find: each rung of an error has a law.
@Suite struct LadderTests {
    @Test func everyRungButTheWorkloadsHasALaw() {
        #expect(Knowledge.ladder.map(\.rung) == Rung.allCases.filter { $0 != .workloads })
    }

    @Test func whatBreaksWorkloadsIsNoErrorOfTheNode() {
        let errors = Knowledge.rules.filter { $0.rung == .workloads && $0.severity == .error }
        #expect(errors.map(\.id) == [])
    }

    @Test func brokenPodsLeaveTheLadderWhole() async throws {
        let report = try await RuleCaseTests.report("broken-pods", try NodeEdits(nil, file: ""))
        #expect(report.findings.contains { $0.rule.rung == .workloads })
        #expect(report.ladder.allSatisfy { $0.state == .ok || $0.state == .notHere })
    }
}
