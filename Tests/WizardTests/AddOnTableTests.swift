import Facts
import Knowledge
import Planning
import Testing

@testable import Wizard

struct AddOnTableTests {
    private func wizard(kernel: Int? = nil) -> Wizard {
        var facts = FactSet()
        if let kernel { facts.set(KernelFacts.number, .integer(kernel), from: Source("test")) }
        return Wizard(knowledge: Knowledge.planning, facts: facts, nodeName: "node-a")
    }

    @Test func everyMaintainedAddOnStandsThereAndDeadOnesLast() {
        let rows = AddOnTable(wizard()).rows
        #expect(rows.count == Knowledge.planning.addOns.count)
        let dead = rows.drop { $0.isMaintained }
        #expect(!dead.isEmpty)
        #expect(!dead.contains { $0.isMaintained })
    }

    @Test(arguments: AddOnTable.Need.allCases) func aNeedLeavesThoseThatHaveIt(_ need: AddOnTable.Need) {
        var table = AddOnTable(wizard(kernel: 5004))
        table.wanted = [need]
        #expect(!table.rows.isEmpty)
        for addOn in Knowledge.planning.addOns where addOn.isMaintained {
            #expect(table.rows.contains(addOn) == (table.has(addOn, need) == true), "\(addOn.id) \(need)")
        }
        #expect(table.rows.allSatisfy { $0.isMaintained })
    }

    @Test func flannelHasNoPolicyAndCiliumWantsANewerKernel() throws {
        let flannel = try #require(Knowledge.planning.addOn("flannel"))
        let cilium = try #require(Knowledge.planning.addOn("cilium"))
        let old = AddOnTable(wizard(kernel: 5004))
        #expect(old.has(flannel, .networkPolicy) == false)
        #expect(old.cell(flannel, .networkPolicy) == "-")
        #expect(old.has(cilium, .kernel) == false)
        #expect(AddOnTable(wizard(kernel: 6001)).has(cilium, .kernel) == true)
        #expect(old.cell(cilium, .kernel) == "5.10")
    }

    /// What was not seen excludes nothing.
    @Test func aKernelThatWasNotSeenLeavesEveryAddOn() throws {
        var table = AddOnTable(wizard())
        let all = table.rows.filter(\.isMaintained)
        table.wanted = [.kernel]
        #expect(table.rows == all)
        #expect(table.has(all[0], .kernel) == nil)
    }

    @Test func whatThePlanNeedsIsAskedForAtOnce() {
        var wizard = wizard()
        wizard.answer("spec.network.addOn.networkPolicy", "yes")
        wizard.answer("spec.network.podSubnets", "10.244.0.0/16, fd00:244::/56")
        wizard.answer("spec.network.serviceSubnets", "10.96.0.0/12, fd00:96::/112")
        #expect(AddOnTable(wizard).wanted == [.networkPolicy, .dualStack])
    }

    @Test func demandsNamePortsMTUAndWhatKubeadmMustBeTold() throws {
        let flannel = try #require(Knowledge.planning.addOn("flannel"))
        let said = AddOnTable(wizard()).demands(flannel).joined(separator: " ")
        #expect(said.contains("UDP 8472"))
        #expect(said.contains("1450"))
        #expect(said.contains("networking.podSubnet"))
        let router = try #require(Knowledge.planning.addOns.first { $0.replacesKubeProxy && !$0.alwaysReplacesKubeProxy })
        #expect(AddOnTable(wizard()).demands(router).contains { $0.contains("skipPhases") })
    }
}
