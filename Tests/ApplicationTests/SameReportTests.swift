import Application
import FoundationEssentials
import Hosts
import Knowledge
import Testing

/// The same node gives the same report: what is looked at side by side ends in any order, and dictionaries are walked in any.
@Suite struct SameReportTests {
    /// Two logs of this node tell of one refusal in the same words.
    @Test func sixLooksAtANodeSeeTheSame() async throws {
        let host = try RecordedHost(capture: CapturingTests.nodes.appending(path: "real-runc-missing").path)
        let examination = Examination(knowledge: Knowledge.base)
        var reports: Set<String> = []
        for _ in 0..<6 {
            var finished = await examination.examine(host)
            finished.seconds = 0
            reports.insert(try JSONReport(finished).text())
        }
        #expect(reports.count == 1)
    }
}
