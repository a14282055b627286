import Diagnosis
import Facts
import Planning

/// The recipes of a finding, each with what stands between it and being done here.
public struct FixOptions: Sendable {
    let rule: String
    let finding: Finding?
    let options: [Option]

    struct Option: Sendable {
        var plan: RecipePlan
        /// Why drydock cannot do it, whole sentences; empty where it can, perhaps once it knows the values it asks for.
        var obstacles: [String]

        var isReady: Bool { plan.steps?.isEmpty == false }
        var asks: Bool { !isReady && obstacles.isEmpty }
    }

    /// - Parameter answers: what a person said so far, by the parameter's name.
    init(_ session: Session, rule: String, answers: [String: String] = [:]) {
        self.rule = rule
        finding = session.report?.findings.first { $0.id == rule }
        let planner = session.planner(for: rule, answers: answers)
        options = (finding?.rule.recipes ?? []).compactMap(session.recipe).map { recipe in
            let plan = planner.plan(recipe)
            return Option(plan: plan, obstacles: plan.hindrances)
        }
    }

    /// Whether drydock can do something about it here, perhaps after a question.
    var canBeFixed: Bool { options.contains { $0.isReady || $0.asks } }

    /// Where `f` leads: to the work itself where there is nothing to choose and nothing to ask, to the question where there is.
    public static func page(_ session: Session, rule: String, recipe: String?, answers: [String: String]) -> any Screen {
        let fix = FixOptions(session, rule: rule, answers: answers)
        let chosen = fix.options.first { $0.plan.recipe.id == recipe } ?? (fix.options.count == 1 ? fix.options[0] : nil)
        guard let chosen, fix.finding?.causedBy.isEmpty == true else { return FixScreen(session, rule: rule) }
        if chosen.isReady { return WorkScreen(session, .fix(rule: rule, recipe: chosen.plan.recipe.id, answers: answers)) }
        guard chosen.asks else { return FixScreen(session, rule: rule) }
        let asked = chosen.plan.asked.map {
            AskedValue($0.name, says: "\($0.ask ?? $0.name) Such as \($0.example).", example: $0.example)
        }
        let recipe = chosen.plan.recipe
        return FixValuesScreen(recipe.title, asked, for: .fix(rule: rule, recipe: recipe.id, known: answers))
    }
}

extension Session {
    /// Why nothing can be done on this machine from here, and what to do about that; nil where it can.
    func hindrance(_ command: String) -> String? {
        if isRecorded {
            return "This is a recording of \(nodeName); nothing can be changed in it. On the machine itself run: \(command)"
        }
        return facts.flag(NodeFacts.isRoot) == false
            ? "drydock does not run as root here, so it can change nothing. Leave it, and run: sudo \(command)" : nil
    }
}
