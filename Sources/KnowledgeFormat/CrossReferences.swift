import Diagnosis
import Planning
import YAML

/// Checks what one file says of others: rules named in leadsTo, recipes, catalogue entries, and that no chain is a circle.
enum CrossReferences {
    static func check(
        _ knowledge: KnowledgeBase, beside base: KnowledgeBase, places: [String: String], catalogue: Set<String>?
    ) -> [KnowledgeProblem] {
        let all = base.overlaid(with: knowledge)
        let rules = Set(all.rules.map(\.id))
        let recipes = Set(all.recipes.map(\.id))
        var problems: [KnowledgeProblem] = []
        func complain(_ place: String, _ sentence: String) {
            problems.append(KnowledgeProblem(file: places[place] ?? place, line: 1, sentence: sentence))
        }
        for rule in knowledge.rules {
            let place = "rules/\(rule.id)"
            for id in rule.leadsTo where !rules.contains(id) {
                complain(place, "leadsTo names the rule \"\(id)\", which does not exist.")
            }
            for id in rule.recipes where !recipes.contains(id) {
                complain(place, "recipes names \"\(id)\", which does not exist.")
            }
            for id in rule.catalogue where catalogue.map({ !$0.contains(id) }) ?? false {
                complain(place, "The catalogue has no entry \"\(id)\".")
            }
        }
        let tables = knowledge.recipes.isEmpty ? [] : all.planning.commands
        for recipe in knowledge.recipes {
            for id in recipe.catalogue where catalogue.map({ !$0.contains(id) }) ?? false {
                complain("recipes/\(recipe.id)", "The catalogue has no entry \"\(id)\".")
            }
            for sentence in RecipeGuards.problems(recipe, tables) { complain("recipes/\(recipe.id)", sentence) }
        }
        for text in knowledge.texts {
            for id in text.leads where !rules.contains(id) && !recipes.contains(id) {
                complain("texts/\(text.program)", "leads names \"\(id)\", which is neither a rule nor a recipe.")
            }
            if let id = text.meaning?.id, rules.contains(id) || recipes.contains(id) {
                complain("texts/\(text.program)", "means has the id \"\(id)\", which a rule or a recipe has.")
            }
        }
        for circle in circles(all.rules) {
            complain("rules/\(circle[0])", "leadsTo goes in a circle: \(circle.joined(separator: " -> ")).")
        }
        return problems
    }

    /// Each circle of leadsTo once, beginning with its first id by name.
    private static func circles(_ rules: [Rule]) -> [[String]] {
        let next = Dictionary(rules.map { ($0.id, $0.leadsTo) }) { first, _ in first }
        var done: Set<String> = []
        var found: [[String]] = []
        func visit(_ id: String, _ path: [String]) {
            if let start = path.firstIndex(of: id) {
                found.append(Array(path[start...]) + [id])
                return
            }
            guard done.insert(id).inserted else { return }
            for after in next[id] ?? [] { visit(after, path + [id]) }
        }
        for rule in rules.sorted(by: { $0.id < $1.id }) { visit(rule.id, []) }
        return found
    }
}
