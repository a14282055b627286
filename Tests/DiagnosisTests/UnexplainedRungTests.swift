import Facts
import Testing

@testable import Diagnosis

/// No rung is broken while nothing is named that breaks it.
@Suite struct UnexplainedRungTests {
    private func rule(_ id: String, _ severity: Severity, _ rung: Rung) -> Rule {
        Rule(
            id: id, area: "host", catalogue: [], title: id, severity: severity, kind: .fault, rung: rung, applies: nil,
            versions: VersionRange(), when: .all([]), says: "", why: "", leadsTo: [], wrongWhen: "", recipes: [], sources: [])
    }

    private let ladder = [
        RungState(rung: .host, state: .ok, says: "Well."), RungState(rung: .dns, state: .broken, says: "No server."),
    ]

    private func finding(_ severity: Severity, _ rung: Rung) -> Finding {
        Finding(rule: rule("x", severity, rung), says: "", evidence: [])
    }

    @Test func aBrokenRungAloneIsAFinding() {
        let found = UnexplainedRung.add(to: [], [], ladder)
        #expect(found.map(\.id) == ["dns-is-broken-for-an-unknown-reason"])
        #expect(found.first?.says == "No server.")
        #expect(found.first?.rule.severity == .error)
    }

    @Test func aNoticeOrABrokenPodDoesNotExplainIt() {
        #expect(UnexplainedRung.add(to: [finding(.notice, .dns)], [], ladder).count == 2)
        #expect(UnexplainedRung.add(to: [finding(.warning, .workloads)], [], ladder).count == 2)
    }

    @Test func aCauseOrAnExpectedStateExplainsIt() {
        #expect(UnexplainedRung.add(to: [finding(.warning, .kubelet)], [], ladder).count == 1)
        #expect(UnexplainedRung.add(to: [], [finding(.notice, .kubelet)], ladder).isEmpty)
    }

    @Test func aWholeLadderAddsNothing() {
        #expect(UnexplainedRung.add(to: [], [], [ladder[0]]).isEmpty)
    }
}
