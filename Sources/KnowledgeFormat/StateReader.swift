import YAML

/// Reads the file of one state.
enum StateReader {
    static func read(_ node: YAMLNode, id: String, file: String) -> (KnownState, [KnowledgeProblem]) {
        let fields = Fields(node, file: file)
        let state = KnownState(
            id: id, title: fields.text("title"), words: fields.texts("words"), isExpected: fields.flag("expected"),
            says: fields.text("says"), asks: fields.texts("asks"), ways: fields.list("ways").map { way($0, fields) },
            leads: fields.texts("leads"), sources: fields.texts("sources"))
        if state.title.hasSuffix(".") { fields.complain(fields.line("title"), "A title is a phrase without a full stop.") }
        if !state.says.hasSuffix(".") { fields.complain(fields.line("says"), "\"says\" must be whole sentences.") }
        if state.words.isEmpty { fields.complain(node.line, "\"words\" must list what kubectl prints for the state.") }
        for word in state.words where !word.utf8.allSatisfy({ (65...90).contains($0) || (97...122).contains($0) }) {
            fields.complain(fields.line("words"), "\"\(word)\" is no word: only letters stand in one.")
        }
        if state.sources.isEmpty { fields.complain(node.line, "\"sources\" must list where the words stand.") }
        if state.leads.isEmpty, !state.isExpected {
            fields.complain(node.line, "\"leads\" must name a rule or a recipe, or \"expected\" say that nothing is wrong.")
        }
        return (state, fields.finish())
    }

    private static func way(_ node: YAMLNode, _ outer: Fields) -> KnownState.Way {
        let fields = Fields(node, file: outer.file)
        let exits = fields.texts("exit").compactMap { text -> Int? in
            guard let code = Int(text), (0...255).contains(code) else {
                fields.complain(fields.line("exit"), "An exit code is a number from 0 to 255, not \"\(text)\".")
                return nil
            }
            return code
        }
        let way = KnownState.Way(
            sign: fields.text("sign"), exits: exits, words: fields.texts("words"), places: fields.texts("places"),
            says: fields.text("says"), leads: fields.texts("leads"))
        if way.sign.hasSuffix(".") { fields.complain(fields.line("sign"), "A sign is a phrase without a full stop.") }
        if !way.says.hasSuffix(".") { fields.complain(fields.line("says"), "\"says\" must be whole sentences.") }
        if way.leads.isEmpty { fields.complain(node.line, "\"leads\" must name a rule or a recipe.") }
        outer.complain(fields.finish())
        return way
    }
}
