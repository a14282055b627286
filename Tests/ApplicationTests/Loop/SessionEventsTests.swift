import Diagnosis
import Facts
import Screens
import Terminal
import Testing

@testable import Application

@Suite struct SessionEventsTests {
    private func report(_ name: String, _ findings: [Finding] = []) -> Report {
        Report(
            node: .init(name: name, role: "worker", kubernetesVersion: nil), taken: nil, findings: findings, expected: [],
            unknown: [], clear: 0, ladder: [], changes: [])
    }

    private var named: FactSet {
        var facts = FactSet()
        facts.set(NodeFacts.name, "w1", from: Source("a test"))
        facts.set(NodeFacts.role, "worker", from: Source("a test"))
        return facts
    }

    @Test func theNameIsTakenWhenItIsSeenAndNotBefore() {
        var session = Session(program: "test", nodeName: "host")
        _ = session.take(.looked(LookProgress(done: 1, total: 9, subject: "a"), FactSet(), report("unknown")))
        #expect(session.corner == "host")
        _ = session.take(.looked(LookProgress(done: 2, total: 9, subject: "b"), named, nil))
        #expect(session.corner == "w1 worker")
        #expect(session.isFirstLook)
    }

    @Test func aLaterLookKeepsTheLastReportUntilItIsDone() {
        var session = Session(program: "test", nodeName: "host")
        _ = session.take(.examined(named, report("first")))
        #expect(session.before == nil)
        _ = session.take(.looked(LookProgress(done: 1, total: 9, subject: "a"), FactSet(), report("half")))
        #expect(session.report?.node.name == "first")
        #expect(!session.isFirstLook)
        _ = session.take(.examined(named, report("second")))
        #expect(session.before?.node.name == "first")
        #expect(session.report?.node.name == "second")
        #expect(session.progress == nil)
    }

    @Test func stepsOfALookAreOneLetterAndKeepTheLastReport() {
        let mailbox = Mailbox(waker: nil)
        mailbox.put(.looked(LookProgress(done: 1, total: 9, subject: "a"), FactSet(), report("kept")))
        mailbox.put(.looked(LookProgress(done: 2, total: 9, subject: "b"), named, nil))
        let messages = mailbox.take()
        #expect(messages.count == 1)
        guard case .looked(let progress, _, let report)? = messages.first else {
            return #expect(Bool(false), "a step of the look")
        }
        #expect(progress.done == 2)
        #expect(report?.node.name == "kept")
        #expect(mailbox.take().isEmpty)
    }
}
