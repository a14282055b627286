import Steps

/// Makes one part of the work from the answers. Pure: the same context gives the same steps.
public protocol Generator: Sendable {
    /// The steps in their order; none where the plan needs nothing of this.
    func steps(_ context: PlanContext) -> [Step]
}
