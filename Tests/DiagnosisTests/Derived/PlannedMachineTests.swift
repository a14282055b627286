import Facts
import Testing

@testable import Diagnosis

@Suite struct PlannedMachineTests {
    @Test func nothingIsPlannedWhereNobodyPlanned() {
        let facts = Derivations.complete(FactSet())
        for key in PlanFacts.all { #expect(facts.value(key) == .absent, "\(key.name)") }
    }

    @Test func thePlannedReleaseWinsOverTheKubelets() {
        var facts = FactSet()
        #expect(Derivations.complete(facts).reason(MachineFacts.kubernetesMinor) != nil)
        facts.set(KubeletFacts.minor, 33)
        #expect(Derivations.complete(facts).integer(MachineFacts.kubernetesMinor) == 33)
        facts.set(PlanFacts.minor, 36)
        #expect(Derivations.complete(facts).integer(MachineFacts.kubernetesMinor) == 36)
    }
}
