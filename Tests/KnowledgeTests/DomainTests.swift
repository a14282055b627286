import Diagnosis
import Facts
import FoundationEssentials
import Hosts
import Knowledge
import Probes
import Testing

/// Probes and derivations set what the register says: its facts and columns, of their types, with words of their domains.
@Suite(.serialized) struct DomainTests {
    static let nodes: [String] = {
        let folder = NodeFolder.tests.appending(path: "Nodes").path
        return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { !$0.hasPrefix(".") }.sorted()
    }()

    private static let survey = Survey(
        probes: Probes.all(patterns: Knowledge.rules.flatMap(\.patterns), releases: Knowledge.releases))

    @Test(arguments: nodes) func everyValueIsOfItsDomain(_ node: String) async throws {
        let host = try NodeFolder(node, NodeEdits(nil, file: node)).host()
        let facts = Derivations.complete(await Self.survey.look(at: host))
        #expect(Set(facts.strangers).sorted() == [])
    }
}
