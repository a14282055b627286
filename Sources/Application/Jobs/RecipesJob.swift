import Facts
import KnowledgeFormat
import Lookup
import Planning
import Text
import YAML

/// `drydock recipes`.
public struct RecipesJob: Sendable {
    let settings: Settings
    let format: ListFormat

    public init(settings: Settings, format: ListFormat) {
        self.settings = settings
        self.format = format
    }

    struct Line: Encodable {
        var id, area, title: String
        var catalogue: [String]
        /// The nodes that it is for, as a phrase; nothing where it is for all.
        var fits: String?
        var why: String
        /// The words of the query that led to it, with where they stand; nothing where all are listed.
        var foundBy: String?

        init(_ hit: RecipeSearch.Hit) {
            let recipe = hit.recipe
            id = recipe.id
            area = recipe.area
            title = recipe.title
            catalogue = recipe.catalogue
            fits = recipe.fits.phrase
            why = recipe.about
            foundBy = hit.why.isEmpty ? nil : hit.why
        }
    }

    /// Lists recipes, all or those a query fits; 1 where there is none.
    public func list(_ query: String) throws -> Int32 {
        let knowledge = try KnowledgeLoading.load(settings.knowledgeFolders)
        let hits = RecipeSearch(knowledge.pages, rules: knowledge.rules, texts: knowledge.texts).hits(query)
        let recipes = hits.map(\.recipe)
        if format == .json {
            Output.write(try JSONText.of(["recipes": hits.map(Line.init)]))
            return recipes.isEmpty ? 1 : 0
        }
        guard !recipes.isEmpty else {
            Output.note("No recipe matches \"\(query)\". Try fewer words, or run `drydock explain` with the error text.")
            return 1
        }
        let index = Index(recipes.map(\.id))
        var area = ""
        for recipe in recipes {
            if query.isEmpty, recipe.area != area {
                Output.write((area.isEmpty ? "" : "\n") + settings.paint.bold(recipe.area) + "\n")
                area = recipe.area
            }
            Output.write(index.text(recipe.id, recipe.title))
        }
        return 0
    }

    /// Prints one recipe, or the page of a state, by its id or its word.
    public func show(_ id: String) throws -> Int32 {
        let knowledge = try KnowledgeLoading.load(settings.knowledgeFolders)
        let pages = knowledge.pages
        let state = knowledge.states.first { $0.words.contains(id) }?.id
        guard let recipe = pages.first(where: { $0.id == state ?? id }) else {
            let near = NearestWord.to(id, among: pages.map(\.id)).map { " Did you mean \($0)?" } ?? ""
            throw Refusal("There is no recipe \"\(id)\".\(near)")
        }
        Output.write(
            format == .json
                ? try JSONText.of(RecipeJSON(recipe))
                : RecipeText(RecipePlanner(facts: FactSet()).plan(recipe), paint: settings.paint).text())
        return 0
    }
}
