/// One subject of a cluster for production, and how a plan stands to it. Data: a member of `subjects` in
/// `Knowledge/readiness/production.yaml`.
public struct ReadinessSubject: Sendable, Equatable {
    /// A noun: `etcd backup`.
    public var title: String
    /// The first whose condition holds is said.
    public var cases: [Case]

    /// What is said of some plans.
    public struct Case: Sendable, Equatable {
        /// Over facts of the plan; nil for all that no case before took.
        public var when: Condition?
        /// Nil where it is not for a plan to settle but for the people who run the cluster.
        public var isReady: Bool?
        /// Whole sentences, with facts of the plan: `{plan.workers}`.
        public var says: String

        public init(when: Condition?, isReady: Bool?, says: String) {
            self.when = when
            self.isReady = isReady
            self.says = says
        }
    }

    public init(title: String, cases: [Case]) {
        self.title = title
        self.cases = cases
    }

    /// The subject as it stands in one plan.
    public struct Judged: Sendable, Equatable {
        /// The subject's title.
        public var title: String
        /// Nil where it is for the people who run the cluster.
        public var isReady: Bool?
        /// Whole sentences.
        public var says: String
    }

    /// Nil where no case is of this plan.
    func judge(_ facts: Evaluation, _ wording: Wording) -> Judged? {
        for one in cases {
            let verdict = one.when.map { facts.judge($0) } ?? .found([])
            if case .found(let proofs) = verdict {
                return Judged(title: title, isReady: one.isReady, says: wording.line(one.says, proofs))
            }
        }
        return nil
    }
}
