import Facts
import Testing

@testable import Diagnosis

@Suite struct StaleBridgesTests {
    private func stale(_ ranges: [String], _ routes: [(String, String)]) -> [String?] {
        var facts = FactSet()
        facts.set(
            CNIFacts.configs,
            [Row<CNIFacts.Config>([.isWinner: true, .bridge: "cni0", .ranges: .list(ranges)], from: Source("c.conflist"))])
        facts.set(
            NetworkFacts.routes,
            routes.map {
                Row<NetworkFacts.Route>([.destination: .text($0.0), .interface: .text($0.1)], from: Source("/proc/net/route"))
            })
        StaleBridges.derivation.derive(&facts)
        return (facts.rows(CNIFacts.staleBridges) ?? []).map { $0.text(.network) }
    }

    @Test func anotherNetworkIsStale() {
        #expect(stale(["10.244.0.0/24"], [("10.244.3.0/24", "cni0"), ("192.168.10.0/24", "eth0")]) == ["10.244.3.0/24"])
    }

    @Test func theSameNetworkIsNot() {
        #expect(stale(["10.244.0.0/24"], [("10.244.0.0/24", "cni0")]).isEmpty)
        #expect(stale(["10.244.0.1/24"], [("10.244.0.0/24", "cni0")]).isEmpty)
        #expect(stale(["10.244.0.0/24", "10.245.0.0/24"], [("10.245.0.0/24", "cni0")]).isEmpty)
    }

    @Test func aFamilyWithoutARangeTellsNothing() {
        #expect(stale(["10.244.0.0/24"], [("fd00::/64", "cni0")]).isEmpty)
        #expect(stale([], [("10.244.3.0/24", "cni0")]).isEmpty)
    }
}
