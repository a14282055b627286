import Addresses

/// The add-on can do what it is asked: NetworkPolicy, encryption, both families, Windows, standing in for kube-proxy.
struct AddOnCanDoIt: PlanCheck {
    func problems(_ checked: CheckedPlan) -> [PlanProblem] {
        guard let addOn = checked.addOn, addOn.isMaintained else { return [] }
        let plan = checked.plan
        let choice = plan.network.addOn
        let others = checked.knowledge.addOns.filter(\.isMaintained)
        func lack(_ field: String, _ what: String, _ can: KeyPath<AddOn, Bool>) -> PlanProblem? {
            if addOn[keyPath: can] { return nil }
            let able = others.filter { $0[keyPath: can] }.map(\.id).joined(separator: ", ")
            return PlanProblem("spec.network.addOn.\(field)", "\(addOn.title) has no \(what). These have: \(able).")
        }
        var out: [PlanProblem?] = []
        if choice.networkPolicy { out.append(lack("networkPolicy", "NetworkPolicy as drydock installs it", \.networkPolicy)) }
        if choice.encryption == .wireguard { out.append(lack("encryption", "WireGuard encryption", \.wireguard)) }
        if choice.encryption == .ipsec { out.append(lack("encryption", "IPsec encryption", \.ipsec)) }
        if choice.replacesKubeProxy { out.append(lack("replacesKubeProxy", "stand-in for kube-proxy", \.replacesKubeProxy)) }
        if plan.isDualStack { out.append(lack("name", "dual-stack", \.dualStack)) }
        if plan.network.families == [.ipv6] { out.append(lack("name", "network of IPv6 alone", \.ipv6)) }
        if plan.machines.contains(where: \.isWindows) { out.append(lack("name", "support for Windows nodes", \.windows)) }
        return out.compactMap { $0 } + ownRange(addOn, checked) + withoutProxy(addOn, choice)
    }

    /// Needs node ranges, which a plan always has; a chosen default that encloses LANs is a warning where it was left as it is.
    private func ownRange(_ addOn: AddOn, _ checked: CheckedPlan) -> [PlanProblem] {
        guard let own = addOn.defaultPodSubnet.flatMap({ IPRange($0) }), own.length < 12,
            checked.plan.network.podSubnets.contains(own.description)
        else { return [] }
        return [
            .warning(
                "spec.network.podSubnets[0]",
                "\(own) is what \(addOn.title) takes by itself, and it encloses most private networks. Take a smaller range that none of your networks uses, such as 10.244.0.0/16."
            )
        ]
    }

    private func withoutProxy(_ addOn: AddOn, _ choice: ClusterNetwork.AddOnChoice) -> [PlanProblem] {
        guard addOn.alwaysReplacesKubeProxy, !choice.replacesKubeProxy else { return [] }
        return [
            PlanProblem(
                "spec.network.addOn.replacesKubeProxy",
                "\(addOn.title) always stands in for kube-proxy, and both at once contend. Say replacesKubeProxy: true.")
        ]
    }
}
