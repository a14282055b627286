import Knowledge
import Testing

@testable import Planning
@testable import Wizard

/// What a wizard knows when a saved plan is taken up again is what it knew when it was left.
struct TakenUpAgainTests {
    private func again(_ wizard: Wizard) throws -> Wizard {
        let (file, problems) = PlanFile.read(Array(wizard.text.utf8), name: "plan.yaml")
        #expect(problems == [])
        let read = try #require(file)
        return Wizard(knowledge: Knowledge.planning, nodeName: "node-a", plan: read.plan, progress: read.progress)
    }

    @Test func machinesThatWereSetAsideComeBack() throws {
        var wizard = Wizard(knowledge: Knowledge.planning, nodeName: "node-a")
        wizard.answer(Setting.purpose.id, "survive")
        wizard.answer(Setting.topology.id, "stacked")
        var machines = wizard.plan.machines
        for index in machines.indices { machines[index].addresses = ["192.0.2.\(index + 11)"] }
        wizard.setMachines(machines)
        wizard.answer(Setting.topology.id, "single")
        #expect(wizard.plan.machines(.controlPlane).count == 1)
        var taken = try again(wizard)
        #expect(taken.progress == wizard.progress)
        taken.answer(Setting.topology.id, "stacked")
        #expect(taken.plan.machines.map(\.address).sorted() == machines.map(\.address).sorted())
    }
}
