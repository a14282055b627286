import Facts
import Testing

@testable import Diagnosis

@Suite struct FilteredFamiliesTests {
    private func facts(_ families: [String], four: Int?, six: Int?) -> FactSet {
        var facts = FactSet()
        facts.set(PodAddressFacts.families, .list(families), from: Source("x"))
        for (key, value) in [(SysctlFacts.bridgeCallIptables, four), (SysctlFacts.bridgeCallIp6tables, six)] {
            if let value { facts.set(key, .integer(value), from: Source("x")) } else { facts.miss(key, "permission denied") }
        }
        FilteredFamilies.derivation.derive(&facts)
        return facts
    }

    @Test func onlyFamiliesOfPodsCount() {
        #expect(facts(["IPv4"], four: 1, six: 1).text(BridgeFacts.filteredFamilies) == "IPv4")
        #expect(facts(["IPv6"], four: 1, six: 1).text(BridgeFacts.filteredFamilies) == "IPv6")
        #expect(facts(["IPv4", "IPv6"], four: 1, six: 1).text(BridgeFacts.filteredFamilies) == "IPv4 and IPv6")
        #expect(facts([], four: 1, six: 1).text(BridgeFacts.filteredFamilies) == "IPv4", "IPv4 where nothing tells")
        #expect(facts(["IPv6"], four: 0, six: 1).rows(BridgeFacts.filters)?.map { $0.text(.family) } == ["IPv6"])
    }

    @Test func whatCouldNotBeReadIsMissingUnlessTheOtherFamilySuffices() {
        #expect(facts(["IPv4", "IPv6"], four: nil, six: 1).text(BridgeFacts.filteredFamilies) == "IPv6")
        #expect(facts(["IPv4", "IPv6"], four: 0, six: nil).reason(BridgeFacts.filteredFamilies) == "permission denied")
        let none = facts(["IPv4", "IPv6"], four: 0, six: 0)
        #expect(none.text(BridgeFacts.filteredFamilies) == nil && none.reason(BridgeFacts.filteredFamilies) == nil)
        #expect(none.rows(BridgeFacts.filters)?.map { $0.integer(.value) } == [0, 0])
    }
}
