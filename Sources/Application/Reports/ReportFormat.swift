import Diagnosis
import Planning

/// The forms in which a report is written.
public enum ReportFormat: String, Sendable, CaseIterable {
    /// For a person in an incident.
    case text
    /// The contract that scripts hold on to, `schemaVersion` 1.
    case json
    /// For a ticket.
    case markdown
    /// For CI.
    case junit
    /// For node_exporter's textfile collector: one machine.
    case prometheus
}

/// A report with what only the run knows.
public struct FinishedReport: Sendable {
    public var report: Report
    /// How long looking and judging took.
    public var seconds: Double
    /// Whether it was made from a capture.
    public var isRecorded: Bool
    /// Differences to the capture that was compared with; nil where none was.
    public var comparison: Comparison?
    /// Titles of the recipes by id.
    public var recipeTitles: [String: String]
    /// The tasks of plans that do a recipe's work on all machines of a cluster, by the recipe's id.
    public var recipePlans: [String: ExistingCluster.Task]

    public init(
        report: Report, seconds: Double, isRecorded: Bool, comparison: Comparison? = nil, recipeTitles: [String: String],
        recipePlans: [String: ExistingCluster.Task] = [:]
    ) {
        self.report = report
        self.seconds = seconds
        self.isRecorded = isRecorded
        self.comparison = comparison
        self.recipeTitles = recipeTitles
        self.recipePlans = recipePlans
    }

    /// The plans that do what a finding asks for on all machines, in the order of its recipes.
    func plans(for finding: Finding) -> [ExistingCluster.Task] {
        var plans: [ExistingCluster.Task] = []
        for plan in finding.rule.recipes.compactMap({ recipePlans[$0] }) where !plans.contains(plan) { plans.append(plan) }
        return plans
    }

    /// 0 nothing wrong; 1 a finding of severity warning or above; 3 nothing found, but what matters could not be judged.
    public var exitStatus: Int32 {
        if let worst = report.worst, worst >= .warning { return 1 }
        return report.unseen.isEmpty ? 0 : 3
    }
}
