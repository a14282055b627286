import Diagnosis
import Planning

/// This machine against what each role needs, before anything is asked.
struct ChecksPage: WizardPage {
    let title = "Checks"
    let purpose = "Can this machine be part of a cluster?"

    func skipped(_ wizard: Wizard) -> String? {
        wizard.plan.tool == .kubeadm
            ? wizard.staysAsItIs
                ?? (wizard.plan.existing?.task.takesAway == true ? "The machine is being removed from its cluster." : nil)
            : "Another tool creates the cluster, on other machines."
    }

    /// Nothing is asked; what stands here are the needs.
    func questions(_ wizard: Wizard) -> [Question] { [] }

    func facts(_ wizard: Wizard) -> [String] {
        let missed = wizard.missedNeeds.count
        let unknown = wizard.needs.count { $0.state == .unknown }
        if missed == 0, unknown == 0 { return ["This machine meets every requirement."] }
        return [
            "\(missed) of \(Set(wizard.needs.map(\.title)).count) requirements are not met"
                + (unknown > 0 ? ", and \(unknown) could not be checked." : ".")
                + (missed > 0 ? " Enter continues anyway; the review names them again." : " Enter continues anyway.")
        ]
    }
}

extension Wizard {
    /// The needs that this machine lacks, each once: while it does, it cannot be what the plan makes of it.
    public var missedNeeds: [String] {
        needs.filter { $0.state == .missed }.reduce(into: []) { if !$0.contains($1.title) { $0.append($1.title) } }
    }

    /// How far the plan is from a cluster for production.
    public var readiness: [ReadinessSubject.Judged] { knowledge.readiness.subjects(of: plan) }
}

extension Readiness {
    /// How far a plan is from a cluster for production.
    public func nextSteps(of plan: ClusterPlan) -> [ReadinessSubject.Judged] { nextSteps(of: PlannedFacts.cluster(plan)) }

    public func subjects(of plan: ClusterPlan) -> [ReadinessSubject.Judged] { subjects(of: PlannedFacts.cluster(plan)) }
}
