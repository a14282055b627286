import FoundationEssentials

/// What the tests read of `diagnose --format json`, schema version 1.
struct Report: Decodable, Sendable {
    struct Finding: Decodable, Sendable {
        let rule: String
        let severity: String
        let cause: Bool
        let says: String
    }

    struct Unknown: Decodable, Sendable {
        let rule: String
        let because: String
    }

    let schemaVersion: Int
    let seconds: Double
    let findings: [Finding]
    let unknown: [Unknown]

    /// The findings that a healthy lab node does not have.
    var unexpected: [Finding] { findings.filter { ExpectedFindings.reasons[$0.rule] == nil } }

    /// Findings in a few lines, for a failed test's words.
    static func summary(_ findings: [Finding]) -> String {
        findings.isEmpty
            ? "no finding"
            : findings.map { "\($0.cause ? "cause" : "symptom") \($0.severity) \($0.rule): \($0.says)" }.joined(separator: "\n")
    }
}

/// `Tests/Lab/expected.yaml`: the true findings that the lab itself brings, one line each, `rule: why`.
enum ExpectedFindings {
    static let reasons: [String: String] = {
        var reasons: [String: String] = [:]
        for line in (contents(of: Lab.folder + "/expected.yaml") ?? "").split(separator: "\n") where !line.hasPrefix("#") {
            let parts = line.split(separator: ":", maxSplits: 1)
            if parts.count == 2 { reasons[String(parts[0])] = String(parts[1].drop { $0 == " " }) }
        }
        return reasons
    }()
}
