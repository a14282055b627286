import Facts
import Testing

@testable import Application
@testable import Planning

/// A plan of one machine is done here only where it is of this machine; else it would make a cluster of the wrong one.
@Suite struct MachineHereTests {
    private func isHere(_ name: String, _ addresses: [String], _ change: (inout ClusterPlan) -> Void = { _ in }) -> Bool {
        var facts = FactSet()
        facts.set(NodeFacts.name, .text(name), from: Source("test"))
        facts.set(MachineIdentityFacts.localAddresses, .list(addresses), from: Source("test"))
        var plan = PlanExample.plan(.single, release: KubernetesVersion(minor: 36)).0
        change(&plan)
        return PlanApplyJob.machineHere(plan, [facts]) != nil
    }

    @Test func byNameOrAddress() {
        #expect(isHere("cp1", ["10.0.0.5"]))
        #expect(isHere("debian", ["127.0.0.1", "192.0.2.11"]))
        #expect(!isHere("debian", ["127.0.0.1", "10.0.0.5"]))
        #expect(isHere("debian", ["10.0.0.5"]) { $0.machines[0].addresses = [] })
        #expect(!isHere("cp1", ["192.0.2.11"]) { $0.machines.append($0.machines[0]) })
    }
}
