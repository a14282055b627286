import Steps

/// Takes a cluster away whose plan is lost: what `drydock plan --reset` does for one whose plan is there.
struct ResetLivingCluster: Generator {
    func steps(_ context: PlanContext) -> [Step] {
        context.plan.existing?.task == .reset ? ResetCluster().steps(context) : []
    }
}
