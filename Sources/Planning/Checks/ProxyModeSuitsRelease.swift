/// kube-proxy has the mode in this release.
struct ProxyModeSuitsRelease: PlanCheck {
    /// The gate that opens the nftables mode where it is not yet open by default (KEP-3866).
    private static let gate = "NFTablesProxyMode"

    func problems(_ checked: CheckedPlan) -> [PlanProblem] {
        let plan = checked.plan
        let mode = plan.kubeProxy.mode.rawValue
        let path = Setting.proxyMode.id
        guard let release = checked.release, !plan.network.addOn.replacesKubeProxy else { return [] }
        if !release.proxyModes.contains(mode) {
            let first = checked.knowledge.releases.first { $0.proxyModes.contains(mode) }?.id ?? "none"
            return [
                PlanProblem(
                    path, "kube-proxy of \(release.id) has no mode \(mode); the first release with it is \(first). Use iptables."
                )
            ]
        }
        if release.gatedProxyModes.contains(mode), plan.featureGates[Self.gate] != true {
            return [
                PlanProblem(
                    path,
                    "kube-proxy of \(release.id) has the mode \(mode) only behind the feature gate \(Self.gate). Set that gate to true, or use iptables."
                )
            ]
        }
        if release.deprecatedProxyModes.contains(mode) {
            return [
                .warning(
                    path,
                    "kube-proxy's mode \(mode) is deprecated in \(release.id) and will be removed. Use nftables where kernels are 5.13 or later, else iptables."
                )
            ]
        }
        return []
    }
}
