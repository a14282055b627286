import Facts
import Testing

@testable import Probes

@Suite struct PodNamesTests {
    @Test func leasesAndRoutesToSinglePodsTell() {
        let names = PodNames(
            leases: [
                Row([.address: "10.244.0.7", .pod: "shop/api"], from: Source("x")),
                Row([.address: "10.244.0.8"], from: Source("x")),
            ],
            routes: [
                Row<NetworkFacts.Route>([.destination: "10.9.0.3/32", .interface: "cali1b2c"], from: Source("x")),
                Row<NetworkFacts.Route>([.destination: "10.9.0.0/24", .interface: "cali1b2c"], from: Source("x")),
                Row<NetworkFacts.Route>([.destination: "10.9.0.4/32", .interface: "eth0"], from: Source("x")),
                Row<NetworkFacts.Route>(
                    [.destination: "10.9.0.5/32", .interface: "veth0", .gateway: "10.9.0.1"], from: Source("x")),
            ])
        #expect(names.isKnown)
        #expect(["10.244.0.7", "10.244.0.8", "10.9.0.3"].allSatisfy(names.isPod))
        #expect(!["10.9.0.0", "10.9.0.4", "10.9.0.5", "10.244.1.7"].contains(where: names.isPod))
        #expect(names.name("10.244.0.7") == "shop/api at 10.244.0.7")
        #expect(names.name("10.244.0.8") == "the pod at 10.244.0.8")
        #expect(names.name(ofEndpoint: "10.9.0.3") == "the pod at 10.9.0.3")
        #expect(names.name(ofEndpoint: "192.168.10.11") == "the endpoint at 192.168.10.11")
    }

    @Test func withoutEitherNothingIsKnown() {
        #expect(!PodNames(leases: nil, routes: []).isKnown)
        #expect(PodNames(leases: [], routes: nil).isKnown)
    }
}
