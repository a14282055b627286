import Facts
import Testing

@testable import Diagnosis

@Suite struct IdleManifestsTests {
    private func idle(
        step: String = "admit", pods: [String] = ["kube-system/kube-scheduler-cp1"], written: Int = 100, said: Int = 200,
        running: String = "kube-apiserver-cp1"
    ) -> [Row<ManifestFacts.Idle>] {
        var facts = FactSet()
        facts.set(NodeFacts.name, "cp1")
        facts.set(
            ManifestFacts.manifests,
            [
                Row<ManifestFacts.Manifest>(
                    [
                        .file: "/m/kube-scheduler.yaml", .component: "kube-scheduler", .pod: "kube-system/kube-scheduler",
                        .modified: .instant(Instant(seconds: written)),
                    ], from: Source("manifest"))
            ])
        facts.set(
            PodFacts.containers,
            [Row<PodFacts.Container>([.namespace: "kube-system", .pod: .text(running)], from: Source("container"))])
        facts.set(
            RefusalFacts.logged,
            [
                Row<RefusalFacts.LoggedRefusal>(
                    [
                        .step: .text(step), .text: "no room", .pods: .list(pods), .last: .instant(Instant(seconds: said)),
                    ], from: Source("log"))
            ])
        IdleManifests.derivation.derive(&facts)
        return facts.rows(ManifestFacts.idle) ?? []
    }

    @Test func whatTheKubeletRefusedIsIdle() {
        #expect(idle().map { $0.text(.because) } == ["no room"])
        #expect(idle(step: "volume", pods: ["kube-scheduler-cp1"]).count == 1)
    }

    @Test func otherRefusalsOtherPodsAndOldWordsSayNothing() {
        #expect(idle(step: "sandbox").isEmpty)
        #expect(idle(pods: ["default/big"]).isEmpty)
        #expect(idle(written: 300).isEmpty)
        #expect(idle(running: "kube-scheduler-cp1").isEmpty)
    }
}
