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

    /// The choice of a word that plans know.
    package init(
        _ word: some RawRepresentable<String>, _ title: String, about: String = "", costs: String = "", rulesOut: String = ""
    ) {
        self.init(word.rawValue, title, about: about, costs: costs, rulesOut: rulesOut)
    }

    /// A task of a cluster that is there; most people never want one, so it is rare.
    public init(_ task: ExistingCluster.Task, about: String, costs: String = "", rulesOut: String = "") {
        self.init(task.rawValue, task.title, about: about, costs: costs, rulesOut: rulesOut, isRare: true)
    }
}
