import Facts

/// What was seen of the machines fits what the plan makes of them: none is a node of another cluster, and none runs another runtime than
/// the one that the plan installs.
struct SeenMachinesAreFree: PlanCheck {
    func problems(_ checked: CheckedPlan) -> [PlanProblem] {
        guard checked.plan.tool == .kubeadm || checked.plan.tool == .kubespray else { return [] }
        return checked.plan.machines.enumerated().flatMap { index, machine -> [PlanProblem] in
            guard let facts = checked.facts[machine.name] else { return [] }
            return [
                role(machine, "spec.machines[\(index)]", facts, checked.plan, checked.here),
                runtime(machine, facts, checked.plan),
            ].compactMap { $0 }
        }
    }

    private func role(_ machine: Machine, _ path: String, _ facts: FactSet, _ plan: ClusterPlan, _ here: String?) -> PlanProblem?
    {
        let role = facts.text(NodeFacts.role) ?? "none"
        let isNode = facts.flag(NodeFacts.isJoined) == true || role == "control-plane" || role == "etcd"
        if let existing = plan.existing, !existing.task.joins || machine.name == existing.through {
            guard facts.flag(NodeFacts.isJoined) == false, role == "none" else { return nil }
            return .warning(
                path,
                "\(machine.name) is in no cluster, as far as was seen there: there is nothing to \(existing.task == .remove ? "take it out of" : "change on it")."
            )
        }
        guard isNode, role != "none" else { return nil }
        let servers = (facts.rows(KubeconfigFacts.kubeconfigs) ?? []).compactMap { $0.text(.server) }
        // A node of this very cluster: the plan is written anew, which changes nothing where all is as it says.
        if servers.contains(where: { isOwn($0, plan) }) { return nil }
        if role == "etcd", machine.roles.contains(.etcd) { return nil }
        let what = ["control-plane": "a control plane", "etcd": "a member of etcd"][role] ?? "a worker"
        let of = servers.first.map { " of the cluster at \($0)" } ?? " of another cluster"
        // On the machine on which drydock runs a person sees it on the page of checks, and may only be trying the wizard.
        return PlanProblem(
            path,
            "\(machine.name) is \(what)\(of) already. kubeadm refuses it, and what runs there would be lost: take it out of that cluster first, with the task remove or kubeadm reset, or use another machine.",
            isError: machine.name != here
        )
    }

    /// Whether a kubeconfig's server is one of the plan's own: its endpoint, or a control plane's address.
    private func isOwn(_ server: String, _ plan: ClusterPlan) -> Bool {
        // A kubelet of a control plane may name its own machine; only where the endpoint has no name that says whose cluster it is.
        let own = plan.endpoint.name.isEmpty ? plan.machines(.controlPlane).flatMap { $0.addresses + [$0.name] } : []
        let hosts = [plan.endpoint.name, plan.endpoint.address] + own
        let existing = plan.existing.map { [$0.endpoint] } ?? []
        let rest = server.drop { $0 != "/" }.drop { $0 == "/" }
        return hosts.contains { host in
            !host.isEmpty && (rest.hasPrefix("\(host):") || rest.hasPrefix("[\(host)]:") || rest == host)
        } || existing.contains { rest.hasPrefix($0) }
    }

    private func runtime(_ machine: Machine, _ facts: FactSet, _ plan: ClusterPlan) -> PlanProblem? {
        guard plan.tool == .kubeadm, plan.existing?.task.joins != false, machine.name != plan.existing?.through,
            plan.runtime.installs,
            let seen = RuntimeChoice.Kind(seen: facts), seen != plan.runtime.kind, !(seen == .docker && plan.runtime.kind == .mcr)
        else { return nil }
        let version = facts.text(RuntimeFacts.version).map { " \($0)" } ?? ""
        return .warning(
            Setting.runtimeName.id,
            "On \(machine.name) \(seen.rawValue)\(version) answers, but the plan installs \(plan.runtime.kind.rawValue) beside it. kubeadm is told which to use, but two runtimes on a node mislead people: use \(seen.rawValue), or remove it there."
        )
    }
}

extension RuntimeChoice.Kind {
    /// The runtime that answers on a machine; nil where none does, or one that plans do not know.
    package init?(seen facts: FactSet) {
        switch facts.text(RuntimeFacts.name) {
        case "containerd"?: self = .containerd
        case "cri-o"?: self = .crio
        case "docker"?: self = .docker
        default: return nil
        }
    }
}
