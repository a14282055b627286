import Facts
import Testing

@testable import Diagnosis

/// Which names of API servers stand for no address here.
@Suite struct UnresolvedNamesTests {
    private static let slow = Reason("getent ahosts api.lab.test gave no answer within 3 s.", .givenUp)

    private func rows(_ isResolved: Value, endpoint: String? = nil) -> [Row<KubeconfigFacts.UnresolvedName>] {
        var facts = FactSet()
        let row = Row<KubeconfigFacts.ServerName>(
            [.name: "api.lab.test", .isKubelets: true, .isResolved: isResolved], from: Source("kubelet.conf"))
        facts.set(KubeconfigFacts.names, [row], from: Source("kubelet.conf"))
        if let endpoint { facts.set(APIServerFacts.endpointProblem, .text(endpoint), from: Source("GET")) }
        UnresolvedNames.derivation.derive(&facts)
        return facts.rows(KubeconfigFacts.unresolvedNames) ?? []
    }

    @Test func aNameThatNothingKnowsIsOne() {
        #expect(rows(false).map { $0.text(.name) } == ["api.lab.test"])
        #expect(rows(true).isEmpty)
    }

    /// Where nothing answers by the name either, waiting for a name server is the fault; else the silence is told as what it is.
    @Test func aNameServerThatDoesNotAnswerIsTheFaultWhereNothingElseAnswers() {
        let found = rows(.unknown(Self.slow), endpoint: "dial tcp: lookup api.lab.test: i/o timeout")
        #expect(found.map { $0.text(.name) } == ["api.lab.test"])
        #expect(found.first?.text(.because)?.contains("within 3 s") == true)
        #expect(found.first?.flag(.isSilent) == false)
        let silent = rows(.unknown(Self.slow))
        #expect(silent.map { $0.text(.name) } == ["api.lab.test"])
        #expect(silent.first?.flag(.isSilent) == true)
        #expect(rows(.unknown(Reason("getent is not here.")), endpoint: "i/o timeout").map { $0.text(.name) } == [nil])
    }
}
