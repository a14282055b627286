import Addresses

/// Pods, Services and machines have addresses of the same families in the same order.
struct FamiliesAgree: PlanCheck {
    func problems(_ checked: CheckedPlan) -> [PlanProblem] {
        let plan = checked.plan
        let pods = families(plan.network.podSubnets.compactMap { IPRange($0)?.isIPv6 })
        let services = families(plan.network.serviceSubnets.compactMap { IPRange($0)?.isIPv6 })
        guard !pods.isEmpty, !services.isEmpty else { return [] }
        if pods != services {
            return [
                PlanProblem(
                    .serviceSubnets,
                    "Pods have \(text(pods)) and Services \(text(services)). Give ranges of the same families in the same order: the first is the primary."
                )
            ]
        }
        // kubernetes.io, Networking on Windows: an overlay has one family there, which is IPv4; every add-on of ours makes one.
        if pods != ["IPv4"], let windows = plan.machines.firstIndex(where: \.isWindows) {
            return [
                PlanProblem(
                    "spec.machines[\(windows)].os",
                    "\(plan.machines[windows].name) runs Windows, whose overlay networks have IPv4 alone, but pods and Services have \(text(pods)). Use IPv4 alone, or leave the Windows machines out."
                )
            ]
        }
        return plan.machines.enumerated().compactMap { index, machine in
            let own = families(machine.addresses.compactMap { IPAddress($0)?.isIPv6 })
            let isNode = machine.roles.contains(.controlPlane) || machine.roles.contains(.worker)
            guard isNode, !own.isEmpty, own.count == machine.addresses.count else { return nil }
            let path = "spec.machines[\(index)].address"
            if own.first != pods.first {
                return PlanProblem(
                    path,
                    "\(machine.name) has \(text(own)), but the cluster's primary family is \(pods[0]). Put its \(pods[0]) address first, or the \(own[0]) ranges."
                )
            }
            if let missing = pods.first(where: { !own.contains($0) }) {
                return PlanProblem(
                    path,
                    "\(machine.name) has \(text(own)) alone, but pods and Services have \(text(pods)). Give its \(missing) address too, or leave the \(missing) ranges out."
                )
            }
            return nil
        }
    }

    private func families(_ isIPv6: [Bool]) -> [String] { isIPv6.map { $0 ? "IPv6" : "IPv4" } }
    private func text(_ families: [String]) -> String { families.joined(separator: ", then ") }
}
