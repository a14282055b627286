import Diagnosis
import FoundationEssentials
import Knowledge
import Testing
import YAML

/// Healthy recorded nodes give no finding but those that their `healthy.yaml` names, with a reason each.
@Suite struct HealthyNodeTests {
    static let nodes = TestsFolder.nodes(with: "healthy.yaml")

    @Test func thereAreHealthyNodes() { #expect(Self.nodes.contains("control-plane-1.36")) }

    @Test(arguments: nodes) func isSilent(_ node: String) async throws {
        let bytes = [UInt8](try Data(contentsOf: TestsFolder.nodes.appending(path: "\(node)/healthy.yaml")))
        let allowed = Set((try YAMLDocument.parse(bytes, file: "healthy.yaml").first?.entries ?? []).map(\.key.name))
        let report = try await TestsFolder.report(node)
        let found = report.findings.filter { !allowed.contains($0.id) }
        #expect(found.map { "\($0.id): \($0.says)" } == [])
        #expect(allowed.subtracting(report.findings.map(\.id)).sorted() == [], "allowed, but not found: the list may shrink")
    }
}
