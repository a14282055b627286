import YAML

/// Where a rule, a recipe or a list of texts stands: its file as errors name it, and what was read there.
struct KnowledgePlace {
    var file: String
    var node: YAMLNode

    /// The line of a list's member, else of the list, else of the file.
    func line(_ field: String, member: String) -> Int {
        let list = node[field]
        return (list?.array?.first { $0.text == member } ?? list)?.line ?? 1
    }

    /// The line of a step of a recipe.
    func line(step: Int?) -> Int { (step.flatMap { node["steps"]?[$0] } ?? node).line }

    /// The line of a member of a text's field, in a file of texts or states.
    func line(text: String, _ field: String, member: String) -> Int {
        let entries = ["texts", "states"].flatMap { node[$0]?.array ?? [] }
        guard let entry = entries.first(where: { $0["text"]?.text == text || $0["state"]?.text == text }) else { return 1 }
        let value = entry[field]
        return (value?.array?.first { $0.text == member } ?? value?["id"] ?? value ?? entry).line
    }
}
