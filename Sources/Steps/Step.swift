/// One step of a plan on one machine: what it does, why, how bad it can be, how to see that it worked and how to take it back.
public struct Step: Sendable, Equatable, Identifiable {
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
    /// A command that ends 0 where the step's result stands; nil where only the actions can tell.
    public var check: [String]?
    /// How to take it back: commands, run in order. Empty where it cannot be.
    public var undo: [[String]]
    /// How long it takes, in seconds, roughly.
    public var seconds: Int
    /// What to do where the step was begun and stopped half-way: its commands need not run any more, and yet the check does not hold.
    /// Whole sentences; nil where another run does the rest.
    public var halfway: String?

    public init(
        _ key: String, on machine: String, phase: Phase, title: String, why: String, risk: Risk, actions: [Action],
        check: [String]? = nil, undo: [[String]] = [], seconds: Int = 2, halfway: String? = nil
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
        /// Taking it away again.
        case reset

        public static func < (a: Phase, b: Phase) -> Bool {
            (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
        }
    }

    /// One thing that a step does.
    public enum Action: Sendable, Equatable {
        /// Writes a file whole; left alone where it already reads so.
        case write(PlannedFile)
        /// Runs a command, as words, without a shell.
        case run(Run)
        /// Downloads a file over TLS.
        case fetch(url: String, to: String, mode: UInt16)
        /// Replaces a setting in a file that is there.
        case edit(Edit)
        /// Something only a person can do.
        case byHand(String)
    }

    /// A command and when it need not run.
    public struct Run: Sendable, Equatable {
        public var words: [String]
        /// Not run where this path exists.
        public var unlessExists: String?
        /// Not run where this command ends 0.
        public var unless: [String]?
        /// A file that its output goes to.
        public var output: PlannedOutput?
        /// What its output holds that stands as marks in files of later steps, found there by ``Placeholder/value(in:)``.
        public var makes: [Placeholder]

        public init(
            _ words: [String], unlessExists: String? = nil, unless: [String]? = nil, output: PlannedOutput? = nil,
            makes: [Placeholder] = []
        ) {
            self.words = words
            self.unlessExists = unlessExists
            self.unless = unless
            self.output = output
            self.makes = makes
        }
    }

    /// Where a command's output goes.
    public struct PlannedOutput: Sendable, Equatable {
        public var path: String
        public var mode: UInt16

        public init(path: String, mode: UInt16) {
            self.path = path
            self.mode = mode
        }
    }
}
