import Diagnosis

/// A form in which a fleet's report is written, capture by capture.
protocol FleetForm {
    /// What comes before the first machine.
    var opening: String { get }
    /// What a capture adds now; a form that puts its totals first keeps it and adds nothing.
    mutating func add(_ machine: FleetMachine) throws -> String
    /// What comes after the last machine.
    mutating func close(_ end: FleetEnd) throws -> String
}

/// One capture of a fleet, looked at.
struct FleetMachine {
    var outcome: FleetExamination.Outcome
    /// What became of its findings; nil where nothing is compared, or no earlier capture is of it.
    var since: FindingsSince?
    /// Whether it was to be compared with an earlier capture.
    var isCompared: Bool

    /// The change of its findings in few words; nil where nothing is compared.
    var sinceWords: String? {
        guard isCompared, case .success = outcome.report else { return nil }
        return since?.counts ?? "no earlier capture"
    }
}

/// What is known when all captures have been looked at.
struct FleetEnd {
    var summary: FleetSummary
    /// What only many machines show.
    var findings: [FleetFinding]
    var seconds: Double
    /// What was compared with; nil where nothing was.
    var earlier: EarlierCaptures?
}
