/// The machines are as many as the topology needs, and etcd has an odd number of members.
struct TopologyHasMachines: PlanCheck {
    func problems(_ checked: CheckedPlan) -> [PlanProblem] {
        let plan = checked.plan
        // kops and managed clusters have no machines of the plan's own; added machines join a control plane that is elsewhere.
        guard plan.existing == nil, plan.tool == .kubeadm || plan.tool == .kubespray else { return [] }
        let planes = plan.machines(.controlPlane).count
        let members = plan.machines(.etcd).count
        let path = Setting.topology.id
        if planes == 0 {
            return [PlanProblem(Setting.machines.id, "No machine has the role control-plane, but a cluster starts with one.")]
        }
        if plan.topology != .external, !plan.etcd.endpoints.isEmpty {
            return [
                PlanProblem(
                    .etcdEndpoints,
                    "The plan names an etcd that exists, but in the topology \(plan.topology.rawValue) etcd runs on the control planes. Use the topology external, or leave the names out."
                )
            ]
        }
        switch plan.topology {
        case .single:
            if planes != 1 {
                return [
                    PlanProblem(
                        path, "The topology single has one control plane, but \(planes) machines have that role. Use stacked.")
                ]
            }
            return plan.purpose == .survive
                ? [
                    .warning(
                        path,
                        "The plan is for a cluster that survives the loss of a machine, but with the topology single the loss of its one control plane is the loss of the cluster. Use stacked, or change the purpose."
                    )
                ] : []
        case .stacked:
            if planes < 3 {
                return [
                    PlanProblem(
                        path,
                        "The topology stacked needs three control planes to survive the loss of one, but \(count(planes)) here. Add some, or use single."
                    )
                ]
            }
            return planes.isMultiple(of: 2) ? [even(planes, "control planes, each with a member of etcd,")] : []
        case .external: return external(planes, members, plan.etcd.endpoints)
        }
    }

    private func external(_ planes: Int, _ members: Int, _ existing: [String]) -> [PlanProblem] {
        let path = Setting.topology.id
        if !existing.isEmpty {
            if members == 0 { return [] }
            return [
                PlanProblem(
                    .etcdEndpoints,
                    "The plan names an etcd that exists, and \(count(members, "machine", "machines")) of the role etcd, on which another would be made. Leave one of them out."
                )
            ]
        }
        if members == 0 {
            return [
                PlanProblem(
                    path,
                    "The topology external needs machines of the role etcd, but there is none. Add three, name the members of an etcd that exists in spec.etcd.endpoints, or use stacked."
                )
            ]
        }
        var out: [PlanProblem] = []
        if members.isMultiple(of: 2) {
            out.append(even(members, "members of etcd"))
        } else if members < 3 {
            out.append(.warning(path, "One member of etcd does not survive any loss. Three survive the loss of one."))
        }
        if planes < 2 {
            out.append(
                .warning(path, "One control plane does not survive any loss, however many members etcd has. Two or more do."))
        }
        return out
    }

    private func even(_ number: Int, _ what: String) -> PlanProblem {
        PlanProblem(
            Setting.topology.id,
            "There are \(number) \(what) and etcd needs an odd number: \(number) survive no more losses than \(number - 1). Use \(number - 1) or \(number + 1)."
        )
    }

    private func count(_ number: Int, _ one: String, _ many: String) -> String {
        number == 1 ? "one \(one)" : "\(number) \(many)"
    }
    private func count(_ number: Int) -> String { number == 1 ? "there is one" : "there are \(number)" }
}
