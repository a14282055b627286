import Facts
import Testing

@testable import Diagnosis

@Suite struct ClusterRangesTests {
    private func facts(
        pods: String? = "10.244.0.0/16", services: String? = "10.96.0.0/12", allocates: Bool = true,
        routes: [(String, String?, String, Bool)] = [], bridge: [String]? = nil, nameservers: [String] = []
    ) -> FactSet {
        var facts = FactSet()
        var flags: [Row<ManifestFacts.Flag>] = []
        func add(_ component: String, _ flag: String, _ value: String?) {
            guard let value else { return }
            flags.append(
                Row<ManifestFacts.Flag>(
                    [.component: .text(component), .flag: .text(flag), .value: .text(value)], from: Source("m.yaml:1")))
        }
        add("kube-controller-manager", "cluster-cidr", pods)
        add("kube-controller-manager", "allocate-node-cidrs", allocates ? "true" : "false")
        add("kube-apiserver", "service-cluster-ip-range", services)
        facts.set(ManifestFacts.flags, flags)
        let rows = routes.map { destination, gateway, interface, isPods in
            Row<NetworkFacts.Route>(
                [
                    .destination: .text(destination), .gateway: .text(ifAny: gateway), .interface: .text(interface),
                    .isPodNetwork: .flag(isPods),
                ], from: Source("/proc/net/route"))
        }
        facts.set(NetworkFacts.routes, rows)
        let config = bridge.map {
            Row<CNIFacts.Config>([.isWinner: true, .bridge: "cni0", .ranges: .list($0)], from: Source("c.conflist"))
        }
        facts.set(CNIFacts.configs, [config].compactMap(\.self))
        facts.set(DNSFacts.nameservers, .list(nameservers))
        facts.set(KubeletFacts.clusterDNS, .list(["10.96.0.10"]))
        ClusterRanges.derivation.derive(&facts)
        return facts
    }

    private func overlaps(_ facts: FactSet) -> [String] {
        (facts.rows(NetworkFacts.overlaps) ?? []).map {
            "\($0.text(.what) ?? "") \($0.text(.range) ?? "") \($0.text(.network) ?? "") \($0.text(.interface) ?? "")"
        }
    }

    @Test func aNetworkOfTheMachineInThePodsRange() {
        let found = facts(routes: [("10.244.5.0/24", nil, "eth1", false), ("192.168.10.0/24", nil, "eth0", false)])
        #expect(overlaps(found) == ["pods 10.244.0.0/16 10.244.5.0/24 eth1"])
    }

    @Test func aNetworkOfTheMachineAroundBothRanges() {
        let found = facts(routes: [("10.0.0.0/8", nil, "eth0", false)])
        #expect(overlaps(found) == ["pods 10.244.0.0/16 10.0.0.0/8 eth0", "Services 10.96.0.0/12 10.0.0.0/8 eth0"])
    }

    @Test func bothFamilies() {
        let found = facts(
            pods: "10.244.0.0/16,fd00:10:244::/56", services: "10.96.0.0/12,fd00:10:96::/112",
            routes: [("fd00:10:244:7::/64", nil, "eth0", false), ("fd00:10:96::/64", nil, "eth1", false)])
        #expect(
            overlaps(found) == [
                "pods fd00:10:244::/56 fd00:10:244:7::/64 eth0", "Services fd00:10:96::/112 fd00:10:96::/64 eth1",
            ])
    }

    @Test(arguments: [
        ("0.0.0.0/0", "192.168.10.1", "eth0", false), ("0.0.0.0/0", nil, "eth0", false),
        ("10.0.0.0/8", "192.168.10.1", "tun0", false),
        ("10.244.1.0/24", "192.168.10.12", "eth0", false), ("10.244.0.0/24", nil, "cni0", true),
        ("10.244.1.7/32", nil, "ens5", false),
    ])
    func routesThatAreNoOverlap(_ destination: String, _ gateway: String?, _ interface: String, _ isPods: Bool) {
        #expect(overlaps(facts(routes: [(destination, gateway, interface, isPods)])).isEmpty)
    }

    /// In some clouds pods have addresses of the machines' network, and nobody allocates ranges.
    @Test func rangesThatNobodyAllocatesDoNotCount() {
        let found = facts(allocates: false, routes: [("10.244.5.0/24", nil, "eth0", false)])
        #expect(overlaps(found).isEmpty)
    }

    @Test func aWorkerKnowsWhatItsBridgeGives() {
        let found = facts(
            pods: nil, services: nil, allocates: false, routes: [("10.244.1.0/24", nil, "eth1", false)], bridge: ["10.244.1.0/24"]
        )
        #expect(overlaps(found) == ["pods 10.244.1.0/24 10.244.1.0/24 eth1"])
        #expect(found.value(NetworkFacts.rangesCollide) == .absent)
    }

    @Test(arguments: [
        ("10.244.0.0/16", "10.96.0.0/12", false), ("10.100.0.0/16", "10.96.0.0/12", true),
        ("10.244.0.0/16,fd00::/48", "10.96.0.0/12,fd00::/112", true),
    ])
    func podsAgainstServices(_ pods: String, _ services: String, _ collides: Bool) {
        #expect(facts(pods: pods, services: services).flag(NetworkFacts.rangesCollide) == collides)
    }

    @Test func nameserversOfTheCluster() {
        let found = facts(nameservers: ["192.168.10.1", "10.96.0.10", "10.111.3.4", "fe80::1%eth0", "x"])
        #expect(found.list(NetworkFacts.clusterNameservers) == ["10.96.0.10", "10.111.3.4"])
        #expect(facts(nameservers: ["192.168.10.1"]).value(NetworkFacts.clusterNameservers) == .absent)
    }

    @Test func routesThatWereNotReadAreNoVerdict() {
        var found = facts()
        found.miss(NetworkFacts.routes, "This user may not read it.")
        ClusterRanges.derivation.derive(&found)
        #expect(found.reason(NetworkFacts.overlaps) == "This user may not read it.")
    }
}
