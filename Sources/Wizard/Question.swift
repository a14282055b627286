/// One thing that a page of the wizard asks, with the default and its reason.
public struct Question: Sendable, Equatable, Identifiable {
    /// The path of the answer in the plan file: `spec.topology`. Problems of the answer are found by it.
    public var id: String
    /// A question or a noun, as it stands above the answer.
    public var title: String
    public var kind: Kind
    /// The answer as it is now.
    public var value: String
    /// What the answer is where nobody says otherwise, and why.
    public var because: Because
    /// What to know before answering; whole sentences.
    public var about: String
    /// What the choices are that are shown only when they are asked for.
    public var rare = "older, rarer, or no longer kept"

    public enum Kind: Sendable, Equatable {
        /// One of these.
        case choice([Choice])
        /// A line of text; the example stands in the empty field.
        case text(example: String)
        case flag
        /// Something to do or to open rather than to answer: add a machine, compare the add-ons.
        case action
    }

    public init(
        _ id: String, _ title: String, _ kind: Kind, value: String = "", because: Because = Because("", .taste),
        about: String = ""
    ) {
        self.id = id
        self.title = title
        self.kind = kind
        self.value = value
        self.because = because
        self.about = about
    }

    /// The choice that is taken now.
    public var chosen: Choice? {
        if case .choice(let choices) = kind { choices.first { $0.id == value } } else { nil }
    }
}

/// One answer out of a few.
public struct Choice: Sendable, Equatable, Identifiable {
    public var id: String
    /// A few words.
    public var title: String
    /// What it is; whole sentences.
    public var about: String
    /// What it costs; empty where it costs nothing that others do not.
    public var costs: String
    /// What it rules out; empty for nothing.
    public var rulesOut: String
    /// Why it cannot be taken here; nil where it can.
    public var unavailable: String?
    /// Whether it is shown only when older or rarer choices are asked for.
    public var isRare: Bool

    public init(
        _ id: String, _ title: String, about: String = "", costs: String = "", rulesOut: String = "", unavailable: String? = nil,
        isRare: Bool = false
    ) {
        self.id = id
        self.title = title
        self.about = about
        self.costs = costs
        self.rulesOut = rulesOut
        self.unavailable = unavailable
        self.isRare = isRare
    }
}

/// The default of a question and its reason.
public struct Because: Sendable, Equatable {
    /// `systemd, because this node runs cgroup v2`, without a full stop; empty where there is nothing to say.
    public var text: String
    public var origin: Origin

    /// Where a reason comes from, strongest first.
    public enum Origin: Sendable, Equatable {
        /// Seen on this machine.
        case machine
        /// True of the release, the runtime or the add-on.
        case knowledge
        /// What we would take.
        case taste
    }

    public init(_ text: String, _ origin: Origin) {
        self.text = text
        self.origin = origin
    }

    /// The reason with its origin, as a sentence.
    public var sentence: String {
        guard !text.isEmpty else { return "" }
        return switch origin {
        case .machine: "Default: \(text) (seen on this machine)."
        case .knowledge: "Default: \(text) (a fact of the release)."
        case .taste: "Default: \(text) (our choice)."
        }
    }
}
