import Diagnosis
import Facts
import Patterns
import Planning
import Steps
import YAML

/// Reads one recipe's file.
enum RecipeReader {
    static func read(_ node: YAMLNode, id: String, area: String, file: String) -> (Recipe, [KnowledgeProblem]) {
        let fields = Fields(node, file: file)
        let nodes = fields.required("steps")?.array ?? []
        if nodes.isEmpty || nodes.count > 8 {
            fields.complain(fields.line("steps"), "A recipe has one to eight steps; this one has \(nodes.count).")
        }
        let recipe = Recipe(
            id: id, area: area, title: fields.text("title"), catalogue: fields.texts("catalogue"), about: fields.text("about"),
            notWhen: fields.optionalText("notWhen") ?? "", fits: fits(fields, "fits"), params: params(fields),
            manual: manual(fields), plan: plan(fields), steps: nodes.map { RecipeStepReader.read($0, fields) },
            texts: texts(node, fields),
            sources: fields.texts("sources"))
        if recipe.title.hasSuffix(".") { fields.complain(fields.line("title"), "A title is a phrase without a full stop.") }
        return (recipe, fields.finish(meant: meant))
    }

    /// What authors write for a field of a recipe.
    private static let meant = [
        "about": ["description", "why", "says"], "fits": ["applies", "when", "releases", "versions"],
        "params": ["parameters", "vars", "inputs"],
        "notWhen": ["wrongWhen", "unless", "except"], "manual": ["byHand"], "sources": ["references", "links"],
    ]

    private static func texts(_ node: YAMLNode, _ fields: Fields) -> [String] {
        let texts = fields.texts("texts")
        for (at, text) in texts.enumerated() {
            do { _ = try Pattern(text) } catch {
                fields.complain(
                    node["texts"]?[at]?.line ?? fields.line("texts"),
                    "The error text \"\(text)\" cannot be searched for: \(error)")
            }
        }
        return texts
    }

    /// `fits: {releases: {from: "1.33"}, when: CONDITION, for: PHRASE}`.
    static func fits(_ outer: Fields, _ name: String) -> Recipe.Fit {
        guard let node = outer.optional(name) else { return Recipe.Fit() }
        let fields = Fields(node, file: outer.file)
        var conditions = ConditionReader(file: outer.file)
        let fit = Recipe.Fit(
            releases: fields.releases("releases"), when: fields.optional("when").map { conditions.read($0) },
            words: fields.optionalText("for"))
        fields.complain(conditions.problems)
        if (fit.when == nil) != (fit.words == nil) {
            fields.complain(node.line, "\"when\" and \"for\", which says the same to a person, belong together.")
        }
        if fit.words?.hasSuffix(".") == true { fields.complain(fields.line("for"), "\"for\" is a phrase without a full stop.") }
        outer.complain(fields.finish(meant: ["for": ["words", "says", "name"], "when": ["if", "where", "condition"]]))
        return fit
    }

    private static func manual(_ outer: Fields) -> String? {
        guard let node = outer.optional("manual") else { return nil }
        let fields = Fields(node, file: outer.file)
        let because = fields.text("because")
        if !because.hasSuffix(".") { fields.complain(fields.line("because"), "\"because\" must be a whole sentence.") }
        outer.complain(fields.finish())
        return because
    }

    /// `plan: renew-certificates`, a task of a plan for a cluster that is there.
    private static func plan(_ fields: Fields) -> ExistingCluster.Task? {
        guard let word = fields.optionalText("plan") else { return nil }
        let task = ExistingCluster.Task(rawValue: word)
        if task == nil {
            let all = ExistingCluster.Task.allCases.map(\.rawValue)
            fields.complain(
                fields.line("plan"),
                "\"\(word)\" is no task of a plan; the tasks are \(all.joined(separator: ", ")).\(Words.meant(word, among: all))")
        }
        return task
    }

    private static func params(_ outer: Fields) -> [RecipeParam] {
        outer.mapping("params").map { entry in
            if !RecipeParam.isName(entry.key.name) {
                outer.complain(entry.key.line, "\"\(entry.key.name)\" is no name of a parameter: letters, digits and hyphens.")
            }
            return param(entry, outer)
        }
    }

    private static func param(_ entry: YAMLEntry, _ outer: Fields) -> RecipeParam {
        let fields = Fields(entry.value, file: outer.file)
        let param = RecipeParam(
            entry.key.name, source(fields), ask: fields.optionalText("ask"), example: fields.text("example"))
        if param.source == nil, param.ask == nil {
            fields.complain(
                entry.value.line, "A parameter comes from \"fact\", \"finding\" or \"table\", or a person is asked with \"ask\".")
        }
        outer.complain(fields.finish())
        return param
    }

    private static func source(_ fields: Fields) -> RecipeParam.Source? {
        if let name = fields.optionalText("fact") {
            if FactKey.registered[name] == nil { fields.complain(fields.line("fact"), FactNames.unknown(name, in: [])) }
            return .fact(name)
        }
        if fields.optional("finding") != nil { return .finding(columns(fields)) }
        guard let name = fields.optionalText("table") else { return nil }
        guard let table = FactKey.registered[name], case .table = table.type else {
            fields.complain(fields.line("table"), "There is no table of facts named \"\(name)\".")
            return nil
        }
        let column = fields.text("column")
        if table.column(column) == nil { fields.complain(fields.line("column"), FactNames.unknown(column, in: [table])) }
        var conditions = ConditionReader(file: fields.file)
        let condition = fields.optional("where").map { conditions.read($0, rowsOf: table) }
        fields.complain(conditions.problems)
        return .table(name, column: column, where: condition)
    }

    /// Columns that the finding's rows may have: each must be one of some table.
    private static func columns(_ fields: Fields) -> [String] {
        let columns = fields.texts("finding")
        for column in columns where !FactKey.register.contains(where: { $0.column(column) != nil }) {
            fields.complain(fields.line("finding"), "No table of facts has a column \"\(column)\".")
        }
        return columns
    }
}
