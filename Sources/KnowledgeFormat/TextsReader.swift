import Patterns
import YAML

/// Reads one file of texts: what one program writes.
enum TextsReader {
    static func read(_ node: YAMLNode, id: String, file: String) -> ([KnownText], [KnowledgeProblem]) {
        let fields = Fields(node, file: file)
        let program = fields.text("program")
        if !KnownText.programs.contains(program) {
            fields.complain(
                fields.line("program"),
                "\"\(program)\" is no program whose texts are known: \(KnownText.programs.sorted().joined(separator: ", "))."
                    + Words.meant(program, among: KnownText.programs))
        }
        if fields.texts("sources").isEmpty { fields.complain(node.line, "\"sources\" must list where the texts stand.") }
        let texts = fields.list("texts").map { entry($0, program, fields) }
        complainOfTwins(texts, "texts", fields)
        return (texts, fields.finish())
    }

    /// The second of two would never be found.
    private static func complainOfTwins(_ texts: [KnownText], _ name: String, _ fields: Fields) {
        var seen: Set<String> = []
        for (index, text) in texts.enumerated() where !text.text.isEmpty && !seen.insert(text.text).inserted {
            fields.complain(
                fields.node[name]?[index]?.line ?? fields.node.line, "The text \"\(text.text)\" stands here twice.")
        }
    }

    private static func entry(_ node: YAMLNode, _ program: String, _ outer: Fields) -> KnownText {
        let fields = Fields(node, file: outer.file)
        let text = fields.text("text")
        do { _ = try Pattern(text) } catch {
            fields.complain(fields.line("text"), "The text \"\(text)\" cannot be searched for: \(error)")
        }
        let level = fields.optionalText("level")
        if let level, level != "info" {
            fields.complain(fields.line("level"), "\"level\" is only written where it is \"info\"; this is \"\(level)\".")
        }
        let meaning = fields.optional("means").map { Self.meaning($0, fields) }
        let leads = fields.texts("leads")
        if meaning == nil, leads.isEmpty {
            fields.complain(node.line, "\"leads\" must name a rule or a recipe, or \"means\" must say what the text means.")
        }
        let known = KnownText(
            program: program, text: text, isInformation: level == "info", isPassing: fields.flag("passing"),
            meaning: meaning, leads: leads)
        outer.complain(fields.finish())
        return known
    }

    private static func meaning(_ node: YAMLNode, _ outer: Fields) -> KnownText.Meaning {
        let fields = Fields(node, file: outer.file)
        let meaning = KnownText.Meaning(
            id: fields.text("id"), title: fields.text("title"), says: fields.text("says"), isExpected: fields.flag("expected"))
        if meaning.title.hasSuffix(".") { fields.complain(fields.line("title"), "A title is a phrase without a full stop.") }
        if !meaning.says.hasSuffix(".") { fields.complain(fields.line("says"), "\"says\" must be whole sentences.") }
        outer.complain(fields.finish())
        return meaning
    }
}
