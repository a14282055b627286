import Diagnosis
import Planning
import Steps

/// A recipe as `drydock recipes show ID --format json` gives it: its steps as they stand in the knowledge, with `{name}` where a parameter
/// stands, and conditions as rules write them.
struct RecipeJSON: Encodable {
    var id, area, title: String
    var catalogue: [String]
    var about, notWhen: String
    var fits: Fit?
    var params: [Param]
    var manual: String?
    var steps: [StepLine]
    var texts, sources: [String]

    struct Fit: Encodable {
        var releases: ReleaseRange?
        var when: String?
        var words: String?

        init?(_ fit: Recipe.Fit) {
            guard !fit.isOpen else { return nil }
            releases = fit.releases
            when = fit.when.map(ConditionText.of)
            words = fit.words
        }
    }

    struct Param: Encodable {
        var name: String
        var fact: String?
        var finding: [String]?
        var table: String?
        var column: String?
        var condition: String?
        var ask: String?
        var example: String

        init(_ param: RecipeParam) {
            name = param.name
            ask = param.ask
            example = param.example
            switch param.source {
            case .fact(let name): fact = name
            case .finding(let columns): finding = columns
            case .table(let name, let column, let condition):
                table = name
                self.column = column
                self.condition = condition.map(ConditionText.of)
            case nil: break
            }
        }
    }

    struct StepLine: Encodable {
        var title: String
        var risk: Risk
        var fits: Fit?
        var actions: [Action]
        /// Each action as a person reads it.
        var lines: [String]
        var check: Check?
        var expects: String?
        var undo: Undo

        init(_ step: RecipeStep) {
            title = step.title
            risk = step.risk
            fits = Fit(step.fits)
            actions = step.actions
            lines = step.actions.flatMap(ActionText.lines)
            check = step.check
            expects = step.expects
            undo = step.undo
        }
    }

    init(_ recipe: Recipe) {
        id = recipe.id
        area = recipe.area
        title = recipe.title
        catalogue = recipe.catalogue
        about = recipe.about
        notWhen = recipe.notWhen
        fits = Fit(recipe.fits)
        params = recipe.params.map(Param.init)
        manual = recipe.manual
        steps = recipe.steps.map(StepLine.init)
        texts = recipe.texts
        sources = recipe.sources
    }
}
