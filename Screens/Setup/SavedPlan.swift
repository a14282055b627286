import Planning

/// A plan that was left, or that a person names.
public struct SavedPlan: Sendable, Equatable {
    public var plan: ClusterPlan
    public var progress: WizardProgress?
    /// Where it lies.
    public var path: String
    /// How long ago it was saved: `2 hours ago`.
    public var age: String
    /// Whether a person named it, so that it is taken up without asking.
    public var isNamed: Bool

    public init(plan: ClusterPlan, progress: WizardProgress?, path: String, age: String, isNamed: Bool) {
        self.plan = plan
        self.progress = progress
        self.path = path
        self.age = age
        self.isNamed = isNamed
    }
}
