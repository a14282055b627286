import Steps
import Text

/// Something that changes this machine: it is looked at and shown first, and done once a person agrees.
public enum Undertaking: Sendable, Hashable {
    /// Ends what a rule finds by a recipe, with what a person said where the recipe asks.
    case fix(rule: String, recipe: String, answers: [String: String] = [:])
    /// Does one machine's part of a plan, by the text of the plan's file.
    case apply(plan: String, machine: String)
    /// Takes back what a run did, by its name; where nil the newest that stands.
    case undo(run: String? = nil)
    /// Goes on with the run that was cut off.
    case resume

    var isUndo: Bool { if case .undo = self { true } else { false } }
}

/// What would be done, step by step, before anything is.
public struct WorkPlan: Sendable, Equatable {
    /// A phrase: a recipe's title, a run's name.
    public var title: String
    /// Why: whole sentences.
    public var why: String
    /// The machine that is changed.
    public var machine: String
    public var steps: [WorkStep]
    /// What it touches beside what it changes: whole sentences.
    public var touches: [String]
    /// Why it must not be done now; a whole sentence.
    public var refusal: String?
    /// Tokens and keys that a person must give first.
    public var asks: [AskedValue] = []
    /// That what was shown before is not so any more; a whole sentence.
    public var notice: String?

    public init(
        title: String, why: String, machine: String, steps: [WorkStep], touches: [String] = [], refusal: String? = nil,
        notice: String? = nil
    ) {
        self.title = title
        self.why = why
        self.machine = machine
        self.steps = steps
        self.touches = touches
        self.refusal = refusal
        self.notice = notice
    }

    /// Whether everything is so already.
    public var isIdle: Bool { !steps.contains { $0.state == .wouldChange } }

    /// What must be typed before it is done: the machine's name, where a step that would be done destroys.
    var word: String? { steps.contains { $0.risk == .destroys && $0.state == .wouldChange } ? machine : nil }
}

/// One step, before, while and after it is done.
public struct WorkStep: Sendable, Equatable {
    public var key: String
    /// One imperative sentence.
    public var title: String
    public var phase: Step.Phase
    public var risk: Risk
    public var state: State
    public var changes: [Change]
    /// Why it failed or waits; a whole sentence.
    public var says: String?
    /// Why it cannot be taken back; a whole sentence. Nil where it can.
    public var isFinal: String?

    /// What became of it, as a line on a stream.
    public var sentence: String {
        "\(state.words.1): \(title)" + changes.map { "\n  \($0.phrase)" }.joined() + (says.map { "\n  \($0)" } ?? "")
    }

    public enum State: Sendable, Equatable {
        case waiting, running, unchanged, changed, wouldChange, failed, waits, stopped
    }

    /// One thing that it does: a phrase such as `run systemctl restart kubelet`, and the lines of a file that differ.
    public struct Change: Sendable, Equatable {
        public var phrase: String
        public var lines: [LineDiff.Line]

        public init(_ phrase: String, _ lines: [LineDiff.Line] = []) {
            self.phrase = phrase
            self.lines = lines
        }
    }

    public init(
        _ key: String, _ title: String, phase: Step.Phase = .fix, risk: Risk, state: State, changes: [Change] = [],
        says: String? = nil, isFinal: String? = nil
    ) {
        self.key = key
        self.title = title
        self.phase = phase
        self.risk = risk
        self.state = state
        self.changes = changes
        self.says = says
        self.isFinal = isFinal
    }
}

/// What is heard of an undertaking.
public enum WorkEvent: Sendable, Equatable {
    /// It was looked at.
    case prepared(WorkPlan)
    /// It cannot be done; whole sentences.
    case refused(String)
    /// It is being done.
    case began
    /// A step has begun, by its key.
    case step(String)
    /// A command has begun: its line.
    case command(String)
    /// Lines that a command printed.
    case output([String])
    /// What a line reads that a command writes again and again, as a bar is.
    case bar(String)
    case ended(WorkStep)
    /// All steps are done, and the node is looked at again.
    case verifying
    /// A step failed, and the node is looked at for the reason.
    case diagnosing
    /// Seconds since it began, once a second.
    case time(Int)
    /// It stops as soon as the step that is being done has ended.
    case stopping
    case finished(WorkOutcome)
}

/// What became of an undertaking.
public struct WorkOutcome: Sendable, Equatable {
    public var state: State
    /// Whole sentences.
    public var says: [String]
    /// Titles of what was found before and is not any more.
    public var cleared: [String]
    /// Rules that are found now and were not before.
    public var new: [String]
    /// What comes next, each with its subject.
    public var next: [Next]
    /// Why a step failed: what its output is known to mean, and what is found on the node.
    public var causes: [Cause]
    /// Where all that the commands printed is kept.
    public var log: String?

    public enum State: Sendable, Equatable {
        /// Every step was done; where a rule was to be clear, it is.
        case done
        /// Every step was done, and the rule is still found.
        case notFixed
        /// Every step was done, and the rule cannot be judged.
        case unverified
        /// A step failed, or waits for a person.
        case failed
        /// A person stopped it.
        case stopped
        /// What was in the way of it is taken away; nothing of it is done yet.
        case cleaned

        /// Whether nobody asks why.
        var isCalm: Bool { [.done, .stopped, .cleaned].contains(self) }
    }

    public struct Cause: Sendable, Equatable {
        /// A rule's or a recipe's id.
        public var id, title, says: String

        public init(id: String, title: String, says: String) {
            self.id = id
            self.title = title
            self.says = says
        }
    }

    public struct Next: Sendable, Equatable {
        public var title, says: String

        public init(title: String, says: String) {
            self.title = title
            self.says = says
        }
    }

    public init(
        _ state: State, says: [String] = [], cleared: [String] = [], new: [String] = [], next: [Next] = [],
        causes: [Cause] = [], log: String? = nil
    ) {
        self.causes = causes
        self.log = log
        self.state = state
        self.says = says
        self.cleared = cleared
        self.new = new
        self.next = next
    }
}

/// What a person must agree to before something is done.
public struct Agreement: Sendable, Equatable {
    public var title: String
    /// What will happen, and to which machine: whole sentences.
    public var body: [String]
    /// The word on the button.
    public var verb: String
    /// What must be typed first; nil where nothing must.
    public var word: String?

    public init(_ title: String, _ body: [String], verb: String, word: String? = nil) {
        self.title = title
        self.body = body
        self.verb = verb
        self.word = word
    }
}

/// A run of drydock that was cut off on this machine.
public struct CutOffRun: Sendable, Equatable {
    /// What it did: `fix swap-is-on by turn-swap-off`.
    public var name: String
    /// Where it stands: `begun at 20261130T101500Z, in the step "Start it."`.
    public var place: String

    public init(name: String, place: String) {
        self.name = name
        self.place = place
    }

    public var sentence: String { "A run was cut off on this machine: \(name), \(place)." }
}
