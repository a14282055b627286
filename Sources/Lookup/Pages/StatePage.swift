import KnowledgeFormat
import Planning
import Steps

extension KnownState {
    /// Where pages of states stand among the areas of recipes.
    public static let area = "states"

    /// The state as a page that reads as a recipe does: what to ask, then a step for each way on.
    public var page: Recipe {
        var steps: [RecipeStep] = []
        if !asks.isEmpty {
            steps.append(
                RecipeStep(title: "Ask what happened.", risk: .looks, actions: [.byHand(asks.joined(separator: "\n"))], undo: .none(because: Self.changesNothing)))
        }
        steps += ways.map { way in
            RecipeStep(title: way.sign, risk: .looks, actions: [.byHand("\(way.says)\n\(Self.ways(to: way.leads))")], undo: .none(because: Self.changesNothing))
        }
        if !leads.isEmpty {
            let title = ways.isEmpty ? "Go on from here." : "Where none of these fits."
            steps.append(RecipeStep(title: title, risk: .looks, actions: [.byHand(Self.ways(to: leads))], undo: .none(because: Self.changesNothing)))
        }
        return Recipe(
            id: id, area: Self.area, title: title, about: says,
            manual: "A state is no cause. Exit code, reason and place show which way leads on.", steps: steps, texts: words,
            sources: sources)
    }

    private static let changesNothing = "It changes nothing."

    private static func ways(to ids: [String]) -> String { "See: " + ids.joined(separator: ", ") }
}

extension KnowledgeBase {
    /// What can be read and searched: recipes, and the pages of states.
    public var pages: [Recipe] { recipes + states.map(\.page) }
}
