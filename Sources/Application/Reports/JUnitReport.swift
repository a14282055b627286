import Diagnosis

/// The report for CI: one test case a finding, unknown rule, and one for all that is clear.
public struct JUnitReport: Sendable {
    let finished: FinishedReport

    public init(_ finished: FinishedReport) { self.finished = finished }

    public func text() -> String {
        let differences = (finished.comparison?.differences ?? []).map { difference in
            ("differs: \(difference.fact)", "here \(difference.here.prefix(300)), there \(difference.there.prefix(300))")
        }
        return JUnitSuite.document([suite(name: finished.report.node.name, properties: differences)])
    }

    /// The report as a suite of a document.
    func suite(name: String, properties: [(String, String)] = []) -> JUnitSuite {
        let report = finished.report
        let clear = "<testcase classname=\"drydock\" name=\"\(report.clear) rules are clear\"/>"
        return JUnitSuite(
            name: name, cases: [clear] + report.findings.map(testCase) + report.unknown.map(skipped),
            failures: report.findings.count { $0.rule.severity >= .warning }, skipped: report.unknown.count,
            seconds: finished.seconds, properties: properties)
    }

    private func testCase(_ finding: Finding) -> String {
        let evidence = finding.evidence.map { "\($0.source): \($0.text)" }.joined(separator: "\n")
        return Self.testCase(
            finding.rule.area, finding.id, finding.rule.severity, finding.isCause ? "cause" : "symptom",
            title: finding.rule.title,
            body: Self.escaped("\(finding.says)\n\(evidence)"))
    }

    /// A finding as a test case: a failure from severity warning on.
    ///
    /// - Parameter body: escaped already.
    static func testCase(
        _ area: String, _ id: String, _ severity: Severity, _ kind: String, title: String, body: String
    ) -> String {
        let opening = "<testcase classname=\"\(area)\" name=\"\(id)\">"
        if severity < .warning { return "\(opening)<system-out>\(body)</system-out></testcase>" }
        let type = "type=\"\(severity.rawValue) \(kind)\""
        return "\(opening)<failure \(type) message=\"\(escaped(title))\">\(body)</failure></testcase>"
    }

    private func skipped(_ item: Unjudged) -> String {
        let reasons = item.gaps.map { "\($0.fact): \($0.reason)" }.joined(separator: " ")
        return "<testcase classname=\"unknown\" name=\"\(item.rule)\"><skipped message=\"\(Self.escaped(reasons))\"/></testcase>"
    }

    /// XML 1.0 text: its special characters escaped, control characters, which it cannot hold, replaced.
    static func escaped(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { out, scalar in
            switch scalar {
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "&": out += "&amp;"
            case "\"": out += "&quot;"
            case "\n", "\t": out.unicodeScalars.append(scalar)
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: out += "\u{FFFD}"
            default: out.unicodeScalars.append(scalar)
            }
        }
    }
}

/// A suite of a JUnit document: a machine's, or what many show together.
struct JUnitSuite {
    var name: String
    /// The test cases, as XML.
    var cases: [String]
    var failures = 0
    var errors = 0
    var skipped = 0
    var seconds = 0.0
    var properties: [(String, String)] = []

    /// The whole document.
    static func document(_ suites: [JUnitSuite]) -> String {
        let totals = counts(
            suites.map(\.cases.count).reduce(0, +), suites.map(\.failures).reduce(0, +), suites.map(\.errors).reduce(0, +),
            suites.map(\.skipped).reduce(0, +))
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites name="drydock" \(totals)>
            \(suites.map(\.text).joined(separator: "\n"))
            </testsuites>

            """
    }

    private var text: String {
        let counts = Self.counts(cases.count, failures, errors, skipped)
        let opening = "<testsuite name=\"\(JUnitReport.escaped(name))\" \(counts) time=\"\(seconds)\">"
        let kept = properties.map { name, value in
            "<property name=\"\(JUnitReport.escaped(name))\" value=\"\(JUnitReport.escaped(value))\"/>"
        }
        let held = kept.isEmpty ? [] : ["<properties>"] + kept + ["</properties>"]
        return ([opening] + held + cases + ["</testsuite>"]).joined(separator: "\n")
    }

    private static func counts(_ tests: Int, _ failures: Int, _ errors: Int, _ skipped: Int) -> String {
        "tests=\"\(tests)\" failures=\"\(failures)\" errors=\"\(errors)\" skipped=\"\(skipped)\""
    }
}
