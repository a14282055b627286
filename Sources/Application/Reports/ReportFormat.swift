import Diagnosis

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

    public init(report: Report, seconds: Double, isRecorded: Bool, comparison: Comparison? = nil, recipeTitles: [String: String])
    {
        self.report = report
        self.seconds = seconds
        self.isRecorded = isRecorded
        self.comparison = comparison
        self.recipeTitles = recipeTitles
    }

    /// 0 nothing wrong; 1 a finding of severity warning or above; 3 nothing found, but what matters could not be judged.
    public var exitStatus: Int32 {
        if let worst = report.worst, worst >= .warning { return 1 }
        return report.unseen.isEmpty ? 0 : 3
    }
}
