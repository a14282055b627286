import Steps

/// A recipe made for one node.
public struct RecipePlan: Sendable, Equatable {
    public var recipe: Recipe
    /// Whether the recipe is for this node; nil where that cannot be told.
    public var fits: Bool?
    /// The steps that are for this node, and those of which that cannot be told.
    public var entries: [Entry]
    /// Parameters for which there is no value yet and that can be asked for.
    public var asked: [RecipeParam]
    /// Why it cannot be done as it stands, beside what is asked: whole sentences.
    public var obstacles: [String]

    /// A step, and whether it is done.
    public struct Entry: Sendable, Equatable {
        /// The number of the recipe's step, from 0.
        public var number: Int
        /// Its title; where it cannot be told whether it is for this node, with the nodes that it is for.
        public var heading: String
        public var step: Step
        /// Its check, as a person makes it; nil where the actions see for themselves.
        public var check: String?
        /// What a person should see.
        public var expects: String?
        /// False where it cannot be told whether it is for this node.
        public var isDecided: Bool
    }

    /// Why it cannot be done here, beside what is asked: whole sentences; empty where it can be, once that is known.
    public var hindrances: [String] {
        var out = obstacles
        out += entries.filter { !$0.isDecided }.map { "It cannot be told whether this step is for this node: \($0.heading)" }
        if fits == nil, let words = recipe.fits.phrase {
            out.append("It is for \(words); it cannot be told whether this is one.")
        }
        return out.isEmpty && asked.isEmpty && steps?.isEmpty != false ? ["It only shows where to look."] : out
    }

    /// The steps as they would be done, without those that only look, which are for a person; nil where something is not known yet, or a
    /// person is needed.
    public var steps: [Step]? {
        guard fits == true, asked.isEmpty, obstacles.isEmpty, recipe.manual == nil, entries.allSatisfy(\.isDecided) else {
            return nil
        }
        return entries.map(\.step).filter { $0.risk != .looks }
    }
}
