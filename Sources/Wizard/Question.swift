import Planning

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
    public var because: Rationale
    /// What to know before answering; whole sentences.
    public var about: String
    /// What the choices are that are shown only when they are asked for.
    public var rare = "older, less common or no longer maintained"

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
        _ id: String, _ title: String, _ kind: Kind, value: String = "", because: Rationale = Rationale("", .taste),
        about: String = ""
    ) {
        self.id = id
        self.title = title
        self.kind = kind
        self.value = value
        self.because = because
        self.about = about
    }

    /// The question of a setting, as this plan answers it.
    init(_ asked: SettingQuestion, _ plan: ClusterPlan) {
        let kind: Kind =
            switch asked.kind {
            case .flag: .flag
            case .line: .text(example: asked.words.example)
            case .choice(let choices): .choice(choices)
            }
        self.init(
            asked.id, asked.words.title, kind, value: asked.value(plan), because: asked.words.because(plan),
            about: asked.about(plan))
    }

    /// The choice that is taken now.
    public var chosen: Choice? {
        if case .choice(let choices) = kind { choices.first { $0.id == value } } else { nil }
    }
}
