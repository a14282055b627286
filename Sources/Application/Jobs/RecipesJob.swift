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

        init(_ recipe: Recipe) {
            id = recipe.id
            area = recipe.area
            title = recipe.title
            catalogue = recipe.catalogue
            fits = recipe.fits.phrase
            why = recipe.about
        }
    }

    /// Lists recipes, all or those a query fits; 1 where there is none.
    public func list(_ query: String) throws -> Int32 {
        let knowledge = try KnowledgeLoading.load(settings.knowledgeFolders)
        let recipes = RecipeSearch(knowledge.recipes, rules: knowledge.rules, texts: knowledge.texts).find(query)
        if format == .json {
            Output.write(try JSONText.of(["recipes": recipes.map(Line.init)]))
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

    /// Prints one recipe.
    public func show(_ id: String) throws -> Int32 {
        let knowledge = try KnowledgeLoading.load(settings.knowledgeFolders)
        guard let recipe = knowledge.recipes.first(where: { $0.id == id }) else {
            let near = NearestWord.to(id, among: knowledge.recipes.map(\.id)).map { " Did you mean \($0)?" } ?? ""
            throw Refusal("There is no recipe \"\(id)\".\(near)")
        }
        Output.write(
            format == .json
                ? try JSONText.of(RecipeJSON(recipe))
                : RecipeText(RecipePlanner(facts: FactSet()).plan(recipe), paint: settings.paint).text())
        return 0
    }
}
