import Facts
import Hosts
import Testing

@testable import Probes

/// The words that probes set are those of the register.
@Suite struct DomainWordsTests {
    private func words<Columns>(_ key: TableKey<Columns>, _ column: Columns) -> [String] { column.cell.domain?.words ?? [] }

    @Test func purposesOfCertificates() {
        let purposes = CertificateUse.Purpose.allCases.map(\.rawValue)
        #expect(Set(purposes) == Set(words(CertificateFacts.certificates, .purpose)))
    }

    @Test func runtimes() {
        #expect(Set(RuntimeKind.allCases.map(\.rawValue)) == Set(RuntimeFacts.kind.domain?.words ?? []))
        #expect(Set(RuntimeProblem.allCases.map(\.rawValue)) == Set(RuntimeFacts.problem.domain?.words ?? []))
    }

    @Test func families() {
        #expect(ProxyFamily.allCases.map(\.rawValue) == NetworkFacts.families.domain?.words)
    }

    @Test func componentsOfManifests() {
        #expect(PodManifest.components == words(ManifestFacts.manifests, .component))
    }

    @Test func networkAddOns() {
        #expect(NetworkAddOn.all == Set(CNIFacts.addOns.domain?.words ?? []))
    }

    @Test func unitsWhoseLogsAreRead() {
        #expect(Set(LogsProbe.unitLogs.values).isSubset(of: LogFacts.names))
        #expect(Set(LogsProbe.unitLogs.keys).isSubset(of: UnitFacts.groups.flatMap { $0 }))
    }
}
