import Planning
import Steps

/// Finds recipes by words: each word must stand somewhere; titles count more than error texts, those more than bodies.
///
/// Compares bytes of lower-case text: a search of all recipes on each key press must not be felt.
public struct RecipeSearch: Sendable {
    private let entries: [Entry]

    private struct Entry: Sendable {
        var recipe: Recipe
        var title, texts, body: [UInt8]
    }

    public init(_ recipes: [Recipe]) {
        entries = recipes.map { recipe in
            let steps = recipe.steps.map { "\($0.title) \($0.actions.map(ActionText.line).joined(separator: " "))" }
            let title = "\(recipe.id) \(recipe.title) \(recipe.catalogue.joined(separator: " "))"
            let body = "\(recipe.area) \(recipe.about) \(recipe.notWhen) \(steps.joined(separator: " "))"
            return Entry(
                recipe: recipe, title: Self.folded(title), texts: Self.folded(recipe.texts.joined(separator: "\n")),
                body: Self.folded(body))
        }
    }

    private static func folded(_ text: String) -> [UInt8] { Array(text.lowercased().utf8) }

    /// The recipes that fit, best first; all, by area and id, where the query is empty.
    public func find(_ query: String) -> [Recipe] {
        let words = query.lowercased().split(whereSeparator: \.isWhitespace).map { Array($0.utf8) }
        guard !words.isEmpty else { return entries.map(\.recipe).sorted { ($0.area, $0.id) < ($1.area, $1.id) } }
        var scored: [(Int, Recipe)] = []
        for entry in entries {
            var total = 0
            for word in words {
                let score =
                    (Self.contains(word, in: entry.title) ? 9 : 0) + (Self.contains(word, in: entry.texts) ? 4 : 0)
                    + (Self.contains(word, in: entry.body) ? 1 : 0)
                if score == 0 {
                    total = 0
                    break
                }
                total += score
            }
            if total > 0 { scored.append((total, entry.recipe)) }
        }
        return scored.sorted { ($0.0, $1.1.id) > ($1.0, $0.1.id) }.map(\.1)
    }

    private static func contains(_ needle: [UInt8], in haystack: [UInt8]) -> Bool {
        guard let first = needle.first, haystack.count >= needle.count else { return needle.isEmpty }
        return haystack.withUnsafeBufferPointer { haystack in
            needle.withUnsafeBufferPointer { needle in
                var at = 0
                let last = haystack.count - needle.count
                while at <= last {
                    if haystack[at] == first {
                        var same = 1
                        while same < needle.count, haystack[at + same] == needle[same] { same += 1 }
                        if same == needle.count { return true }
                    }
                    at += 1
                }
                return false
            }
        }
    }
}
