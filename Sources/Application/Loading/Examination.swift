import Diagnosis
import Facts
import Hosts
import KnowledgeFormat
import Planning
import Probes

/// Looking at a node and judging it.
public struct Examination: Sendable {
    public let knowledge: KnowledgeBase
    private let judge: Judge
    private let survey: Survey
    private let recipeTitles: [String: String]
    private let recipePlans: [String: ExistingCluster.Task]

    public init(knowledge: KnowledgeBase) {
        self.knowledge = knowledge
        judge = Judge(rules: knowledge.rules, ladder: knowledge.ladder)
        survey = Survey(probes: Probes.all(patterns: knowledge.rules.flatMap(\.patterns), releases: knowledge.releases))
        recipeTitles = Dictionary(knowledge.recipes.map { ($0.id, $0.title) }) { first, _ in first }
        recipePlans = Dictionary(knowledge.recipes.compactMap { recipe in recipe.plan.map { (recipe.id, $0) } }) { first, _ in
            first
        }
    }

    private init(
        knowledge: KnowledgeBase, judge: Judge, survey: Survey, recipeTitles: [String: String],
        recipePlans: [String: ExistingCluster.Task]
    ) {
        self.knowledge = knowledge
        self.judge = judge
        self.survey = survey
        self.recipeTitles = recipeTitles
        self.recipePlans = recipePlans
    }

    /// The same without logs, of which there may be a hundred megabytes: what a watch does every two seconds. Rules that read logs
    /// are left out: they would all be unknown.
    var withoutLogs: Examination {
        let rules = knowledge.rules.filter(\.patterns.isEmpty)
        return Examination(
            knowledge: knowledge, judge: Judge(rules: rules, ladder: knowledge.ladder),
            survey: Survey(probes: Probes.withoutLogs(releases: knowledge.releases)),
            recipeTitles: recipeTitles, recipePlans: recipePlans)
    }

    public func look(
        at host: any Host, progress: @escaping @Sendable (Survey.Progress) -> Void = { _ in },
        slow: @escaping @Sendable ([String]) -> Void = { _ in }
    ) async -> FactSet {
        await survey.look(at: host, progress: progress, slow: slow)
    }

    public func report(on facts: FactSet) -> Report { judge.report(on: facts) }

    /// Looks and judges, and measures both.
    public func examine(
        _ host: any Host, against other: (any Host)? = nil, progress: @escaping @Sendable (Survey.Progress) -> Void = { _ in },
        slow: @escaping @Sendable ([String]) -> Void = { _ in }
    ) async -> FinishedReport {
        await examineKeepingFacts(host, against: other, progress: progress, slow: slow).0
    }

    /// The same, with what was seen.
    func examineKeepingFacts(
        _ host: any Host, against other: (any Host)? = nil, progress: @escaping @Sendable (Survey.Progress) -> Void = { _ in },
        slow: @escaping @Sendable ([String]) -> Void = { _ in }
    ) async -> (FinishedReport, FactSet) {
        let clock = ContinuousClock()
        let start = clock.now
        let facts = await look(at: host, progress: progress, slow: slow)
        let report = report(on: facts)
        let seconds = (clock.now - start) / .seconds(1)
        var finished = FinishedReport(
            report: report, seconds: seconds, isRecorded: host.isRecorded, recipeTitles: recipeTitles,
            recipePlans: recipePlans)
        if let other {
            let there = await look(at: other)
            finished.comparison = Comparison(
                here: Derivations.complete(facts), there: Derivations.complete(there), rules: knowledge.rules)
        }
        return (finished, facts)
    }
}
