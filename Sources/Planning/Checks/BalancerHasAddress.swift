import Addresses

/// What stands before the API servers has what it needs: an address that moves, a port of its own, an id of its own.
struct BalancerHasAddress: PlanCheck {
    func problems(_ checked: CheckedPlan) -> [PlanProblem] {
        let plan = checked.plan
        var out = address(plan)
        let endpoint = plan.endpoint
        if endpoint.balancer == .kubeVIP || endpoint.balancer == .none, endpoint.port != ClusterEndpoint.apiServerPort,
            (1...65535).contains(endpoint.port), plan.existing == nil
        {
            out.append(
                PlanProblem(
                    .endpointPort,
                    "Nothing in front of the API servers translates port \(endpoint.port) into their own, which is \(ClusterEndpoint.apiServerPort). Use \(ClusterEndpoint.apiServerPort), or haproxy."
                ))
        }
        guard endpoint.balancer == .haproxyKeepalived else {
            if !plan.machines(.loadBalancer).isEmpty {
                out.append(
                    PlanProblem(
                        .balancer,
                        "Machines have the role load-balancer, but the balancer is \"\(endpoint.balancer.rawValue)\". Use haproxy-keepalived, or leave those machines out."
                    ))
            }
            return out
        }
        if plan.machines(.loadBalancer).isEmpty, endpoint.port == ClusterEndpoint.apiServerPort {
            out.append(
                PlanProblem(
                    .endpointPort,
                    "Port \(endpoint.port) is the API server's own, and haproxy runs on the same machines. Use another, such as 8443, or machines of the role load-balancer."
                ))
        }
        let balancers = BalancerMachines.of(plan)
        let unnamed = plan.machines.indices.filter { index in
            plan.machines[index].interface.isEmpty && balancers.contains(plan.machines[index])
        }
        if let first = unnamed.first {
            let names = unnamed.map { plan.machines[$0].name }.joined(separator: ", ")
            out.append(
                .warning(
                    "spec.machines[\(first)].interface",
                    "No interface is named for \(names), so keepalived is told to put the endpoint's address on \(Keepalived.guessedInterface). Name the interface of its network."
                ))
        }
        if !(1...255).contains(endpoint.virtualRouterID) {
            out.append(
                PlanProblem(
                    .virtualRouterID, "\(endpoint.virtualRouterID) is not a virtual router ID, which is a number from 1 to 255."
                ))
        }
        return out
    }

    /// An address that moves between machines by ARP must lie in their own network. How large that is no plan says, so only what is far
    /// away is told.
    private func far(_ address: IPAddress, _ plan: ClusterPlan) -> PlanProblem? {
        let machines = BalancerMachines.of(plan).compactMap { machine in
            machine.addresses.compactMap { IPAddress($0) }.first { $0.isIPv6 == address.isIPv6 }
        }
        let length = address.isIPv6 ? 64 : 16
        guard let range = IPRange("\(address)/\(length)"), !machines.isEmpty, !machines.contains(where: range.contains) else {
            return nil
        }
        return .warning(
            Setting.endpointAddress.id,
            "\(address) does not look like one of the machines' own network, which has \(machines[0]): only there can the address move between them. Check it."
        )
    }

    private func address(_ plan: ClusterPlan) -> [PlanProblem] {
        let endpoint = plan.endpoint
        let path = Setting.endpointAddress.id
        let moves = endpoint.balancer == .haproxyKeepalived || endpoint.balancer == .kubeVIP
        if endpoint.address.isEmpty {
            if moves {
                return [
                    PlanProblem(
                        path,
                        "\(endpoint.balancer.rawValue) moves an address between machines, but none is given. Give one that is free and in the machines' own network."
                    )
                ]
            }
            if endpoint.balancer == .own, endpoint.inHostsFile, IPAddress(endpoint.name) == nil {
                return [
                    PlanProblem(
                        path,
                        "The name \(endpoint.name) is to go into /etc/hosts, but the balancer's address is not given. Give it, or set inHostsFile: false if DNS resolves the name."
                    )
                ]
            }
            return []
        }
        guard let address = IPAddress(endpoint.address) else {
            return [PlanProblem(path, "\"\(endpoint.address)\" is not an IP address.")]
        }
        let owner = plan.machines.first { $0.addresses.compactMap { IPAddress($0) }.contains(address) }
        if moves, owner == nil, let far = far(address, plan) { return [far] }
        if moves, let owner {
            return [
                PlanProblem(
                    path,
                    "\(endpoint.address) is the address of \(owner.name), but the balancer needs one that no machine has: it moves between them."
                )
            ]
        }
        if let owner, plan.machines(.controlPlane).count > 1, owner.roles.contains(.controlPlane) {
            return [
                PlanProblem(
                    path,
                    "\(endpoint.address) is the address of \(owner.name), so the whole cluster is lost with that machine. Put a load balancer in front of the control planes."
                )
            ]
        }
        return []
    }
}
