import Planning

extension PlanContext {
    /// Of machines that nobody looked at.
    init?(_ plan: ClusterPlan, knowledge: PlanKnowledge) { self.init(plan, knowledge: knowledge, facts: [:], now: nil) }
}
