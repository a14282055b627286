import Facts
import Testing

@testable import Diagnosis

@Suite struct NodeNameFormTests {
    @Test(arguments: ["cp1", "cp1.example.org", "1-2", "a"]) func isAllowed(_ name: String) {
        #expect(NodeNameForm.problem(of: name) == nil)
    }

    @Test(arguments: ["", "worker_1", "-a", "a-", "a..b", "Worker", "müller", String(repeating: "a", count: 254)])
    func isNot(_ name: String) { #expect(NodeNameForm.problem(of: name) != nil) }

    @Test func addressesElsewhereAreStray() {
        var facts = FactSet()
        facts.set(MachineIdentityFacts.localAddresses, .list(["10.0.0.7", "fe80::1"]))
        facts.set(MachineIdentityFacts.hostnameAddresses, .list(["127.0.1.1", "10.0.0.7", "fe80::1%eth0", "10.0.0.9"]))
        StrayAddresses.derivation.derive(&facts)
        #expect(facts.list(MachineIdentityFacts.strayAddresses) == ["10.0.0.9"])
    }
}
