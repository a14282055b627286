import Facts
import Planning

/// This machine against what each role needs, before anything is asked.
struct ChecksPage: WizardPage {
    let title = "Checks"
    let purpose = "Can this machine be part of a cluster?"

    func skipped(_ wizard: Wizard) -> String? {
        wizard.plan.tool == .kubeadm
            ? wizard.plan.existing?.task == .remove ? "The machine is being removed from its cluster." : nil
            : "Another tool creates the cluster, on other machines."
    }

    /// Nothing is asked; what stands here are the needs.
    func questions(_ wizard: Wizard) -> [Question] { [] }

    func facts(_ wizard: Wizard) -> [String] {
        let needs = wizard.needs
        let missed = needs.count { $0.state == .missed }
        let unknown = needs.count { $0.state == .unknown }
        if missed == 0, unknown == 0 { return ["This machine meets every requirement."] }
        return [
            "\(missed) of \(needs.count) requirements are not met"
                + (unknown > 0 ? ", and \(unknown) could not be checked." : ".")
                + " Enter continues anyway."
        ]
    }
}

extension Wizard {
    /// What this machine needs for its roles in the plan, and what it has.
    public var needs: [RoleNeeds.Need] {
        let roles = plan.machines.first { $0.name == thisMachine.name }?.roles ?? [.controlPlane]
        return RoleNeeds.all(facts, roles: roles, release: knowledge.release(plan.release), keepsSwap: plan.kubelet.keepsSwap)
    }
}
