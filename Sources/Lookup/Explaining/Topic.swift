import Diagnosis
import KnowledgeFormat
import Planning

/// What a text leads to.
struct Topic: Sendable {
    var id: String
    var kind: Explainer.Kind
    var isRule = false
    var catalogue: [String] = []
    var title: String
    /// What it means, whole sentences.
    var says: String
    var recipes: [String]
    /// 0 a notice, 2 an error.
    var severity: Int
    /// Another system's or an old release's: only what names it (one of these words, in small letters) is first of it.
    var named: [String] = []

    init(_ rule: Rule) {
        id = rule.id
        kind = rule.kind == .expected ? .expected : .rule
        isRule = true
        catalogue = rule.catalogue
        title = rule.title
        says = rule.why
        recipes = rule.recipes
        severity = rule.severity == .error ? 2 : rule.severity == .warning ? 1 : 0
        named = Self.elsewhere[rule.id] ?? []
    }

    init(_ recipe: Recipe) {
        id = recipe.id
        kind = .recipe
        catalogue = recipe.catalogue
        title = recipe.title
        says = recipe.about
        recipes = [recipe.id]
        severity = 1
        named = Self.elsewhere[recipe.id] ?? Self.elsewhere[recipe.area] ?? []
    }

    init(_ state: KnownState, recipes: [String]) {
        id = state.id
        kind = state.isExpected ? .expected : .state
        title = state.title
        says = state.says
        self.recipes = recipes
        severity = state.isExpected ? 0 : 1
    }

    init(_ meaning: KnownText.Meaning, recipes: [String]) {
        id = meaning.id
        kind = meaning.isExpected ? .expected : .state
        title = meaning.title
        says = meaning.says
        self.recipes = recipes
        severity = meaning.isExpected ? 0 : 1
    }

    /// By area, or by id: what is only so on another system, with another tool, or in a release of years ago.
    private static let elsewhere: [String: [String]] = [
        "windows": ["windows", "win32", "hcs", "hns", ".exe", "c:\\", "c:/"], "kops": ["kops"],
        "kubespray": ["kubespray", "ansible", "unreachable!", "fatal: ["],
        "replace-old-docker": ["docker", "code = 2 desc"], "remove-mount-flags": ["mountflags"], "docker-is-ancient": ["docker"],
        "let-newer-node-read-nodes": ["1.18", "1.17"],
    ]

    /// It is of a machine that is to become a node; what a node writes is of one that is.
    var isPlanned: Bool { id.hasPrefix("planned-") || id == "free-a-planned-port" }

    /// Whether a text, in small letters, is of where this topic is at home.
    func isAtHome(in text: String) -> Bool { named.isEmpty || named.contains { text.contains($0) } }
}
