/// What a plan wants of a network add-on, against what the add-on has.
public enum AddOnNeeds {
    /// The first thing that the plan needs and the add-on lacks, as a noun; nil where it has all.
    public static func lacking(_ addOn: AddOn, _ plan: ClusterPlan) -> String? {
        let families = plan.network.families
        let needs: [(Bool, Bool, String)] = [
            (plan.network.addOn.networkPolicy, addOn.networkPolicy, "NetworkPolicy"),
            (plan.network.addOn.encryption == .wireguard, addOn.wireguard, "WireGuard encryption"),
            (plan.network.addOn.encryption == .ipsec, addOn.ipsec, "IPsec encryption"),
            (families.count > 1, addOn.dualStack, "dual-stack"), (families == [.ipv6], addOn.ipv6, "IPv6 without IPv4"),
            (plan.machines.contains(where: \.isWindows), addOn.windows, "support for Windows nodes"),
            (
                plan.network.addOn.replacesKubeProxy, addOn.replacesKubeProxy || addOn.alwaysReplacesKubeProxy,
                "stand-in for kube-proxy"
            ),
        ]
        if let missing = needs.first(where: { $0.0 && !$0.1 }) { return missing.2 }
        let minor = plan.release.minor
        if let from = addOn.fromMinor, minor < from { return "release for Kubernetes \(plan.release.minorText)" }
        if let to = addOn.toMinor, minor > to { return "release for Kubernetes \(plan.release.minorText)" }
        return nil
    }

    /// What an add-on cannot do, as a sentence; empty where it can do all.
    static func cannot(_ addOn: AddOn) -> String {
        let all: [(Bool, String)] = [
            (addOn.networkPolicy, "NetworkPolicy"), (addOn.wireguard || addOn.ipsec, "encryption"),
            (addOn.dualStack, "dual-stack"),
            (addOn.windows, "Windows nodes"), (addOn.replacesKubeProxy, "life without kube-proxy"),
        ]
        let missing = all.filter { !$0.0 }.map(\.1)
        return missing.isEmpty ? "" : missing.joined(separator: ", ") + "."
    }
}
