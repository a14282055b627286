import Diagnosis
import Knowledge
import Testing

/// A law of the report: no rung of the ladder is broken while no cause above a notice and no expected state is named, and what is
/// broken is never reported as nothing wrong. Over all recorded nodes; the rules' own proofs are asked by `RuleCaseTests`.
@Suite(.serialized) struct BrokenRungTests {
    static let nodes = TestsFolder.nodes(with: "capture.json")

    @Test(arguments: nodes) func nothingIsBrokenWithoutACause(_ node: String) async throws {
        let report = try await TestsFolder.report(node)
        Self.expectLaw(report)
        #expect(!report.findings.contains { $0.id.hasSuffix("-for-an-unknown-reason") }, "a rule should know why")
    }

    static func expectLaw(_ report: Report) {
        let broken = report.ladder.filter { $0.state == .broken }
        guard !broken.isEmpty else { return }
        #expect(report.causes.contains { $0.rule.severity > .notice } || !report.expected.isEmpty, "\(broken.map(\.says))")
    }
}
