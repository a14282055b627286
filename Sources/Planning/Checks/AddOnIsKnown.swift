import YAML

/// The network add-on is one that drydock knows and that somebody keeps, and its pinned version is for the release.
struct AddOnIsKnown: PlanCheck {
    func problems(_ checked: CheckedPlan) -> [PlanProblem] {
        let choice = checked.plan.network.addOn
        let path = "spec.network.addOn.name"
        if choice.name == "none" {
            return [.warning(path, "Without a network add-on nodes stay NotReady until somebody installs one.")]
        }
        guard let addOn = checked.addOn else {
            let known = checked.knowledge.addOns.map(\.id) + ["none"]
            let near = NearestWord.to(choice.name, among: known).map { " Did you mean \($0)?" } ?? ""
            return [
                PlanProblem(
                    path, "\"\(choice.name)\" is no network add-on that drydock knows: \(known.joined(separator: ", ")).\(near)")
            ]
        }
        if !addOn.isMaintained { return [PlanProblem(path, "\(addOn.title) is no longer maintained. \(addOn.about)")] }
        // Bounds are those of the pinned version; another version is the person's own choice.
        guard choice.version.isEmpty || choice.version == addOn.version, let minor = checked.release?.minor else { return [] }
        if let from = addOn.fromMinor, minor < from {
            return [
                PlanProblem(
                    path,
                    "\(addOn.title) \(addOn.version) is for Kubernetes 1.\(from) and later, but the release is 1.\(minor). Name an older version of it, or take a later release."
                )
            ]
        }
        if let to = addOn.toMinor, minor > to {
            return [
                .warning(
                    path,
                    "\(addOn.title) \(addOn.version) was tested with Kubernetes up to 1.\(to), and the release is 1.\(minor).")
            ]
        }
        return []
    }
}
