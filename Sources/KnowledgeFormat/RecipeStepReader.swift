import Diagnosis
import Planning
import Steps
import YAML

/// Reads one step of a recipe.
enum RecipeStepReader {
    static func read(_ node: YAMLNode, _ outer: Fields) -> RecipeStep {
        let fields = Fields(node, file: outer.file)
        let (check, words) = check(fields)
        let step = RecipeStep(
            title: fields.text("title"), risk: fields.word("risk", default: nil) ?? .destroys,
            fits: RecipeReader.fits(fields, "fits"), actions: actions(fields), check: check, checkWords: words,
            expects: fields.optionalText("expects"), undo: undo(fields))
        for sentence in RecipeStepLaw.problems(step) { fields.complain(node.line, sentence) }
        outer.complain(
            fields.finish(meant: [
                "fits": ["when", "if", "releases"], "check": ["verify", "test"], "run": ["command", "cmd", "exec"],
            ]))
        return step
    }

    /// One action beside the title, or several under `do`.
    private static func actions(_ fields: Fields) -> [Action] {
        let beside = ActionReader.read(fields)
        let list = fields.list("do").flatMap { node in
            let inner = Fields(node, file: fields.file)
            let actions = ActionReader.read(inner)
            if actions.isEmpty { inner.complain(node.line, "An action is one of \(Words.or(ActionReader.names)).") }
            fields.complain(inner.finish())
            return actions
        }
        let kinds = ActionReader.names.filter { fields.node[$0] != nil } + (fields.node["do"] == nil ? [] : ["do"])
        if kinds.count != 1 {
            fields.complain(
                fields.node.line,
                "A step has exactly one of \(Words.or(ActionReader.names)), or \"do\" with a list of those; this one has "
                    + (kinds.isEmpty ? "none." : "\(kinds.joined(separator: " and ")).")
            )
        }
        return beside + list
    }

    /// A command as a list of words, `{rule: ID}`, or a condition over facts.
    private static func check(_ fields: Fields) -> (Check?, words: String?) {
        guard let node = fields.optional("check") else { return (nil, nil) }
        if node.array != nil { return (.succeeds(fields.strings(node, "check")), nil) }
        if let rule = node["rule"]?.text { return (.clear(rule: rule), nil) }
        guard node.entries != nil else {
            fields.complain(node.line, "\"check\" is a command as a list of words, a condition over facts, or {rule: ID}.")
            return (nil, nil)
        }
        var conditions = ConditionReader(file: fields.file)
        let condition = conditions.read(node)
        fields.complain(conditions.problems)
        return (.holds(ConditionText.of(condition)), ConditionWords.of(condition))
    }

    /// Left out: the journal. `nothing` where nothing is left that could be taken back, `{because: SENTENCE}` where it cannot be, or actions
    /// as in a step.
    private static func undo(_ outer: Fields) -> Undo {
        guard let node = outer.optional("undo") else { return .journal }
        if node.text == "nothing" { return .actions([]) }
        let fields = Fields(node, file: outer.file)
        defer { outer.complain(fields.finish()) }
        if let because = fields.optionalText("because") {
            if !because.hasSuffix(".") { fields.complain(fields.line("because"), "\"because\" must be a whole sentence.") }
            return .none(because: because)
        }
        let actions = actions(fields)
        return .actions(actions)
    }
}
