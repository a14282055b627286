import Steps
import Testing
import YAML

@testable import PlanCases
@testable import Planning
@testable import Rendering

struct AnsibleProjectTests {
    private func step(_ machine: String, _ key: String) -> Step {
        Step(key, on: machine, phase: .workers, title: "X.", why: "Y.", risk: .edits, actions: [.run(.init(["true"]))])
    }

    @Test func machinesThatDoTheSameOnEndArePutTogether() {
        let steps = [("a", "token"), ("b", "join"), ("b", "label"), ("c", "join"), ("c", "label")].map { step($0.0, $0.1) }
        #expect(
            AnsiblePlaybooks.parts(steps, isFree: false) == [
                .init(machines: ["a"], keys: ["token"]), .init(machines: ["b", "c"], keys: ["join", "label"]),
            ])
    }

    @Test func freeMachinesKeepEachItsOwnOrder() {
        let steps = [("a", "one"), ("a", "three"), ("b", "one"), ("b", "two"), ("b", "three")].map { step($0.0, $0.1) }
        #expect(
            AnsiblePlaybooks.parts(steps, isFree: true) == [.init(machines: ["a", "b"], keys: ["one", "two", "three"])])
    }

    @Test func everyStepIsATaskOfItsMachinesPlay() throws {
        let context = try #require(PlanContext(ExportCase.mixed.plan, knowledge: KubeadmCase.knowledge))
        let steps = RenderedPlan.plan(context).steps.filter { $0.machine != "worker2" }
        #expect(!steps.isEmpty)
        for phase in Step.Phase.allCases {
            let own = steps.filter { $0.phase == phase }
            let parts = AnsiblePlaybooks.parts(own, isFree: phase == .prepare)
            for step in own {
                #expect(parts.contains { $0.machines.contains(step.machine) && $0.keys.contains(step.key) }, "\(step.id)")
            }
            // Each machine meets its steps in the plan's order.
            for machine in Set(own.map(\.machine)) {
                let met = parts.filter { $0.machines.contains(machine) }.flatMap(\.keys)
                let wanted = own.filter { $0.machine == machine }.map(\.key)
                #expect(met.filter { wanted.contains($0) } == wanted, "\(machine), \(phase)")
            }
        }
    }

    /// ansible-core before 2.19 doubles the backslashes of an expression: a line's end written so reaches the machine as two characters.
    @Test func noExpressionHasABackslash() throws {
        let context = try #require(PlanContext(ExportCase.mixed.plan, knowledge: KubeadmCase.knowledge))
        let documents = AnsibleProject().documents(RenderedPlan.plan(context), context).filter { $0.path.hasSuffix(".yml") }
        let lines = documents.map(\.content).joined().split(separator: "\n").filter { $0.contains("{{") }
        #expect(lines.count > 10 && lines.filter { $0.contains("\\") }.isEmpty)
    }
}
