import Steps

/// Takes machines out of a cluster that goes on without them.
struct RemoveFromCluster: Generator {
    func steps(_ context: PlanContext) -> [Step] {
        guard context.plan.tool == .kubeadm, context.plan.existing?.task == .remove else { return [] }
        if let through = context.plan.throughMachine { return RemoveThrough(context: context, through: through).steps }
        return context.plan.machines.filter { $0.roles.contains(.controlPlane) || $0.roles.contains(.worker) }.flatMap {
            machine in
            let isControlPlane = machine.roles.contains(.controlPlane)
            let hasEtcd = isControlPlane && context.plan.topology != .external
            return [drain(machine)] + (hasEtcd ? [members(machine)] : []) + ResetMachine(context: context, machine: machine).steps
                + [delete(machine, hasEtcd: hasEtcd)]
        }
    }

    private func drain(_ machine: Machine) -> Step {
        let words = ["drain", machine.name, "--ignore-daemonsets", "--delete-emptydir-data", "--timeout=600s"]
        let isControlPlane = machine.roles.contains(.controlPlane)
        let by: Action =
            isControlPlane
            ? .run(.init(Kubectl.asAdmin(words), unless: ["test", "!", "-e", KubeadmPath.adminKubeconfig]))
            : .byHand("Where kubectl has the administrator's rights run: kubectl \(words.joined(separator: " ")).")
        return Step(
            "drain-node", on: machine.name, phase: .reset, title: "Move the pods away from \(machine.name).",
            why:
                "Pods are ended in order and started elsewhere, and disruption budgets are kept. Data in emptyDir volumes is lost; pods that "
                + "no controller owns stop it, because nobody would start them again.",
            risk: .destroys, actions: [by],
            undo: isControlPlane
                ? .commands([Kubectl.asAdmin("uncordon", machine.name)]) : .none(because: "The pods run elsewhere by then."),
            seconds: 300)
    }

    private func members(_ machine: Machine) -> Step {
        let folder = "\(KubeadmPath.certificates)/etcd"
        let ask = [
            "-n", "kube-system", "exec", "etcd-\(machine.name)", "--", "etcdctl", "--endpoints", "https://127.0.0.1:2379",
            "--cacert",
            "\(folder)/ca.crt", "--cert", "\(folder)/healthcheck-client.crt", "--key", "\(folder)/healthcheck-client.key",
        ]
        return Step(
            "check-etcd-members", on: machine.name, phase: .reset, title: "Look whether etcd can do without this member.",
            why:
                "More than half of the members must go on running. With two members left of three the next loss stops the cluster; where "
                + "another member is ill already, repair that one first.",
            risk: .looks,
            actions: [
                .run(.init(Kubectl.asAdmin(ask + ["member", "list", "-w", "table"]))),
                .run(.init(Kubectl.asAdmin(ask + ["endpoint", "health", "--cluster"]))),
            ])
    }

    private func delete(_ machine: Machine, hasEtcd: Bool) -> Step {
        var text = "Where kubectl has the administrator's rights run: kubectl delete node \(machine.name)."
        if machine.roles.contains(.controlPlane) {
            text += " Take \(machine.name) out of the load balancer before the API servers."
        }
        if hasEtcd {
            text +=
                " Then run etcdctl member list in another control plane's etcd pod: \(machine.name) must be gone from it. Where it is not, "
                + "remove it with etcdctl member remove and its number, else etcd counts it as a member that is down."
        }
        return Step(
            "delete-node", on: machine.name, phase: .reset, title: "Delete the node \(machine.name) from the cluster.",
            why: "The machine itself has no rights in the cluster any more.", risk: .destroys, actions: [.byHand(text)],
            undo: .none(because: "A node comes back only when its machine joins again."), seconds: 60)
    }
}
