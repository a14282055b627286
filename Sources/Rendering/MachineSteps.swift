import Planning
import Steps

extension StepsFile {
    /// One machine's part of a plan's steps.
    public init(_ context: PlanContext, _ steps: [Step], of machine: String) {
        let environment = Dictionary(ProxyDropIn.environment(context).map { ($0.name, $0.value) }) { first, _ in first }
        self.init(
            name: context.plan.name, machine: machine, environment: environment, steps: steps.filter { $0.machine == machine })
    }
}
