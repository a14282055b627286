import Diagnosis
import FoundationEssentials
import Knowledge
import Testing
import YAML

/// Healthy recorded nodes give no finding but those that their `healthy.yaml` names, with a reason each.
@Suite struct HealthyNodeTests {
    static let nodes: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: NodeFolder.nodes.path)) ?? []
        return names.filter {
            FileManager.default.fileExists(atPath: NodeFolder.nodes.appending(path: "\($0)/healthy.yaml").path)
        }.sorted()
    }()

    @Test func thereAreHealthyNodes() { #expect(Self.nodes.contains("control-plane-1.36")) }

    @Test(arguments: nodes) func isSilent(_ node: String) async throws {
        let bytes = [UInt8](try Data(contentsOf: NodeFolder.nodes.appending(path: "\(node)/healthy.yaml")))
        let allowed = Set((try YAMLDocument.parse(bytes, file: "healthy.yaml").first?.entries ?? []).map(\.key.name))
        let report = try await RuleCaseTests.report(node, try NodeEdits(nil, file: ""))
        let found = report.findings.filter { !allowed.contains($0.id) }
        #expect(found.map { "\($0.id): \($0.says)" } == [])
        #expect(allowed.subtracting(report.findings.map(\.id)).sorted() == [], "allowed, but not found: the list may shrink")
    }
}
