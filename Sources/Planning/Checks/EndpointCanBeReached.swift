import Addresses

/// The endpoint is a name or an address that stands for the whole control plane.
struct EndpointCanBeReached: PlanCheck {
    func problems(_ checked: CheckedPlan) -> [PlanProblem] {
        let plan = checked.plan
        let endpoint = plan.endpoint
        var out: [PlanProblem] = []
        if !(1...65535).contains(endpoint.port) {
            out.append(PlanProblem(.endpointPort, "\(endpoint.port) is not a port; ports go from 1 to 65535."))
        }
        let path = Setting.endpointName.id
        if endpoint.name.isEmpty {
            if plan.topology != .single || plan.machines(.controlPlane).count > 1 {
                out.append(
                    PlanProblem(
                        path,
                        "The endpoint has no name, but with more than one control plane every certificate and kubeconfig needs one. Give a DNS name."
                    ))
            } else {
                out.append(
                    .warning(
                        path,
                        "Without a name for the endpoint this cluster can never get a second control plane. A name that /etc/hosts knows is enough."
                    ))
            }
            return out
        }
        let isAddress = IPAddress(endpoint.name) != nil
        if !isAddress, !NameForm.isDNSName(endpoint.name) || looksLikeAddress(endpoint.name) {
            out.append(PlanProblem(path, "\"\(endpoint.name)\" is neither a DNS name nor an address."))
        } else if plan.machines(.controlPlane).count > 1, let machine = owner(endpoint, plan) {
            out.append(
                PlanProblem(
                    path,
                    "\(endpoint.name) is \(machine.name) itself, so the whole cluster is lost with that machine. Use a name of its own that points at a balancer, or an address that moves."
                ))
        } else if isAddress, endpoint.balancer == .none {
            out.append(
                .warning(path, "The endpoint \(endpoint.name) is an address, so it can never point elsewhere. A name can."))
        }
        return out
    }

    /// All digits and dots: meant as an address.
    private func looksLikeAddress(_ text: String) -> Bool { text.utf8.allSatisfy { (48...57).contains($0) || $0 == 46 } }

    private func owner(_ endpoint: ClusterEndpoint, _ plan: ClusterPlan) -> Machine? {
        let address = IPAddress(endpoint.name)
        return plan.machines(.controlPlane).first { machine in
            machine.name == endpoint.name || address.map { machine.addresses.compactMap { IPAddress($0) }.contains($0) } ?? false
        }
    }
}
