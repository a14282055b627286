import Steps

/// Takes a whole cluster away: workers, control planes from the last to the first, etcd.
struct ResetCluster: Generator {
    func steps(_ context: PlanContext) -> [Step] {
        let plan = context.plan
        guard plan.tool == .kubeadm, plan.existing.map({ $0.task == .reset }) ?? true, let first = plan.firstControlPlane else {
            return []
        }
        let workers = plan.machines(.worker).filter { !$0.roles.contains(.controlPlane) }
        let nodes = workers.reversed() + plan.machines(.controlPlane).reversed()
        var out: [Step] = []
        for machine in nodes {
            if machine.name != first.name { out.append(drain(machine, on: first)) }
            out += ResetMachine(context: context, machine: machine).steps
            if machine.name != first.name { out.append(delete(machine, on: first)) }
        }
        if plan.topology == .external {
            out += plan.machines(.etcd).reversed().flatMap { ResetMachine(context: context, machine: $0).steps }
        }
        return out
    }

    private func drain(_ machine: Machine, on first: Machine) -> Step {
        let words = [
            "drain", machine.name, "--ignore-daemonsets", "--delete-emptydir-data", "--force", "--disable-eviction",
            "--timeout=120s",
        ]
        return Step(
            "drain-\(machine.name)", on: first.name, phase: .reset, title: "End the pods of \(machine.name).",
            why:
                "Programs that are told to end can write their data away. Disruption budgets are not kept, because the whole cluster goes "
                + "and the pods have nowhere to move.",
            risk: .destroys,
            actions: [.run(.init(Kubectl.asAdmin(words), unless: Self.isGone(machine)))],
            undo: .none(because: "The pods have ended; nothing starts them again while the cluster goes."), seconds: 60)
    }

    private func delete(_ machine: Machine, on first: Machine) -> Step {
        Step(
            "delete-\(machine.name)", on: first.name, phase: .reset, title: "Delete the node \(machine.name).",
            why: "The cluster would go on waiting for its kubelet.", risk: .destroys,
            actions: [.run(.init(Kubectl.asAdmin("delete", "node", machine.name, "--ignore-not-found")))],
            undo: .none(because: "A node comes back only when its machine joins again."))
    }

    /// Ends 0 at once where there is no such node.
    private static func isGone(_ machine: Machine) -> [String] {
        Kubectl.asAdmin("wait", "--for=delete", "--timeout=1s", "node/\(machine.name)")
    }
}
