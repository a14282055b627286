import Diagnosis
import Facts
import Hosts
import Knowledge
import Probes
import Proofs
import Testing

/// Probes and derivations set what the register says: its facts and columns, of their types, with words of their domains.
@Suite(.serialized) struct DomainTests {
    static let nodes = TestsFolder.proofs.nodes.names

    private static let survey = Survey(
        probes: Probes.all(patterns: Knowledge.rules.flatMap(\.patterns), releases: Knowledge.releases))

    @Test(arguments: nodes) func everyValueIsOfItsDomain(_ node: String) async throws {
        let host = try TestsFolder.proofs.nodes.node(node)
        let facts = Derivations.complete(await Self.survey.look(at: host))
        #expect(Set(facts.strangers).sorted() == [])
    }
}
