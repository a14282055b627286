import Diagnosis
import Facts
import Lookup
import Planning

/// What all screens know: the node as it is seen now, and what drydock knows.
public struct Session: Sendable {
    /// The program's name and version.
    public var program: String
    public var nodeName: String
    /// `control-plane`, `etcd`, `worker` or `none`; nil until that was seen.
    public var role: String?
    /// The report, as far as the look has come.
    public var report: Report?
    /// The facts that the report was made from.
    public var facts: FactSet
    /// The whole report before the last look, to show what cleared.
    public var before: Report?
    /// How many whole looks there were.
    public var looks: Int
    /// The look that runs at the moment.
    public var progress: LookProgress?
    public private(set) var recipes: [Recipe] = []
    public private(set) var rules: [Rule] = []
    /// How many of them fix something.
    public var recipeCount: Int { recipes.count { !$0.isState } }
    /// Finds recipes by words.
    public var search = RecipeSearch([])
    /// Releases, add-ons and runtimes.
    public private(set) var planning = PlanKnowledge()
    public private(set) var edition = KnowledgeEdition()
    /// A plan that can be taken up.
    public var savedPlan: SavedPlan?
    /// What captures of other machines say, for the wizard.
    public var captures: [FactSet] = []
    /// A run of drydock that was cut off on this machine.
    public var cutOff: CutOffRun?
    public var isRecorded: Bool
    public var isReadOnly: Bool
    private var recipeIndex: [String: Int] = [:]
    private var ruleIndex: [String: Int] = [:]

    public init(
        program: String, nodeName: String, report: Report? = nil, facts: FactSet = FactSet(), before: Report? = nil,
        progress: LookProgress? = nil, recipes: [Recipe] = [], rules: [Rule] = [], isRecorded: Bool = false,
        isReadOnly: Bool = false
    ) {
        self.program = program
        self.nodeName = nodeName
        self.report = report
        self.facts = facts
        self.before = before
        self.progress = progress
        looks = report != nil && progress == nil ? 1 : 0
        role = report?.node.role
        self.isRecorded = isRecorded
        self.isReadOnly = isReadOnly
        learn(rules, recipes)
    }

    /// Takes over what drydock knows; it comes a moment after the first page was shown.
    ///
    /// - Parameter search: over those recipes; made here where it is left out.
    public mutating func learn(
        _ rules: [Rule], _ recipes: [Recipe], _ planning: PlanKnowledge = PlanKnowledge(),
        _ edition: KnowledgeEdition = KnowledgeEdition(), search: RecipeSearch? = nil
    ) {
        self.search = search ?? RecipeSearch(recipes, rules: rules)
        self.planning = planning
        self.edition = edition
        self.rules = rules
        self.recipes = recipes
        ruleIndex = Dictionary(rules.enumerated().map { ($1.id, $0) }) { first, _ in first }
        recipeIndex = Dictionary(recipes.enumerated().map { ($1.id, $0) }) { first, _ in first }
    }

    public func recipe(_ id: String) -> Recipe? { recipeIndex[id].map { recipes[$0] } }
    /// Makes recipes into steps for this node, for a finding where a rule is given.
    ///
    /// - Parameter answers: what a person said, by the parameter's name.
    public func planner(for rule: String? = nil, answers: [String: String] = [:]) -> RecipePlanner {
        let finding = rule.flatMap { id in ((report?.findings ?? []) + (report?.expected ?? [])).first { $0.id == id } }
        return RecipePlanner(facts: facts, finding: finding, answers: answers, machine: nodeName)
    }
    public func rule(_ id: String) -> Rule? { ruleIndex[id].map { rules[$0] } }

    /// Findings of the look before that this one has judged and no longer has. One that could not be judged this time is none.
    public var cleared: [Finding] {
        guard let before, let report, progress == nil else { return [] }
        let now = Set(report.findings.map(\.id)).union(report.expected.map(\.id)).union(report.unknown.map(\.rule))
        return before.findings.filter { !now.contains($0.id) }
    }

    /// Whether the first look still runs, so that what is shown is not all.
    public var isFirstLook: Bool { progress != nil && looks == 0 }
}

/// How far a look has come.
public struct LookProgress: Sendable, Equatable {
    public var done, total: Int
    /// What was looked at last.
    public var subject: String

    public init(done: Int, total: Int, subject: String) {
        self.done = done
        self.total = total
        self.subject = subject
    }
}
