import Text
import YAML

/// The network add-on is one that drydock knows and that somebody keeps, and its pinned version is for the release.
struct AddOnIsKnown: PlanCheck {
    func problems(_ checked: CheckedPlan) -> [PlanProblem] {
        let choice = checked.plan.network.addOn
        let path = Setting.addOnName.id
        if choice.name == "none" {
            return [.warning(path, "Without a network add-on nodes stay NotReady until somebody installs one.")]
        }
        guard let addOn = checked.addOn else {
            let known = checked.knowledge.addOns.map(\.id) + ["none"]
            let near = NearestWord.to(choice.name, among: known).map { " Did you mean \($0)?" } ?? ""
            return [
                PlanProblem(
                    path,
                    "\"\(choice.name)\" is not a network add-on that drydock knows: \(known.joined(separator: ", ")).\(near)")
            ]
        }
        if !addOn.isMaintained { return [PlanProblem(path, "\(addOn.title) is no longer maintained. \(addOn.about)")] }
        // kops and Kubespray install a version of their own.
        guard let minor = checked.release?.minor, checked.plan.tool == .kubeadm else { return [] }
        // A version that somebody names, of a series that drydock does not know, is their own choice.
        guard let meant = choice.version.isEmpty ? addOn.version(for: minor) : addOn.known(choice.version) else { return [] }
        return problems(addOn, meant, as: choice.version, minor)
    }

    private func problems(_ addOn: AddOn, _ meant: AddOnVersion, as named: String, _ minor: Int) -> [PlanProblem] {
        let path = named.isEmpty ? Setting.addOnName.id : Setting.addOnVersion.id
        let title = "\(addOn.title) \(named.isEmpty ? meant.version : named)"
        if let needs = meant.needsMinor, minor < needs {
            let other = addOn.versions.isEmpty ? "an older version of it" : addOn.version(for: minor).version
            return [
                PlanProblem(
                    path,
                    "\(title) is for Kubernetes 1.\(needs) and later, but the release is 1.\(minor). Name \(other), or use a later release."
                )
            ]
        }
        let tested = ReleaseRange(from: named.isEmpty ? nil : meant.fromMinor, to: meant.toMinor)
        if !tested.contains(minor) {
            let range = ReleaseRange(from: meant.fromMinor, to: meant.toMinor)
            return [.warning(path, "\(title) was tested with Kubernetes \(range.words), and the release is 1.\(minor).")]
        }
        return []
    }
}
