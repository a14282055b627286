import Diagnosis
import Facts
import Steps

/// Makes a recipe into steps for one node: what does not fit is left out, and parameters are filled from the finding, the facts and what
/// a person answered.
public struct RecipePlanner: Sendable {
    private let evaluation: Evaluation
    private let facts: FactSet
    private let finding: Finding?
    private let answers: [String: String]
    private let machine: String

    /// - Parameters:
    ///   - facts: what was seen of the node; empty where no node was looked at.
    ///   - finding: what is to be fixed, where the recipe was reached from there.
    ///   - answers: what a person said, by the parameter's name.
    public init(facts: FactSet, finding: Finding? = nil, answers: [String: String] = [:], machine: String? = nil) {
        let complete = Derivations.complete(facts)
        self.facts = complete
        evaluation = Evaluation(facts: complete)
        self.finding = finding
        self.answers = answers
        self.machine = machine ?? complete.text(NodeFacts.name) ?? "this-machine"
    }

    public func plan(_ recipe: Recipe) -> RecipePlan {
        let values = ([RecipeParam.rule] + recipe.params).map { (param: $0, values: self.values($0)) }
        var plan = RecipePlan(recipe: recipe, fits: decide(recipe.fits), entries: [], asked: [], obstacles: [])
        if plan.fits == false, let words = recipe.fits.phrase { plan.obstacles.append("This recipe is for \(words).") }
        for (number, step) in recipe.steps.enumerated() { add(step, number, values, to: &plan) }
        let used = Set(plan.entries.flatMap { recipe.steps[$0.number].texts.flatMap(RecipeParam.names) })
        for (param, found) in values where found.isEmpty && used.contains(param.name) {
            if param.ask != nil { plan.asked.append(param) } else { plan.obstacles.append(missing(param)) }
        }
        if let manual = recipe.manual { plan.obstacles.append(manual) }
        return plan
    }

    // MARK: Fitting

    /// Whether something is for this node; nil where that cannot be told.
    private func decide(_ fit: Recipe.Fit) -> Bool? {
        let parts = [fit.releases.map(isOne(of:)), fit.when.map(isSo)].compactMap { $0 }
        if parts.contains(false) { return false }
        return parts.contains(nil) ? nil : true
    }

    private func isOne(of releases: ReleaseRange) -> Bool? {
        facts.text(NodeFacts.kubernetesVersion).flatMap(KubernetesVersion.init).map { releases.contains($0.minor) }
    }

    private func isSo(_ condition: Condition) -> Bool? {
        switch evaluation.judge(condition) {
        case .found: true
        case .clear: false
        case .unknown: nil
        }
    }

    // MARK: Steps

    private typealias Values = [(param: RecipeParam, values: [String?])]

    private func add(_ step: RecipeStep, _ number: Int, _ values: Values, to plan: inout RecipePlan) {
        let decision = decide(step.fits)
        guard decision != false, let actions = ofThisFamily(step.actions) else { return }
        let names = Set(step.texts.flatMap(RecipeParam.names))
        let used = values.filter { names.contains($0.param.name) }
        let bindings = Self.bindings(used)
        for (at, binding) in bindings.enumerated() {
            func fill(_ text: String) -> String { RecipeParam.fill(text, binding) }
            let title = fill(step.title)
            let made = Step(
                "\(plan.recipe.id).\(number + 1)" + (bindings.count > 1 ? ".\(at + 1)" : ""), on: machine, phase: .fix,
                title: title,
                why: finding?.says ?? fill(plan.recipe.about), risk: step.risk, actions: actions.map { $0.filled(fill) },
                check: step.check?.filled(fill), undo: step.undo.filled(fill))
            plan.entries.append(
                .init(
                    number: number, heading: decision == nil ? fill(step.heading) : title, step: made,
                    check: step.checkWords ?? made.check.map(ActionText.line), expects: step.expects.map(fill),
                    isDecided: decision != nil))
        }
    }

    /// The values of one step, once for each row that they come from. What has no value keeps its place: `<file>`.
    ///
    /// Values of one row stay together: a row that lacks one of them is left out.
    private static func bindings(_ values: Values) -> [[String: String]] {
        let rows = values.map { $0.values.count }.max() ?? 0
        var out: [[String: String]] = []
        for at in 0..<max(rows, 1) {
            var binding: [String: String] = [:]
            var isWhole = true
            for (param, values) in values {
                if values.isEmpty {
                    binding[param.name] = "<\(param.name)>"
                } else if let value = values[min(at, values.count - 1)] {
                    binding[param.name] = value
                } else {
                    isWhole = false
                }
            }
            if isWhole, !out.contains(binding) { out.append(binding) }
        }
        return out
    }

    /// The actions without package sets of other families; all where the family is not known, nil where packages are all that there is and
    /// none are for this one.
    private func ofThisFamily(_ actions: [Action]) -> [Action]? {
        guard let family else { return actions }
        let kept = actions.filter { if case .packages(let set) = $0 { set.family == family } else { true } }
        return kept.isEmpty && !actions.isEmpty ? nil : kept
    }

    private var family: SystemFamily? {
        switch facts.text(MachineFacts.packaging) {
        case "deb": .apt
        case "rpm": (facts.list(MachineFacts.osFamily) ?? []).contains { $0.contains("suse") } ? .zypper : .dnf
        case "none": SystemFamily.none
        default: nil
        }
    }

    // MARK: Values

    /// The values of a parameter, one a row where it comes from rows; none where there are none yet.
    private func values(_ param: RecipeParam) -> [String?] {
        if param == .rule { return finding.map { [$0.id] } ?? [] }
        if let answer = answers[param.name] { return [answer] }
        let found: [String?] =
            switch param.source {
            case .fact(let name): fact(name)
            case .finding(let columns): rows.map { row in columns.lazy.compactMap { text(row, $0) }.first }
            case .table(let table, let column, let condition): self.table(table, column, condition)
            case nil: []
            }
        let values = found.map { $0.flatMap(Self.usable) }
        return values.allSatisfy { $0 == nil } ? [] : values
    }

    /// A value goes into a command or a file: one that could break out of its line is no value.
    private static func usable(_ text: String) -> String? {
        !text.isEmpty && text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F } ? text : nil
    }

    private var rows: [AnyRow] { finding?.proofs.compactMap(\.row) ?? [] }

    private func fact(_ name: String) -> [String] {
        guard case .known(let value, _) = facts[name] else { return [] }
        if case .list(let list) = value { return list }
        return value == .absent ? [] : [value.words()]
    }

    private func table(_ name: String, _ column: String, _ condition: Condition?) -> [String?] {
        guard case .known(.rows(let rows), _) = facts[name] else { return [] }
        return rows.filter { row in
            guard let condition else { return true }
            if case .found = evaluation.judge(condition, row: row) { return true }
            return false
        }.map { text($0, column) }
    }

    private func text(_ row: AnyRow, _ column: String) -> String? {
        switch row[named: column] {
        case .absent, .unknown: nil
        case let value: value.words()
        }
    }

    private func missing(_ param: RecipeParam) -> String {
        finding == nil
            ? "What stands as <\(param.name)> is known only where a finding leads here."
            : "The node does not show what stands as <\(param.name)>."
    }
}
