import Diagnosis
import Planning
import Steps
import YAML

/// Checks what one file says of others: rules named in leadsTo, recipes, catalogue entries, and that no chain is a circle.
struct CrossReferences {
    private let rules: Set<String>
    private let recipes: Set<String>
    private let states: Set<String>
    private let catalogue: Set<String>?
    private let places: [String: KnowledgePlace]
    private var problems: [KnowledgeProblem] = []

    /// - Parameters:
    ///   - places: by `rules/ID`, `recipes/ID` and `texts/PROGRAM`.
    ///   - excused: ids that may be named though nothing has them.
    ///   - catalogue: the ids of the catalogue, nil where they are not checked.
    static func check(
        _ knowledge: KnowledgeBase, beside base: KnowledgeBase, places: [String: KnowledgePlace], excusing excused: Set<String>,
        catalogue: Set<String>?
    ) -> [KnowledgeProblem] {
        let all = base.overlaid(with: knowledge)
        var check = CrossReferences(all, places, excused, catalogue)
        for rule in knowledge.rules { check.check(rule) }
        let tables = knowledge.recipes.isEmpty ? [] : all.planning.commands
        for recipe in knowledge.recipes { check.check(recipe, tables) }
        for text in knowledge.texts { check.check(text) }
        for state in knowledge.states { check.check(state) }
        check.check(knowledge.readiness)
        for circle in circles(all.rules).map({ begun($0, places) }) {
            check.complain("rules/\(circle[0])", "leadsTo goes in a circle: \(circle.joined(separator: " -> ")).") {
                $0.line("leadsTo", member: circle[1])
            }
        }
        return check.problems
    }

    private init(_ all: KnowledgeBase, _ places: [String: KnowledgePlace], _ excused: Set<String>, _ catalogue: Set<String>?) {
        rules = Set(all.rules.map(\.id)).union(excused)
        recipes = Set(all.recipes.map(\.id)).union(excused)
        states = Set(all.states.map(\.id))
        self.catalogue = catalogue
        self.places = places
    }

    private mutating func complain(_ place: String, _ sentence: String, _ line: (KnowledgePlace) -> Int) {
        let file = places[place]
        problems.append(
            KnowledgeProblem(file: file?.file ?? place, line: file.map(line) ?? 1, sentence: sentence))
    }

    private mutating func check(_ rule: Rule) {
        let place = "rules/\(rule.id)"
        for id in rule.leadsTo where !rules.contains(id) {
            let hint = recipes.contains(id) ? " There is a recipe of that name." : Words.meant(id, among: rules)
            complain(place, "leadsTo names the rule \"\(id)\", which does not exist.\(hint)") { $0.line("leadsTo", member: id) }
        }
        for id in rule.recipes where !recipes.contains(id) {
            let hint = rules.contains(id) ? " There is a rule of that name." : Words.meant(id, among: recipes)
            complain(place, "recipes names \"\(id)\", which does not exist.\(hint)") { $0.line("recipes", member: id) }
        }
        check(rule.catalogue, place)
    }

    private mutating func check(_ recipe: Recipe, _ tables: [CommandTable]) {
        let place = "recipes/\(recipe.id)"
        check(recipe.catalogue, place)
        for (at, step) in recipe.steps.enumerated() {
            guard let id = step.check?.rule, RecipeParam.names(in: id).isEmpty, !rules.contains(id) else { continue }
            let hint = Words.meant(id, among: rules)
            let problem = RecipeProblem(step: at, word: id, "check names the rule \"\(id)\", which does not exist.\(hint)")
            complain(place, problem.sentence) { $0.line(problem) }
        }
        for problem in RecipeGuards.problems(recipe, tables) {
            complain(place, problem.sentence) { $0.line(problem) }
        }
    }

    private mutating func check(_ ids: [String], _ place: String) {
        guard let catalogue else { return }
        for id in ids where !catalogue.contains(id) {
            complain(place, "The catalogue has no entry \"\(id)\".\(Words.meant(id, among: catalogue))") {
                $0.line("catalogue", member: id)
            }
        }
    }

    private mutating func check(_ readiness: Readiness) {
        for need in readiness.needs {
            for (field, ids) in [("stops", need.stops), ("rules", need.rules)] {
                for id in ids where !rules.contains(id) {
                    complain(
                        "readiness/machine",
                        "\(field) names the rule \"\(id)\", which does not exist.\(Words.meant(id, among: rules))"
                    ) { $0.line(need: need.title, field, member: id) }
                }
            }
        }
    }

    private mutating func check(_ text: KnownText) {
        let place = places.first { $0.key.hasPrefix("texts/") && $0.value.holds(text) }?.key ?? "texts/\(text.program)"
        for id in text.leads where !rules.contains(id) && !recipes.contains(id) && !states.contains(id) {
            complain(
                place,
                "leads names \"\(id)\", which is no rule, recipe or state.\(Words.meant(id, among: rules.union(recipes).union(states)))"
            ) { $0.line(text: text.text, "leads", member: id) }
        }
        if let id = text.meaning?.id, rules.contains(id) || recipes.contains(id) {
            complain(place, "means has the id \"\(id)\", which a rule or a recipe has.") {
                $0.line(text: text.text, "means", member: id)
            }
        }
    }

    private mutating func check(_ state: KnownState) {
        let place = "states/\(state.id)"
        for (field, ids) in [("leads", state.leads), ("ways", state.ways.flatMap(\.leads))] {
            for id in ids where !rules.contains(id) && !recipes.contains(id) {
                complain(
                    place,
                    "\(field) names \"\(id)\", which is neither a rule nor a recipe.\(Words.meant(id, among: rules.union(recipes)))"
                ) { $0.line(way: id) ?? $0.line(field, member: id) }
            }
        }
        if rules.contains(state.id) || recipes.contains(state.id) {
            complain(place, "A rule or a recipe has the id \"\(state.id)\", too.") { _ in 1 }
        }
    }

    /// The same circle from a rule on whose file is among those that are checked: of a folder laid over others, one of its own.
    private static func begun(_ circle: [String], _ places: [String: KnowledgePlace]) -> [String] {
        let ids = circle.dropLast()
        guard let at = ids.firstIndex(where: { places["rules/\($0)"] != nil }) else { return circle }
        return Array(ids[at...] + ids[..<at]) + [ids[at]]
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
