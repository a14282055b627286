import Diagnosis
import Facts
import Hosts
import Testing

@testable import Probes

/// What a capture was not asked for hides nothing: the report knows it by the kind of the reason.
@Suite struct UnrecordedTests {
    private func unseen(_ error: HostError) -> [String] {
        var facts = FactSet()
        facts.miss(KubeletFacts.config, error.reason)
        let rule = Rule(
            id: "a", area: "kubelet", catalogue: [], title: "", severity: .error, kind: .fault, rung: .kubelet, applies: nil,
            versions: VersionRange(), when: .test(KubeletFacts.failSwapOn.name, .present(true)), says: "", why: "", leadsTo: [],
            wrongWhen: "", recipes: [], sources: [])
        var report = Judge(rules: [rule], ladder: []).report(on: facts)
        // Not most of what there is: only its own area speaks.
        report.clear = 10
        return report.unseen
    }

    @Test func theReportKnowsTheHostsError() {
        #expect(HostError.notRecorded("a file").reason.kind == .unrecorded)
        #expect(unseen(.notRecorded("a file")) == [])
        #expect(unseen(.denied(path: "a file")).count == 1)
    }
}
