import Diagnosis

/// What is counted over all nodes of a fleet, report by report.
struct FleetSummary {
    /// A cause that some nodes have.
    struct Cause {
        var rule: String
        var title: String
        var severity: Severity
        var recipes: [String]
        var count = 0
        /// The first nodes that have it.
        var nodes: [String] = []
    }

    private(set) var causes: [String: Cause] = [:]
    private(set) var nodes = 0
    private(set) var unread = 0
    /// Nodes without a finding of severity warning or above that could not be judged in what matters.
    private(set) var unseen = 0
    private(set) var broken = 0

    mutating func take(_ outcome: FleetExamination.Outcome) {
        guard case .success(let finished) = outcome.report else {
            unread += 1
            return
        }
        nodes += 1
        switch finished.exitStatus {
        case 1: broken += 1
        case 3: unseen += 1
        default: break
        }
        for finding in finished.report.causes {
            let rule = finding.rule
            var cause =
                causes[finding.id] ?? Cause(rule: rule.id, title: rule.title, severity: rule.severity, recipes: rule.recipes)
            cause.count += 1
            if cause.nodes.count < 5 { cause.nodes.append(outcome.name) }
            causes[finding.id] = cause
        }
    }

    /// How many machines have problems: a clause without its full stop.
    var words: String {
        let whole = nodes - broken - unseen
        var parts = [
            "\(broken) of \(nodes) nodes \(broken == 1 ? "has" : "have") problems",
            "\(whole) \(whole == 1 ? "has" : "have") none",
        ]
        if unseen > 0 { parts.append("\(unseen) could not be judged") }
        if unread > 0 { parts.append("\(unread) \(unread == 1 ? "capture" : "captures") could not be read") }
        return parts.joined(separator: ", ")
    }

    /// The worst first, then those that most nodes have.
    var sorted: [Cause] {
        causes.values.sorted { ($1.severity, $1.count, $0.rule) < ($0.severity, $0.count, $1.rule) }
    }

    /// As for one node: 1 problems, 3 nothing found where something could not be judged or read, else 0.
    func exitStatus(_ findings: [FleetFinding]) -> Int32 {
        if broken > 0 || findings.contains(where: { $0.severity >= .warning }) { return 1 }
        return unseen + unread > 0 ? 3 : 0
    }
}
