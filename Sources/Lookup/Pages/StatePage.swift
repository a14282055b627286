import KnowledgeFormat
import Planning
import Steps

extension KnownState {
    /// Where pages of states stand among the areas of recipes.
    static let area = "states"

    /// The state as a page that reads as a recipe does: what to ask, then a step for each way on.
    public var page: Recipe {
        var steps = asks.isEmpty ? [] : [Self.step("Ask what happened.", asks)]
        steps += ways.map { Self.step($0.sign, [$0.says, Self.ways(to: $0.leads)]) }
        if !leads.isEmpty {
            steps.append(Self.step(ways.isEmpty ? "Go on from here." : "Where none of these fits.", [Self.ways(to: leads)]))
        }
        return Recipe(
            id: id, area: Self.area, title: title, about: says,
            manual: "A state is no cause. Exit code, reason and place show which way leads on.", steps: steps, texts: words,
            sources: sources)
    }

    private static func step(_ title: String, _ lines: [String]) -> RecipeStep {
        RecipeStep(title: title, risk: .looks, actions: lines.map { .byHand($0) })
    }

    private static func ways(to ids: [String]) -> String { "See: " + ids.joined(separator: ", ") }
}

extension Recipe {
    /// It is the page of a state, not a way to fix something.
    public var isState: Bool { area == KnownState.area }
}

extension KnowledgeBase {
    /// What can be read and searched: recipes, and the pages of states.
    public var pages: [Recipe] { recipes + states.map(\.page) }
}
