import Steps

/// One minor release on, or one patch: the first control plane, the others, the workers, each by itself (kubernetes.io, Upgrading kubeadm
/// clusters; kubeadm 1.23 to 1.36, cmd/kubeadm/app/cmd/upgrade).
struct UpgradeCluster: Generator {
    func steps(_ context: PlanContext) -> [Step] {
        let plan = context.plan
        guard plan.tool == .kubeadm, plan.existing?.task == .upgrade, let first = plan.firstControlPlane else { return [] }
        let nodes = plan.machines.filter { !$0.isWindows && ($0.roles.contains(.controlPlane) || $0.roles.contains(.worker)) }
        var out = UpgradeLook(context: context, first: first, nodes: nodes).steps
        if plan.etcd.takesSnapshots, let member = plan.etcdMachines.first {
            out += [EtcdSnapshots.step(context, member, phase: .change), BackUpEtcd.take(member)]
        }
        // With one node there is no other to which its pods could go.
        let drains = nodes.count > 1
        for machine in plan.machines(.controlPlane) {
            out += UpgradeNode(context: context, machine: machine, first: first, drains: drains).steps
        }
        for machine in nodes where !machine.roles.contains(.controlPlane) {
            out += UpgradeNode(context: context, machine: machine, first: first, drains: drains).steps
        }
        return out + [show(nodes, on: first)]
    }

    private func show(_ nodes: [Machine], on first: Machine) -> Step {
        Step(
            "show-versions", on: first.name, phase: .change, title: "See that all nodes have the new version.",
            why:
                "A node that is not in the plan still has the former version: it may be older than the API server, within the skew.",
            risk: .looks,
            actions: [
                .run(
                    Run(Kubectl.asAdmin(["wait", "--for=condition=Ready", "--timeout=300s"] + nodes.map { "node/\($0.name)" }))),
                .run(Run(Kubectl.asAdmin("get", "nodes", "-o", "wide"))),
            ], seconds: 15)
    }
}
