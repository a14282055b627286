import Addresses

/// The add-on can do what it is asked: NetworkPolicy, encryption, both families, Windows, standing in for kube-proxy.
struct AddOnCanDoIt: PlanCheck {
    func problems(_ checked: CheckedPlan) -> [PlanProblem] {
        guard let addOn = checked.addOn, addOn.isMaintained else { return [] }
        let plan = checked.plan
        let others = checked.knowledge.addOns.filter(\.isMaintained)
        let lacks = AddOnNeed.all(plan).filter { !addOn[keyPath: $0.has] }.map { need in
            let able = others.filter { $0[keyPath: need.has] }.map(\.id).joined(separator: ", ")
            return PlanProblem(
                need.setting, "\(addOn.title) has no \(need.what). These have: \(able).")
        }
        return lacks + ownRange(addOn, checked) + withoutProxy(addOn, plan.network.addOn) + oldCalico(addOn, checked)
    }

    /// Calico's operator carries Windows nodes from 3.27 on (windowsDataplane and serviceCIDRs of its Installation).
    private func oldCalico(_ addOn: AddOn, _ checked: CheckedPlan) -> [PlanProblem] {
        let named = checked.plan.network.addOn.version
        let version = named.isEmpty ? addOn.version(for: checked.plan.release.minor).version : named
        guard addOn.id == "calico", checked.plan.machines.contains(where: \.isWindows), !Calico.namesPools(version) else {
            return []
        }
        return [
            PlanProblem(
                .addOnName,
                "\(addOn.title) \(version), which suits Kubernetes 1.\(checked.plan.release.minor), does not bring Windows nodes into its network; its operator does so from 3.27 on. Use release 1.27 or later, or Flannel."
            )
        ]
    }

    /// Needs node ranges, which a plan always has; a chosen default that encloses LANs is a warning where it was left as it is.
    private func ownRange(_ addOn: AddOn, _ checked: CheckedPlan) -> [PlanProblem] {
        guard let own = addOn.defaultPodSubnet.flatMap({ IPRange($0) }), own.length < 12,
            checked.plan.network.podSubnets.contains(own.description)
        else { return [] }
        return [
            .warning(
                Setting.podSubnets.id + "[0]",
                "\(own) is the default of \(addOn.title), and it contains most private networks. Use a smaller range that none of your networks uses, such as 10.244.0.0/16."
            )
        ]
    }

    private func withoutProxy(_ addOn: AddOn, _ choice: ClusterNetwork.AddOnChoice) -> [PlanProblem] {
        guard addOn.alwaysReplacesKubeProxy, !choice.replacesKubeProxy else { return [] }
        return [
            PlanProblem(
                .replacesKubeProxy,
                "\(addOn.title) always replaces kube-proxy, and the two conflict. Set replacesKubeProxy: true.")
        ]
    }
}
