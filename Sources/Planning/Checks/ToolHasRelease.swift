import Text

/// The tool that makes the cluster can make this one.
struct ToolHasRelease: PlanCheck {
    func problems(_ checked: CheckedPlan) -> [PlanProblem] {
        let plan = checked.plan
        switch plan.tool {
        case .kubeadm, .managed: return []
        case .kubespray:
            guard let release = checked.release else { return [] }
            // 0040-verify-settings of v2.27 asserts that kube_proxy_mode is iptables or ipvs.
            if let tag = release.kubespray, plan.kubeProxy.mode == .nftables, VersionOrder.isOlder(tag, than: "2.28.0") {
                return [
                    PlanProblem(
                        .proxyMode,
                        "Kubespray \(tag), the one for \(release.id), stops at nftables: it takes iptables and ipvs, and nftables from v2.28. Use iptables, or a later release."
                    )
                ]
            }
            if let tag = release.kubespray {
                guard let newest = release.kubesprayPatch, let patch = plan.release.patch, patch > newest else { return [] }
                return [
                    PlanProblem(
                        Setting.release.id,
                        "Kubespray \(tag) has checksums up to \(release.id).\(newest), but the plan names \(release.id).\(patch). Use \(release.id).\(newest) or an older patch, or kubeadm."
                    )
                ]
            }
            let newest = checked.knowledge.releases.last { $0.kubespray != nil }
            return [
                PlanProblem(
                    Setting.tool.id,
                    "No tag of Kubespray that drydock knows sets up Kubernetes \(release.id); the newest, \(newest?.kubespray ?? "none"), sets up \(newest?.id ?? "none"). Use that release, or kubeadm."
                )
            ]
        case .kops:
            if let release = checked.release, release.minor > KopsRelease.newest {
                return [
                    PlanProblem(
                        Setting.release.id,
                        "There is no kops for Kubernetes \(release.id) yet: the newest that drydock knows sets up 1.\(KopsRelease.newest). Use that release, or kubeadm."
                    )
                ]
            }
            return kopsMachines(plan)
        }
    }

    private func kopsMachines(_ plan: ClusterPlan) -> [PlanProblem] {
        guard !plan.machines.isEmpty else { return [] }
        return [
            PlanProblem(
                Setting.machines.id,
                "kops creates its machines itself, in a cloud, but the plan lists \(plan.machines.count). Leave the list empty, or use kubeadm or Kubespray for existing machines."
            )
        ]
    }
}
