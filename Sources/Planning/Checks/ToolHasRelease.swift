/// The tool that makes the cluster can make this one.
struct ToolHasRelease: PlanCheck {
    func problems(_ checked: CheckedPlan) -> [PlanProblem] {
        let plan = checked.plan
        switch plan.tool {
        case .kubeadm, .managed: return []
        case .kubespray:
            guard let release = checked.release else { return [] }
            if let tag = release.kubespray {
                guard let newest = release.kubesprayPatch, let patch = plan.release.patch, patch > newest else { return [] }
                return [
                    PlanProblem(
                        "spec.release",
                        "Kubespray \(tag) has checksums up to \(release.id).\(newest), but the plan names \(release.id).\(patch). Take \(release.id).\(newest) or an older patch, or kubeadm."
                    )
                ]
            }
            let newest = checked.knowledge.releases.last { $0.kubespray != nil }
            return [
                PlanProblem(
                    "spec.tool",
                    "No tag of Kubespray that drydock knows makes Kubernetes \(release.id); the newest, \(newest?.kubespray ?? "none"), makes \(newest?.id ?? "none"). Take that release, or kubeadm."
                )
            ]
        case .kops:
            guard !plan.machines.isEmpty else { return [] }
            return [
                PlanProblem(
                    "spec.machines",
                    "kops makes its machines itself in a cloud, but the plan lists \(plan.machines.count). Leave the list empty, or take kubeadm or Kubespray for machines that are there."
                )
            ]
        }
    }
}
