import YAML

/// KubeletConfiguration as kubeadm hands it to every kubelet of the cluster.
struct KubeletDocument {
    let context: PlanContext

    var entries: [ConfigEntry] {
        let plan = context.plan
        var out = [
            ConfigEntry("apiVersion", "kubelet.config.k8s.io/v1beta1"), ConfigEntry("kind", "KubeletConfiguration"),
            ConfigEntry(
                "cgroupDriver", .text(plan.cgroupDriver.rawValue),
                comment: "The same as the container runtime's, else pods do not start."),
        ]
        if plan.kubelet.keepsSwap { out += Self.swap(context.release) }
        if !plan.featureGates.isEmpty {
            out.append(ConfigEntry("featureGates", ComponentArguments.gatesMap(plan.featureGates)))
        }
        return out.overlaid(with: plan.kubelet.config)
    }

    /// What lets the kubelet start where swap is on.
    static func swap(_ release: Release) -> [ConfigEntry] {
        let fails = ConfigEntry("failSwapOn", false, comment: "The machines keep their swap.")
        guard release.takesSwapBehavior else { return [fails] }
        return [
            fails,
            ConfigEntry(
                "memorySwap", .map([ConfigEntry("swapBehavior", "NoSwap")]),
                comment: "Only the system swaps. LimitedSwap lets pods of the class Burstable swap too, on cgroup v2."),
        ]
    }
}

/// KubeProxyConfiguration.
struct KubeProxyDocument {
    let context: PlanContext

    var entries: [ConfigEntry] {
        let plan = context.plan
        var out = [
            ConfigEntry("apiVersion", "kubeproxy.config.k8s.io/v1alpha1"), ConfigEntry("kind", "KubeProxyConfiguration"),
            ConfigEntry("mode", .text(plan.kubeProxy.mode.rawValue)),
        ]
        if !plan.featureGates.isEmpty {
            out.append(ConfigEntry("featureGates", ComponentArguments.gatesMap(plan.featureGates)))
        }
        return out.overlaid(with: plan.kubeProxy.config)
    }
}
