import Facts
import Glibc
import Planning
import Screens

/// The one way from answers to a plan, for `drydock plan`, for the wizard's review and for its export: the same answers and the same
/// captures make the same files, whoever asks.
struct PlanMaking: Sendable {
    let knowledge: PlanKnowledge
    /// What was seen of machines, each look by itself; of two looks at one machine the later in the list counts.
    let looks: [FactSet]
    /// The time by which lifetimes are judged.
    let now: Instant

    /// What is wrong with the answers.
    func problems(_ answers: ClusterPlan) -> [PlanProblem] {
        PlanChecks.all(answers, knowledge, facts: seen(answers), now: now)
    }

    /// Nil where the knowledge lacks the plan's release.
    func context(_ answers: ClusterPlan) -> PlanContext? {
        PlanContext(answers, knowledge: knowledge, facts: seen(answers), now: now)
    }

    private func seen(_ answers: ClusterPlan) -> [String: FactSet] { SeenMachines.facts(looks, of: answers) }
}

extension PlanMaking {
    /// With all that a session has seen: this machine, and what captures say, which count where they are of this machine too.
    init(_ session: Session) {
        self.init(
            knowledge: session.planning, looks: [session.facts] + session.captures, now: Instant(seconds: time(nil)))
    }
}
