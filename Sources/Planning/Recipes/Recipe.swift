import Steps

/// A way to mend something: at most eight steps, each with its check and its way back. Data: compiled from `Knowledge/recipes`.
public struct Recipe: Sendable, Equatable, Encodable, Identifiable {
    /// The file's name: kebab case, an imperative ("match-cgroup-driver"). Never reused.
    public var id: String
    /// The folder it lies in.
    public var area: String
    /// What it does, as an imperative phrase without a full stop.
    public var title: String
    /// Entries of the catalogue that it covers.
    public var catalogue: [String]
    /// What it is for and what to know first; whole sentences.
    public var about: String
    /// When this recipe is the wrong one; empty where there is no such case.
    public var notWhen: String
    public var steps: [RecipeStep]
    /// Error texts that lead here in a search, as Go format strings.
    public var texts: [String]
    public var sources: [String]
    /// The releases of Kubernetes that it is for; nil where it is for all.
    public var releases: ReleaseRange?

    public init(
        id: String, area: String, title: String, catalogue: [String], about: String, notWhen: String, steps: [RecipeStep],
        texts: [String], sources: [String], releases: ReleaseRange? = nil
    ) {
        self.id = id
        self.area = area
        self.title = title
        self.catalogue = catalogue
        self.about = about
        self.notWhen = notWhen
        self.steps = steps
        self.texts = texts
        self.sources = sources
        self.releases = releases
    }
}

/// One step of a recipe.
public struct RecipeStep: Sendable, Equatable, Encodable {
    /// One imperative sentence.
    public var title: String
    public var risk: Risk
    /// The command, as argument vector; nil where the step is an edit or for a person.
    public var command: [String]?
    /// A structured edit of a file.
    public var edit: Edit?
    /// What a person does by hand, where neither command nor edit can say it.
    public var byHand: String?
    /// How to see that it worked: a command, whose output is described in `expects`.
    public var check: [String]?
    public var expects: String?
    /// How to take it back, as a sentence or a command line; nil where the world allows none, and then `risk` says so.
    public var undo: String?
    /// The releases of Kubernetes that the step is for; nil where it is for all.
    public var releases: ReleaseRange?

    public init(
        title: String, risk: Risk, command: [String]? = nil, edit: Edit? = nil, byHand: String? = nil, check: [String]? = nil,
        expects: String? = nil, undo: String? = nil, releases: ReleaseRange? = nil
    ) {
        self.title = title
        self.risk = risk
        self.command = command
        self.edit = edit
        self.byHand = byHand
        self.check = check
        self.expects = expects
        self.undo = undo
        self.releases = releases
    }
}

extension RecipeStep {
    /// The title, with the releases that the step is for: `Add it again. (Kubernetes 1.33 and later)`.
    public var heading: String { releases.map { "\(title) (Kubernetes \($0.words))" } ?? title }
}
