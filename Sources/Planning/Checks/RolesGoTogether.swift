/// The roles of one machine do not exclude each other.
struct RolesGoTogether: PlanCheck {
    func problems(_ checked: CheckedPlan) -> [PlanProblem] {
        checked.plan.machines.enumerated().compactMap { index, machine in
            problem(machine, checked.plan).map { PlanProblem("spec.machines[\(index)].roles", $0) }
        }
    }

    private func problem(_ machine: Machine, _ plan: ClusterPlan) -> String? {
        let roles = machine.roles
        let names = roles.map(\.rawValue).joined(separator: ", ")
        if roles.isEmpty {
            return "\(machine.name) has no role. Give it one of \(Machine.Role.allCases.map(\.rawValue).joined(separator: ", "))."
        }
        if Set(roles.map(\.rawValue)).count < roles.count { return "\(machine.name) has a role twice: \(names)." }
        if machine.isWindows, roles != [.worker] {
            return "\(machine.name) runs Windows and has the roles \(names), but Kubernetes runs only workers on Windows."
        }
        if roles.contains(.loadBalancer), roles.count > 1 {
            return
                "\(machine.name) has the roles \(names), but a load balancer is a machine of its own: on a node haproxy would need the API server's port. Leave the role load-balancer out and haproxy runs on the control planes, on another port."
        }
        if roles.contains(.etcd), plan.topology != .external {
            return
                "\(machine.name) has the role etcd, but in the topology \(plan.topology.rawValue) etcd runs on the control planes. Use the topology external, or leave the role out."
        }
        if roles.contains(.etcd), roles.contains(.controlPlane) {
            return
                "\(machine.name) has the roles \(names), but in the topology external etcd has machines of its own. Use the topology stacked, or another machine."
        }
        return nil
    }
}
