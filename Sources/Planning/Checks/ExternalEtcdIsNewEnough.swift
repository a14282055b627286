import Text

/// External etcd is of a version that kubeadm of the release takes.
struct ExternalEtcdIsNewEnough: PlanCheck {
    func problems(_ checked: CheckedPlan) -> [PlanProblem] {
        let plan = checked.plan
        let path = Setting.etcdVersion.id
        guard !plan.etcd.version.isEmpty, let release = checked.release else { return [] }
        if plan.topology != .external {
            return [
                .warning(
                    path,
                    "etcd's version \(plan.etcd.version) is only for the topology external; kubeadm chooses it elsewhere, so it is ignored."
                )
            ]
        }
        guard let numbers = VersionOrder.numbers(plan.etcd.version), numbers.count == 3 else {
            return [PlanProblem(path, "\"\(plan.etcd.version)\" is not a version of etcd such as 3.6.8.")]
        }
        let oldest = release.minimumExternalEtcd.at(checked.patch)
        guard VersionOrder.isOlder(plan.etcd.version, than: oldest) else { return [] }
        return [
            PlanProblem(
                path,
                "etcd \(plan.etcd.version) is too old for kubeadm \(release.id).\(checked.patch), which takes \(oldest) or later."
            )
        ]
    }
}
