import Steps

/// Asks the endpoint before other machines join by it: the balancer may be somebody else's.
struct EndpointAnswers: Generator {
    func steps(_ context: PlanContext) -> [Step] {
        let plan = context.plan
        guard plan.tool == .kubeadm, plan.existing == nil, plan.endpoint.balancer == .own, let machine = plan.firstControlPlane
        else { return [] }
        let ask = [
            "curl", "--silent", "--show-error", "--fail", "--insecure", "--noproxy", "*", "--max-time", "10",
            "https://\(plan.endpoint.text)/readyz",
        ]
        return [
            Step(
                "check-endpoint", on: machine.name, phase: .network, title: "See that the API answers at \(plan.endpoint.text).",
                why:
                    "All other machines join by the endpoint. The balancer before it is not drydock's, so it is asked and not made: it "
                    + "must hand TCP connections to port \(ClusterEndpoint.apiServerPort) of every control plane.", risk: .looks,
                actions: [.run(.init(ask))], check: .succeeds(ask))
        ]
    }
}
