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

    /// The line of what is wrong with a recipe.
    func line(_ problem: RecipeProblem) -> Int {
        let part = problem.step.flatMap { node["steps"]?[$0] } ?? problem.field.flatMap { node[$0] } ?? node
        return problem.word.flatMap { Self.line(of: $0, in: part) } ?? part.line
    }

    /// The line of the first key or scalar in which a text stands.
    private static func line(of word: String, in node: YAMLNode) -> Int? {
        if let text = node.text { return text.contains(word) ? node.line : nil }
        if let array = node.array { return array.lazy.compactMap { line(of: word, in: $0) }.first }
        return node.entries?.lazy.compactMap { $0.key.name == word ? $0.key.line : line(of: word, in: $0.value) }.first
    }

    /// The line of a rule that a need of a machine names.
    func line(need: String, _ field: String, member: String) -> Int {
        let entry = node["needs"]?.array?.first { $0["title"]?.text == need }
        return (entry?[field]?.array?.first { $0.text == member } ?? entry?[field] ?? entry ?? node).line
    }

    /// The line of what a way of a state leads to; nil where none of them does.
    func line(way member: String) -> Int? {
        (node["ways"]?.array ?? []).lazy.compactMap { $0["leads"]?.array?.first { $0.text == member }?.line }.first
    }

    /// Whether a text stands in this file of texts.
    func holds(_ text: KnownText) -> Bool { node["program"]?.text == text.program && entry(text.text) != nil }

    private func entry(_ text: String) -> YAMLNode? {
        (node["texts"]?.array ?? []).first { $0["text"]?.text == text }
    }

    /// The line of a member of a text's field, in a file of texts.
    func line(text: String, _ field: String, member: String) -> Int {
        guard let entry = entry(text) else { return 1 }
        let value = entry[field]
        return (value?.array?.first { $0.text == member } ?? value?["id"] ?? value ?? entry).line
    }
}
