import Steps

@testable import PlanCases
@testable import Planning
@testable import Rendering

/// Every plan of this ring's matrices, whatever part of the work it is about.
enum GoldenPlans {
    static let all: [(name: String, plan: Plan)] = matrix + parts

    private static let matrix = MatrixCase.all.map { (name: "plans/\($0.name)", plan: $0.made) }

    private static let parts =
        MachineExample.all.map { (name: "machines/\($0.name)", plan: $0.made) }
        + KubeadmCase.all.map { (name: "kubeadm/\($0.name)", plan: $0.made) }
        + NetworkCase.all.map { (name: "network/\($0.testDescription)", plan: Plan(steps: $0.steps)) }
        + ExportCase.resets.compactMap { example in
            PlanContext(example.plan, knowledge: MatrixCase("x").context?.knowledge ?? KubeadmCase.knowledge).map {
                (name: "exports/\(example.testDescription)", plan: RenderedPlan.reset($0))
            }
        }
}
