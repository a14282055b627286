/// One step of a plan or a recipe on one machine: what it does, why, how bad it can be, how to see that it worked and how to take it
/// back.
public struct Step: Sendable, Equatable, Codable, Identifiable {
    /// `machine/key`, unique in a plan.
    public var id: String { "\(machine)/\(key)" }
    /// What the step is, the same on every machine: `configure-containerd`.
    public var key: String
    public var machine: String
    public var phase: Phase
    /// One imperative sentence.
    public var title: String
    /// Why it is needed; whole sentences.
    public var why: String
    public var risk: Risk
    public var actions: [Action]
    /// What tells whether the step's result stands; nil where only the actions can tell.
    public var check: Check?
    /// How it is taken back.
    public var undo: Undo
    /// How long it takes, in seconds, roughly.
    public var seconds: Int
    /// What to do where the step was begun and stopped half-way: its commands need not run any more, and yet the check does not hold.
    /// Whole sentences; nil where another run does the rest.
    public var halfway: String?

    public init(
        _ key: String, on machine: String, phase: Phase, title: String, why: String, risk: Risk, actions: [Action],
        check: Check? = nil, undo: Undo = .journal, seconds: Int = 2, halfway: String? = nil
    ) {
        self.key = key
        self.machine = machine
        self.phase = phase
        self.title = title
        self.why = why
        self.risk = risk
        self.actions = actions
        self.check = check
        self.undo = undo
        self.seconds = seconds
        self.halfway = halfway
    }

    /// The files that it writes whole.
    public var files: [PlannedFile] {
        actions.compactMap { if case .write(let file) = $0 { file } else { nil } }
    }

    /// The parts of the work, in their order.
    public enum Phase: String, Sendable, CaseIterable, Codable, Comparable {
        /// Each machine by itself: kernel, swap, packages, runtime.
        case prepare
        case etcd
        case balancer
        /// The first control plane.
        case initialize
        case network
        /// One after the other: etcd takes one new member at a time.
        case controlPlanes = "control-planes"
        case workers
        case finish
        /// A cluster that is there, in the order of the steps: what is done on one machine may wait for another.
        case change
        /// Mending what is there.
        case fix
        /// Taking it away again.
        case reset

        public static func < (a: Phase, b: Phase) -> Bool {
            (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
        }
    }
}
