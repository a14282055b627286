import Diagnosis
import FoundationEssentials
import Hosts
import Knowledge
import Synchronization
import Testing

@testable import Application

/// A control plane that does not come up is named only when the cause is certain.
@Suite struct BringUpWatchTests {
    private func report(_ node: String) async throws -> Report {
        let examination = Examination(knowledge: Knowledge.base)
        let host = try RecordedHost(capture: CapturingTests.nodes.appending(path: node).path)
        return examination.report(on: await examination.look(at: host))
    }

    @Test(arguments: ["containerd-stopped", "made-apiserver-flag-misspelt", "real-etcd-image-misspelt"])
    func aCauseThatStaysIsNamedInTheThirdLook(_ node: String) async throws {
        let report = try await report(node)
        let watch = BringUpWatch(patience: .zero) { report }
        #expect(await watch.look() == nil)
        #expect(await watch.look() == nil)
        let cause = try #require(await watch.look())
        let first = try #require(report.causes.first)
        #expect(cause.contains(first.rule.title) && cause.contains(first.says), "\(cause)")
    }

    @Test(arguments: ["control-plane-1.36", "worker-1.36-containerd-2.2", "made-worker-just-booted", "kubelet-unknown-field"])
    func aNodeThatComesUpIsLeftAlone(_ node: String) async throws {
        let report = try await report(node)
        let watch = BringUpWatch(patience: .zero) { report }
        for _ in 1...5 { #expect(await watch.look() == nil) }
    }

    /// What is gone with the next look is no cause, and before a minute has gone by nothing is.
    @Test func whatComesAndGoesIsNone() async throws {
        let (broken, whole) = (try await report("containerd-stopped"), try await report("control-plane-1.36"))
        let looks = Atomic(0)
        let watch = BringUpWatch(patience: .zero) { looks.add(1, ordering: .relaxed).newValue % 3 == 0 ? whole : broken }
        for _ in 1...9 { #expect(await watch.look() == nil) }
        let patient = BringUpWatch { broken }
        for _ in 1...5 { #expect(await patient.look() == nil) }
    }
}
