import Steps

/// Further control planes, one after the other: etcd takes one new member at a time.
struct JoinControlPlanes: Generator {
    func steps(_ context: PlanContext) -> [Step] {
        let plan = context.plan
        guard plan.tool == .kubeadm else { return [] }
        if let existing = plan.existing {
            guard existing.task == .joinControlPlane else { return [] }
            let new = plan.changedMachines.filter { $0.roles.contains(.controlPlane) }
            if let through = plan.throughMachine {
                return JoinCredentials.make(context, for: new, on: through, phase: .controlPlanes)
                    + new.flatMap { steps(context, for: $0) }
            }
            return plan.machines(.controlPlane).flatMap { machine in
                [JoinCredentials.ask(context, on: machine, phase: .controlPlanes)] + steps(context, for: machine)
            }
        }
        let others = Array(plan.machines(.controlPlane).dropFirst())
        return JoinCredentials.make(context, for: others, on: plan.firstControlPlane, phase: .controlPlanes)
            + others.flatMap { steps(context, for: $0) }
    }

    private func steps(_ context: PlanContext, for machine: Machine) -> [Step] {
        var out: [Step] = []
        if context.plan.certificates.handover == .manual { out.append(ClusterAuthorities.copy(context, to: machine)) }
        out += APIServerFiles.steps(context, on: machine, phase: .controlPlanes)
        out += PatchFiles.steps(context, on: machine, phase: .controlPlanes)
        out.append(join(context, machine))
        out.append(AdminKubeconfig.step(for: machine, phase: .controlPlanes))
        return out
    }

    private func join(_ context: PlanContext, _ machine: Machine) -> Step {
        Step(
            "join-control-plane", on: machine.name, phase: .controlPlanes, title: "Join \(machine.name) as a control plane.",
            why: context.plan.topology == .external
                ? "It starts an API server, a controller manager and a scheduler of its own."
                : "It starts an API server, a controller manager and a scheduler of its own, and its etcd becomes a member.",
            risk: .edits, actions: NodeJoin.actions(context, machine),
            check: .succeeds(Kubectl.asAdmin("get", "node", machine.name)),
            undo: .commands([["kubeadm", "reset", "--force", "--cri-socket", context.criSocket]]), seconds: 120,
            halfway: Halfway.sentence("kubeadm join", context))
    }
}

/// Workers.
struct JoinWorkers: Generator {
    func steps(_ context: PlanContext) -> [Step] {
        let plan = context.plan
        guard plan.tool == .kubeadm else { return [] }
        let workers = plan.changedMachines.filter { $0.roles.contains(.worker) && !$0.roles.contains(.controlPlane) }
        if let existing = plan.existing {
            guard existing.task == .joinWorker else { return [] }
            if let through = plan.throughMachine {
                return JoinCredentials.make(context, for: workers, on: through, phase: .workers)
                    + workers.flatMap { steps(context, for: $0) }
            }
            return workers.flatMap { machine in
                [JoinCredentials.ask(context, on: machine, phase: .workers)] + steps(context, for: machine)
            }
        }
        return JoinCredentials.make(context, for: workers, on: plan.firstControlPlane, phase: .workers)
            + workers.flatMap { steps(context, for: $0) }
    }

    private func steps(_ context: PlanContext, for machine: Machine) -> [Step] {
        // WindowsWorkers joins those.
        if machine.isWindows { return [] }
        return PatchFiles.steps(context, on: machine, phase: .workers) + [join(context, machine)]
    }

    private func join(_ context: PlanContext, _ machine: Machine) -> Step {
        Step(
            "join-worker", on: machine.name, phase: .workers, title: "Join \(machine.name) as a worker.",
            why: "Its kubelet gets a certificate of the cluster and takes pods.", risk: .edits,
            actions: NodeJoin.actions(context, machine),
            check: .succeeds(["curl", "-fsS", "http://127.0.0.1:10248/healthz"]),
            undo: .commands([["kubeadm", "reset", "--force", "--cri-socket", context.criSocket]]), seconds: 60,
            halfway: Halfway.sentence("kubeadm join", context))
    }
}

/// What joining is on any machine with Linux.
enum NodeJoin {
    static func actions(_ context: PlanContext, _ machine: Machine) -> [Action] {
        let file = PlannedFile(
            KubeadmPath.joinConfiguration, mode: 0o600, JoinDocument(context: context, machine: machine).text)
        var out: [Action] = [.write(file)]
        if context.release.hasConfigValidate {
            out.append(.run(.init(["kubeadm", "config", "validate", "--config", KubeadmPath.joinConfiguration])))
        }
        let words = ["kubeadm", "join", "--config", KubeadmPath.joinConfiguration]
        let proxied = machine.roles.contains(.controlPlane) ? CommandProxy.around(words, context) : words
        out.append(.run(.init(proxied, unlessExists: KubeadmPath.kubeletKubeconfig)))
        return out
    }
}
