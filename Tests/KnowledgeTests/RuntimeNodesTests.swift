import Diagnosis
import Knowledge
import Testing

/// Nodes with each kind of container runtime, as far as the runtime goes: no rule of the runtimes speaks on them but those
/// named here, and none lacks a fact.
@Suite struct RuntimeNodesTests {
    @Test(
        arguments: [
            // containerd 1.x has no RuntimeConfig, and says so to a kubelet that is soon to need it.
            ("worker-1.35-containerd-1.7", ["runtime-lacks-runtime-config"]),
            ("control-plane-1.36", []),
            ("worker-1.36-containerd-2.2", []),
            ("worker-1.36-crio", []),
            ("worker-1.35-cri-dockerd", []),
        ] as [(String, [String])])
    func healthyRuntimesAreSilent(node: String, expected: [String]) async throws {
        let report = try await TestsFolder.report(node)
        let found = report.findings.filter { $0.rule.area == "runtime" }
        #expect(found.map(\.id) == expected, "\(found.map(\.says))")
        let ids = Set(Knowledge.rules.filter { $0.area == "runtime" }.map(\.id))
        let unjudged = report.unknown.filter { ids.contains($0.rule) && !$0.gaps.allSatisfy { $0.fact.hasPrefix("log ") } }
        #expect(unjudged.map { "\($0.rule): \($0.gaps.map { "\($0.fact): \($0.reason)" })" } == [])
        #expect(report.ladder.first { $0.rung == .runtime }?.state == .ok)
    }
}
