import Diagnosis
import Facts
import KnowledgeFormat
import Planning
import Steps

/// A finding and the steps that end it on this node.
struct Fix: Sendable {
    var finding: Finding
    var recipe: Recipe
    var steps: [Step]
    var radius: BlastRadius
    /// Whether the recipe came from a folder: such a one is never done unattended.
    var isOverlaid: Bool

    var risk: Risk { steps.map(\.risk).max() ?? .looks }
}

/// Why no recipe of a finding can be done.
struct Unfixable: Sendable {
    var finding: Finding
    /// Each recipe with its reasons, whole sentences; none where the rule leads to no recipe.
    var recipes: [(recipe: Recipe, reasons: [String])]
}

/// Chooses the recipe that ends a finding.
struct FixChoice: Sendable {
    let knowledge: KnowledgeBase
    let facts: FactSet
    /// What a person said, by the parameter's name.
    var answers: [String: String] = [:]
    /// The recipe that a person chose; the first that can be done where nil.
    var recipe: String?

    enum Choice: Sendable {
        case fix(Fix)
        case none(Unfixable)
    }

    /// The first recipe of the finding that can be done here.
    func choose(for finding: Finding) -> Choice {
        var reasons: [(Recipe, [String])] = []
        for id in finding.rule.recipes where recipe == nil || recipe == id {
            guard let recipe = knowledge.recipes.first(where: { $0.id == id }) else { continue }
            let plan = RecipePlanner(facts: facts, finding: finding, answers: answers).plan(recipe)
            guard let own = plan.steps, !own.isEmpty else {
                reasons.append((recipe, Self.reasons(plan)))
                continue
            }
            let steps = EtcdSafeguard.added(to: own, on: Derivations.complete(facts))
            return .fix(
                Fix(
                    finding: finding, recipe: recipe, steps: steps,
                    radius: BlastRadius(of: steps, on: Derivations.complete(facts)),
                    isOverlaid: knowledge.overlaidRecipes.contains(id)))
        }
        return .none(Unfixable(finding: finding, recipes: reasons))
    }

    private static func reasons(_ plan: RecipePlan) -> [String] {
        plan.hindrances
            + plan.asked.map { "\($0.ask ?? $0.name) Say --set \($0.name)=…, such as --set \($0.name)=\($0.example)." }
    }
}
