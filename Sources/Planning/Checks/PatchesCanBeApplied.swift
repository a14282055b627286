/// Patches have names by which kubeadm of the release finds what they change.
///
/// The form is `target[suffix][+type].extension` (kubeadm 1.23 to 1.36, `cmd/kubeadm/app/util/patches`). kubeadm passes over a
/// file whose target it does not know, and the patch would be lost without a word.
struct PatchesCanBeApplied: PlanCheck {
    private static let types = ["strategic", "merge", "json"]
    private static let extensions = ["yaml", "json"]

    func problems(_ checked: CheckedPlan) -> [PlanProblem] {
        guard let release = checked.release else { return [] }
        return checked.plan.controlPlane.patches.keys.sorted().compactMap { name in
            sentence(name, release).map { PlanProblem(.patches, at: ".\(name)", $0) }
        }
    }

    private func sentence(_ name: String, _ release: Release) -> String? {
        if name.contains("/") {
            return "The patch \"\(name)\" names a folder, but all patches lie in one. Leave the folder out."
        }
        guard let dot = name.lastIndex(of: "."), Self.extensions.contains(String(name[name.index(after: dot)...])) else {
            return "The patch \"\(name)\" must end in .yaml or .json, otherwise kubeadm does not read it."
        }
        let parts = name[..<dot].split(separator: "+", omittingEmptySubsequences: false)
        if parts.count > 2 || (parts.count == 2 && !Self.types.contains(String(parts[1]))) {
            return "The patch \"\(name)\" must name its type after one +: \(Self.types.joined(separator: ", "))."
        }
        if release.patchTargets.contains(where: { parts[0].hasPrefix($0) }) { return nil }
        return "The patch \"\(name)\" does not begin with anything that kubeadm \(release.id) can patch. It can patch "
            + "\(release.patchTargets.joined(separator: ", "))."
    }
}
