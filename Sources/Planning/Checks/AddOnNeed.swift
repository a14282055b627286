/// What a plan wants of a network add-on, against what the add-on has: one table for the wizard's choices and for the check.
package struct AddOnNeed {
    /// The setting that asks for it; the add-on's name where something else of the plan does.
    let setting: Setting
    /// The column of the wizard's table that shows it.
    let need: AddOnTable.Need
    /// A noun.
    let what: String
    /// Whether an add-on has it.
    let has: KeyPath<AddOn, Bool> & Sendable

    /// Everything that the plan needs.
    static func all(_ plan: ClusterPlan) -> [AddOnNeed] {
        let choice = plan.network.addOn
        let needs: [(Bool, AddOnNeed)] = [
            (
                choice.networkPolicy,
                AddOnNeed(
                    setting: .networkPolicy, need: .networkPolicy, what: "NetworkPolicy as drydock installs it",
                    has: \.networkPolicy)
            ),
            (
                choice.encryption == .wireguard,
                AddOnNeed(setting: .encryption, need: .encryption, what: "WireGuard encryption", has: \.wireguard)
            ),
            (
                choice.encryption == .ipsec,
                AddOnNeed(setting: .encryption, need: .encryption, what: "IPsec encryption", has: \.ipsec)
            ),
            (
                choice.replacesKubeProxy,
                AddOnNeed(
                    setting: .replacesKubeProxy, need: .noKubeProxy, what: "stand-in for kube-proxy", has: \.standsInForKubeProxy)
            ),
            (plan.isDualStack, AddOnNeed(setting: .addOnName, need: .dualStack, what: "dual-stack", has: \.dualStack)),
            (
                plan.network.families == [.ipv6],
                AddOnNeed(setting: .addOnName, need: .ipv6, what: "network of IPv6 alone", has: \.ipv6)
            ),
            (
                plan.machines.contains(where: \.isWindows),
                AddOnNeed(setting: .addOnName, need: .windows, what: "support for Windows nodes", has: \.windows)
            ),
        ]
        return needs.filter(\.0).map(\.1)
    }

    /// The first thing that the plan needs and the add-on lacks, as a noun; nil where it has all.
    package static func lacking(_ addOn: AddOn, _ plan: ClusterPlan) -> String? {
        if let missing = all(plan).first(where: { !addOn[keyPath: $0.has] }) { return missing.what }
        // A release later than those the add-on was tested with is a warning only.
        return plan.release.minor >= addOn.fromMinor ?? 0 ? nil : "version for Kubernetes \(plan.release.minorText)"
    }

    /// What an add-on cannot do, as a sentence; empty where it can do all.
    package static func cannot(_ addOn: AddOn) -> String {
        let all: [(Bool, String)] = [
            (addOn.networkPolicy, "NetworkPolicy"), (addOn.wireguard || addOn.ipsec, "encryption"),
            (addOn.dualStack, "dual-stack"), (addOn.windows, "Windows nodes"),
            (addOn.standsInForKubeProxy, "life without kube-proxy"),
        ]
        let missing = all.filter { !$0.0 }.map(\.1)
        return missing.isEmpty ? "" : missing.joined(separator: ", ") + "."
    }
}

extension AddOn {
    /// Whether it can stand in for kube-proxy, by choice or always.
    var standsInForKubeProxy: Bool { replacesKubeProxy || alwaysReplacesKubeProxy }
}
