import Diagnosis
import Knowledge
import Proofs
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
        let report = try await TestsFolder.report("broken-pods")
        #expect(report.findings.contains { $0.rule.rung == .workloads })
        #expect(report.ladder.allSatisfy { $0.state == .ok || $0.state == .notHere })
    }

    /// What is explained as a state that ends by itself is no broken rung.
    @Test func expectedStatesBreakNoRung() async throws {
        let fresh = """
            /etc/cni/net.d/10-wb.conflist: absent
            /var/lib/cni/networks: absent
            /etc/kubernetes/kubelet.conf: {modified: 1795503099}
            facts: {node.isReady: false, node.readyReason: KubeletNotReady}
            """
        let report = try await TestsFolder.report("control-plane-1.36", TestsFolder.change(fresh))
        #expect(report.expected.map(\.id) == ["network-add-on-is-not-installed-yet"])
        let states = Dictionary(report.ladder.map { ($0.rung, $0) }) { first, _ in first }
        #expect(states[.network]?.state == .notHere)
        #expect(states[.network]?.says == "The network add-on has not been installed yet.")
        #expect(states[.node]?.state == .notHere)
    }

    /// The unit that carries a person's login is never named, so that nobody switches it off.
    @Test func aProgramOfALoginHasNoUnit() async throws {
        let cases = RuleCaseTests.contents.claims.filter { $0.rule == "kubelet-port-is-taken" && $0.why.contains("ssh") }
        for one in cases {
            let report = try await TestsFolder.report(one.node, one.change)
            let said = report.findings.first { $0.id == one.rule }?.says ?? ""
            #expect(said.contains("(process 7001, started from a login session, not by a unit of its own)"))
            #expect(!said.contains("ssh"))
        }
        #expect(!cases.isEmpty)
    }
}
