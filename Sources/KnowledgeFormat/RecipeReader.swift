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
        let texts = fields.texts("texts")
        for (at, text) in texts.enumerated() {
            do { _ = try Pattern(text) } catch {
                fields.complain(
                    node["texts"]?[at]?.line ?? fields.line("texts"),
                    "The error text \"\(text)\" cannot be searched for: \(error)")
            }
        }
        let recipe = Recipe(
            id: id, area: area, title: fields.text("title"), catalogue: fields.texts("catalogue"), about: fields.text("about"),
            notWhen: fields.optionalText("notWhen") ?? "", steps: nodes.map { step($0, fields) }, texts: texts,
            sources: fields.texts("sources"), releases: fields.releases("releases"))
        if recipe.title.hasSuffix(".") { fields.complain(fields.line("title"), "A title is a phrase without a full stop.") }
        return (recipe, fields.finish())
    }

    private static func step(_ node: YAMLNode, _ outer: Fields) -> RecipeStep {
        let fields = Fields(node, file: outer.file)
        let command = fields.optional("run").map { arguments($0, "run", fields) }
        let edit = fields.optional("edit").map { Self.edit($0, fields) }
        let byHand = fields.optionalText("byHand")
        if [command != nil, edit != nil, byHand != nil].count(where: { $0 }) != 1 {
            fields.complain(node.line, "A step has exactly one of run, edit and byHand.")
        }
        let check = fields.optional("check").map { arguments($0, "check", fields) }
        let expects = fields.optionalText("expects")
        if (check == nil) != (expects == nil) { fields.complain(node.line, "\"check\" and \"expects\" belong together.") }
        let step = RecipeStep(
            title: fields.text("title"), risk: fields.word("risk", default: nil) ?? .destroys, command: command, edit: edit,
            byHand: byHand, check: check, expects: expects, undo: fields.optionalText("undo"),
            releases: fields.releases("releases"))
        if step.risk == .looks, edit != nil { fields.complain(node.line, "A step that edits a file does more than look.") }
        if step.risk == .edits, step.undo == nil { fields.complain(node.line, "An edit can be taken back: say how in \"undo\".") }
        outer.complain(fields.finish())
        return step
    }

    private static func arguments(_ node: YAMLNode, _ name: String, _ fields: Fields) -> [String] {
        guard node.array != nil else {
            fields.complain(node.line, "\"\(name)\" is a list of words, so that no shell has to split it.")
            return []
        }
        return fields.strings(node, name)
    }

    private static func edit(_ node: YAMLNode, _ outer: Fields) -> Edit {
        let fields = Fields(node, file: outer.file)
        let edit = Edit(
            file: fields.text("file"), format: fields.word("format", default: nil) ?? .lines, path: fields.texts("path"),
            value: fields.optionalText("value"))
        if !edit.file.hasPrefix("/") { fields.complain(fields.line("file"), "\"file\" must be an absolute path.") }
        outer.complain(fields.finish())
        return edit
    }
}

extension Edit.Format: CaseIterable {
    public static var allCases: [Edit.Format] { [.yaml, .toml, .json, .lines, .env] }
}
