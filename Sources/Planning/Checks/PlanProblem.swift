/// Something wrong with an answer.
public struct PlanProblem: Sendable, Equatable {
    /// Where, as a path of the plan file: `spec.network.podSubnets[0]`.
    public var path: String
    /// A whole sentence: the value found, what was expected.
    public var sentence: String
    /// False for what works but should be known.
    public var isError: Bool

    public init(_ path: String, _ sentence: String, isError: Bool = true) {
        self.path = path
        self.sentence = sentence
        self.isError = isError
    }
}

/// One law that answers must keep. Pure.
public protocol PlanCheck: Sendable {
    func problems(_ plan: ClusterPlan, _ knowledge: PlanKnowledge) -> [PlanProblem]
}

/// All laws. The wizard asks them as a field is left, and `plan` asks them again.
public enum PlanChecks {
    /// One line each.
    static let checks: [any PlanCheck] = []

    public static func all(_ plan: ClusterPlan, _ knowledge: PlanKnowledge) -> [PlanProblem] {
        checks.flatMap { $0.problems(plan, knowledge) }
    }
}
