/// Finds recipes by words: each word must stand somewhere; titles count more than error texts, those more than bodies.
public struct RecipeSearch: Sendable {
    private let entries: [Entry]

    private struct Entry: Sendable {
        var recipe: Recipe
        var title, texts, body: String
    }

    public init(_ recipes: [Recipe]) {
        entries = recipes.map { recipe in
            let steps = recipe.steps.map {
                "\($0.title) \($0.byHand ?? "") \(($0.command ?? []).joined(separator: " ")) \($0.edit?.file ?? "")"
            }
            return Entry(
                recipe: recipe, title: "\(recipe.id) \(recipe.title) \(recipe.catalogue.joined(separator: " "))".lowercased(),
                texts: recipe.texts.joined(separator: "\n").lowercased(),
                body: "\(recipe.area) \(recipe.about) \(recipe.notWhen) \(steps.joined(separator: " "))".lowercased())
        }
    }

    /// The recipes that fit, best first; all, by area and id, where the query is empty.
    public func find(_ query: String) -> [Recipe] {
        let words = query.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
        guard !words.isEmpty else { return entries.map(\.recipe).sorted { ($0.area, $0.id) < ($1.area, $1.id) } }
        var scored: [(Int, Recipe)] = []
        for entry in entries {
            var total = 0
            for word in words {
                let score =
                    (entry.title.contains(word) ? 9 : 0) + (entry.texts.contains(word) ? 4 : 0)
                    + (entry.body.contains(word) ? 1 : 0)
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
}
