import Application
import FoundationEssentials
import Hosts
import Knowledge
import Steps
import Testing

/// A step's check is answered by looking at the node: yes, no, or that it cannot be told.
@Suite struct CheckLookTests {
    private func holds(_ check: Check, on node: String) async throws -> Bool? {
        let host = try RecordedHost(capture: CapturingTests.nodes.appending(path: node).path)
        return await CheckLook(knowledge: Knowledge.base, host: host).holds(check)
    }

    @Test func aRuleIsClearWhereItFindsNothing() async throws {
        #expect(try await holds(.clear(rule: "cni-config-lacks-hairpin"), on: "hairpin-off") == false)
        #expect(try await holds(.clear(rule: "cni-config-lacks-hairpin"), on: "hairpin-ok") == true)
        #expect(try await holds(.clear(rule: "there-is-no-such-rule"), on: "worker-1.36-containerd-2.2") == nil)
    }

    @Test func aConditionIsJudgedOverTheNodesFacts() async throws {
        let condition = Check.holds("{fact: kubelet.cgroupDriver, is: \"systemd\"}")
        #expect(try await holds(condition, on: "worker-1.36-containerd-2.2") == true)
        #expect(
            try await holds(.holds("{fact: kubelet.cgroupDriver, is: \"cgroupfs\"}"), on: "worker-1.36-containerd-2.2") == false)
        #expect(try await holds(.holds("{fact: kubelet.cgroupDrivr, is: \"cgroupfs\"}"), on: "worker-1.36-containerd-2.2") == nil)
    }

    @Test func aCommandIsNotALooksToAnswer() async throws {
        #expect(try await holds(.succeeds(["true"]), on: "worker-1.36-containerd-2.2") == nil)
    }
}
