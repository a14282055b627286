import Facts

/// Something wrong with an answer.
public struct PlanProblem: Sendable, Hashable {
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

    /// Something wrong with a setting; `place` is where within it, as it is written behind its path: `[0].name`.
    init(_ setting: Setting, at place: String = "", _ sentence: String, isError: Bool = true) {
        self.init(setting.id + place, sentence, isError: isError)
    }

    /// What works but should be known.
    static func warning(_ path: String, _ sentence: String) -> PlanProblem { PlanProblem(path, sentence, isError: false) }
}

/// What checks look at: the answers, what drydock knows, and what was seen of the machines.
public struct CheckedPlan: Sendable {
    public var plan: ClusterPlan
    public var knowledge: PlanKnowledge
    /// What was seen of machines, by name; empty where drydock did not look.
    public var facts: [String: FactSet]
    /// The time by which lifetimes are judged; nil leaves them unjudged.
    public var now: Instant?
    /// The machine on which drydock runs, where it is one of the plan's.
    var here: String?

    public init(_ plan: ClusterPlan, _ knowledge: PlanKnowledge, facts: [String: FactSet] = [:], now: Instant? = nil) {
        self.plan = plan
        self.knowledge = knowledge
        self.facts = facts
        self.now = now
    }

    /// The release that the plan means; nil where it is not known, which `ReleaseIsKnown` says.
    var release: Release? { knowledge.release(plan.release) }
    /// The patch that the plan means.
    var patch: Int { plan.release.patch ?? release?.latestPatch ?? 0 }
    /// The network add-on that the plan means; nil for none, and for one that is not known.
    var addOn: AddOn? { knowledge.addOn(plan.network.addOn.name) }

    /// The path of a machine's address in the plan file.
    func addressPath(_ machine: Int, _ address: Int) -> String {
        let isList = plan.machines[machine].addresses.count > 1
        return "spec.machines[\(machine)].address" + (isList ? "[\(address)]" : "")
    }
}

/// One law that answers must keep. Pure.
protocol PlanCheck: Sendable {
    func problems(_ checked: CheckedPlan) -> [PlanProblem]
}
