import Steps

/// One step of a recipe, with `{name}` where a parameter stands.
public struct RecipeStep: Sendable, Equatable {
    /// One imperative sentence.
    public var title: String
    public var risk: Risk
    /// The nodes that it is for, among those that the recipe is for.
    public var fits: Recipe.Fit
    /// What is done, in this order. Of several package sets that of the node's family counts.
    public var actions: [Action]
    /// What tells whether the step's result stands, and so also whether it needs to be done; nil where only the actions can tell.
    public var check: Check?
    /// The check for a person, where it is a condition.
    public var checkWords: String?
    /// What a person should see, where a command's status does not tell.
    public var expects: String?
    public var undo: Undo

    public init(
        title: String, risk: Risk, fits: Recipe.Fit = Recipe.Fit(), actions: [Action], check: Check? = nil,
        checkWords: String? = nil, expects: String? = nil,
        undo: Undo = .journal
    ) {
        self.title = title
        self.risk = risk
        self.fits = fits
        self.actions = actions
        self.check = check
        self.checkWords = checkWords
        self.expects = expects
        self.undo = undo
    }

    /// The title, with the nodes that the step is for: `Add it again. (Kubernetes 1.33 and later)`.
    public var heading: String { fits.phrase.map { "\(title) (\($0))" } ?? title }

    /// Whether a person must do it.
    public var isByHand: Bool {
        actions.contains { if case .byHand = $0 { true } else { false } }
    }

    /// Every text in which a parameter may stand.
    public var texts: [String] {
        var out = [title] + (expects.map { [$0] } ?? [])
        func note(_ text: String) -> String {
            out.append(text)
            return text
        }
        for action in actions { _ = action.filled(note) }
        _ = check?.filled(note)
        _ = undo.filled(note)
        return out
    }
}
