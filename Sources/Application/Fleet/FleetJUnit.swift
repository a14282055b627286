import Diagnosis

/// A fleet's report for CI: a suite a machine, of the shape that one machine's report has, and one for what only the machines
/// together show.
struct FleetJUnit: FleetForm {
    private var suites: [JUnitSuite] = []

    let opening = ""

    mutating func add(_ machine: FleetMachine) -> String {
        switch machine.outcome.report {
        case .failure(let refusal): suites.append(Self.unread(machine.outcome.name, refusal))
        case .success(let finished):
            suites.append(JUnitReport(finished).suite(name: machine.outcome.name, properties: properties(machine)))
        }
        return ""
    }

    mutating func close(_ end: FleetEnd) -> String {
        suites.append(together(end))
        return JUnitSuite.document(suites)
    }

    private func properties(_ machine: FleetMachine) -> [(String, String)] {
        guard machine.isCompared else { return [] }
        guard let since = machine.since else { return [("earlier capture", "there is none of this machine")] }
        return [("earlier capture", since.capture)] + since.kinds.map { ($0.words, $0.items.map(\.id).joined(separator: " ")) }
    }

    private static func unread(_ name: String, _ refusal: Refusal) -> JUnitSuite {
        let error = "<error message=\"\(JUnitReport.escaped(refusal.description))\"/>"
        return JUnitSuite(
            name: name, cases: ["<testcase classname=\"drydock\" name=\"the capture can be read\">\(error)</testcase>"], errors: 1
        )
    }

    private func together(_ end: FleetEnd) -> JUnitSuite {
        let failures = end.findings.count { $0.severity >= .warning }
        let first = "<testcase classname=\"drydock\" name=\"\(end.summary.nodes) machines compared with one another\"/>"
        let remarks = (end.earlier?.remarks ?? []).map { ("earlier captures", $0) }
        return JUnitSuite(
            name: "the machines together", cases: [first] + end.findings.map(testCase), failures: failures, seconds: end.seconds,
            properties: remarks)
    }

    private func testCase(_ finding: FleetFinding) -> String {
        let evidence = finding.evidence.map { "\($0.source): \($0.text)" }
        let body = JUnitReport.escaped(([finding.says] + evidence).joined(separator: "\n"))
        return JUnitReport.testCase("fleet", finding.id, finding.severity, "cause", title: finding.title, body: body)
    }
}
