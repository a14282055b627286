import Diagnosis
import Facts
import Planning

/// What all screens know: the node as it is seen now, and what drydock knows.
public struct Session: Sendable {
    public var nodeName: String
    /// The report, as far as the look has come.
    public var report: Report?
    /// The facts that the report was made from.
    public var facts: FactSet
    /// The report before the last look, to show what cleared.
    public var before: Report?
    /// The look that runs at the moment.
    public var progress: LookProgress?
    public var recipes: [Recipe]
    public var rules: [Rule]
    public var isRecorded: Bool
    public var isReadOnly: Bool

    public init(
        nodeName: String, report: Report? = nil, facts: FactSet = FactSet(), before: Report? = nil, progress: LookProgress? = nil,
        recipes: [Recipe], rules: [Rule], isRecorded: Bool, isReadOnly: Bool
    ) {
        self.nodeName = nodeName
        self.report = report
        self.facts = facts
        self.before = before
        self.progress = progress
        self.recipes = recipes
        self.rules = rules
        self.isRecorded = isRecorded
        self.isReadOnly = isReadOnly
    }

    public func recipe(_ id: String) -> Recipe? { recipes.first { $0.id == id } }
    public func rule(_ id: String) -> Rule? { rules.first { $0.id == id } }

    /// Findings of the look before that this one no longer has.
    public var cleared: [Finding] {
        guard let before, let report, progress == nil else { return [] }
        let now = Set(report.findings.map(\.id))
        return before.findings.filter { !now.contains($0.id) }
    }
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
