import Text
import YAML

/// Feature gates that are named still exist: a component does not start with one that it does not know.
struct FeatureGatesExist: PlanCheck {
    func problems(_ checked: CheckedPlan) -> [PlanProblem] {
        guard let release = checked.release else { return [] }
        let plan = checked.plan
        let removed = checked.knowledge.removedFeatureGates(upTo: release.minor)
        var out: [PlanProblem] = plan.featureGates.keys.sorted().compactMap { gate in
            removed[gate].map {
                PlanProblem(
                    .componentGates, at: ".\(gate)",
                    "The feature gate \(gate) was removed in \($0): a component of \(release.id) that is given it does not start. Leave it out."
                )
            }
        }
        let removedOwn = checked.knowledge.removedKubeadmGates(upTo: release.minor)
        for gate in plan.kubeadmFeatureGates.keys.sorted() where !release.kubeadmGates.contains(gate) {
            let path = "\(Setting.kubeadmGates.id).\(gate)"
            if let since = removedOwn[gate] {
                out.append(PlanProblem(path, "kubeadm's feature gate \(gate) was removed in \(since). Leave it out."))
                continue
            }
            let near = NearestWord.to(gate, among: release.kubeadmGates).map { " Did you mean \($0)?" } ?? ""
            let known =
                release.kubeadmGates.isEmpty ? "it knows none" : "it knows \(release.kubeadmGates.joined(separator: ", "))"
            out.append(PlanProblem(path, "kubeadm of \(release.id) has no feature gate \(gate): \(known).\(near)"))
        }
        return out
    }
}
