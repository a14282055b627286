import Diagnosis

/// The report for CI: one test case a finding, unknown rule, and one for all that is clear.
public struct JUnitReport: Sendable {
    let finished: FinishedReport

    public init(_ finished: FinishedReport) { self.finished = finished }

    public func text() -> String {
        let report = finished.report
        let failures = report.findings.filter { $0.rule.severity >= .warning }
        let cases = report.findings.map(testCase) + report.unknown.map(skipped)
        let total = cases.count + 1
        let name = Self.escaped(report.node.name)
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites name="drydock" tests="\(total)" failures="\(failures.count)" skipped="\(report.unknown.count)">
            <testsuite name="\(name)" tests="\(total)" failures="\(failures.count)" skipped="\(report.unknown.count)" time="\(finished.seconds)">
            <testcase classname="drydock" name="\(report.clear) rules are clear"/>
            \(cases.joined(separator: "\n"))
            </testsuite>
            </testsuites>

            """
    }

    private func testCase(_ finding: Finding) -> String {
        let evidence = finding.evidence.map { "\($0.source): \($0.text)" }.joined(separator: "\n")
        let body = Self.escaped("\(finding.says)\n\(evidence)")
        let opening = "<testcase classname=\"\(finding.rule.area)\" name=\"\(finding.id)\">"
        if finding.rule.severity < .warning { return "\(opening)<system-out>\(body)</system-out></testcase>" }
        let kind = finding.isCause ? "cause" : "symptom"
        return
            "\(opening)<failure type=\"\(finding.rule.severity.rawValue) \(kind)\" message=\"\(Self.escaped(finding.rule.title))\">\(body)</failure></testcase>"
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
