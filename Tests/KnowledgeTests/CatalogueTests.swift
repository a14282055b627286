import Diagnosis
import Knowledge
import KnowledgeFormat
import Planning
import Testing

/// The entries that the program promises to know.
@Suite struct CatalogueTests {
    /// Runtimes, prerequisites, kubeadm's troubleshooting page, the kubelet, certificates, pods.
    private static let promised = ["SD-RT-", "SD-PR-", "SD-TS-", "BY-KL-", "BY-CT-", "BY-PD-"]

    @Test func everyPromisedEntryHasARuleOrARecipe() {
        let covered = Set(Knowledge.rules.flatMap(\.catalogue) + Knowledge.recipes.flatMap(\.catalogue))
        let promised = Knowledge.catalogue.map(\.id).filter { id in Self.promised.contains { id.hasPrefix($0) } }
        #expect(promised.count > 130)
        #expect(promised.filter { !covered.contains($0) } == [])
    }
}
