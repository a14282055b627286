import Facts
import Knowledge
import Testing

@testable import Planning

struct MachinesAreNoClonesTests {
    private func facts(_ name: String, id: String, uuid: String = "", mac: String = "") -> FactSet {
        var facts = FactSet()
        let source = Source("test")
        facts.set(NodeFacts.name, .text(name), from: source)
        facts.set(MachineIdentityFacts.machineID, .text(id), from: source)
        if !uuid.isEmpty { facts.set(MachineIdentityFacts.productUUID, .text(uuid), from: source) }
        if !mac.isEmpty {
            facts.set(
                MachineIdentityFacts.interfaces,
                ["eth0", "br0"].map { Row<MachineIdentityFacts.Interface>([.name: .text($0), .mac: .text(mac)], from: source) },
                from: source)
        }
        return facts
    }

    private func problems(_ captures: FactSet...) -> [PlanProblem] {
        let plan = PlanExample.plan(.stacked, release: KubernetesVersion(minor: 36)).0
        let seen = SeenMachines.facts(captures, of: plan)
        #expect(seen.count == captures.count)
        return MachinesAreNoClones().problems(CheckedPlan(plan, Knowledge.planning, facts: seen))
    }

    @Test func machinesOfTheirOwnAreClear() {
        #expect(
            problems(
                facts("cp1", id: "a1", uuid: "b1-2", mac: "52:54:00:00:00:01"),
                facts("cp2", id: "a2", uuid: "b2-2", mac: "52:54:00:00:00:02")) == [])
    }

    @Test func aCloneIsNamedWithTheMachineThatItCopies() {
        let found = problems(facts("cp1", id: "a1"), facts("cp2", id: "a1"))
        #expect(found.map(\.path) == ["spec.machines[1]"])
        #expect(found.first?.isError == true)
        #expect(found.first?.sentence.hasPrefix("cp2 and cp1 have the same machine-id, a1") == true)
    }

    @Test func oneUUIDAndOneHardwareAddressAreWarnings() {
        let found = problems(
            facts("cp1", id: "a1", uuid: "AB-12", mac: "52:54:00:00:00:01"),
            facts("cp2", id: "a2", uuid: "ab-12", mac: "52:54:00:00:00:01"))
        #expect(found.count == 3, "two interfaces with that address, and the firmware's id")
        #expect(found.allSatisfy { !$0.isError })
    }

    @Test func whatWasNeverSetIsNoIdentity() {
        let (uuid, mac) = ("00000000-0000-0000-0000-000000000000", "00:00:00:00:00:00")
        #expect(problems(facts("cp1", id: "a1", uuid: uuid, mac: mac), facts("cp2", id: "a2", uuid: uuid, mac: mac)) == [])
    }

    @Test func aCaptureIsFoundByAnAddressToo() {
        let plan = PlanExample.plan(.stacked, release: KubernetesVersion(minor: 36)).0
        var other = FactSet()
        other.set(NodeFacts.name, "localhost", from: Source("test"))
        other.set(MachineIdentityFacts.localAddresses, .list(["127.0.0.1", plan.machines[2].addresses[0]]), from: Source("test"))
        #expect(Array(SeenMachines.facts([other], of: plan).keys) == [plan.machines[2].name])
        #expect(SeenMachines.facts([facts("stranger", id: "x")], of: plan).isEmpty)
    }
}
