import Facts
import Testing

@testable import Diagnosis

@Suite struct HairpinPortsTests {
    private func ports(
        _ ports: [[BridgeFacts.PodPort: Value]], _ endpoints: [[BridgeFacts.Endpoint: Value]]?
    ) -> [Row<BridgeFacts.HairpinPort>] {
        var facts = FactSet()
        facts.set(BridgeFacts.podPorts, ports.map { Row($0, from: Source("/sys")) }, from: Source("/sys"))
        if let endpoints {
            facts.set(BridgeFacts.endpoints, endpoints.map { Row($0, from: Source("nat")) }, from: Source("nat"))
        } else {
            facts.miss(BridgeFacts.endpoints, "permission denied")
        }
        HairpinPorts.derivation.derive(&facts)
        return facts.rows(BridgeFacts.hairpinPorts) ?? []
    }

    private static let two: [[BridgeFacts.PodPort: Value]] = [
        [.port: "veth1", .hairpin: 0, .address: "10.244.0.82", .configHairpin: true],
        [.port: "veth2", .hairpin: 0, .address: "10.244.0.81", .configHairpin: false],
    ]

    @Test func portsThatAServiceLeadsToComeFirst() {
        let found = ports(Self.two, [[.address: "10.244.0.81", .service: "hairpin/web:http", .tries: 15]])
        #expect(found.map { $0.text(.port) } == ["veth2", "veth1"])
        #expect(
            found.map { $0.text(.services) } == [
                "Service hairpin/web:http leads to it, and according to the rules' counters it has tried to reach itself 15 times.",
                "No Service leads to it now.",
            ])
        #expect(found.map { $0.text(.config)?.contains("does not set") } == [true, false])
    }

    @Test func countersMayBeZeroOrMissing() {
        let services: [[BridgeFacts.Endpoint: Value]] = [
            [.address: "10.244.0.81", .service: "a/b", .tries: 0], [.address: "10.244.0.81", .service: "a/c"],
        ]
        #expect(ports(Self.two, services).first?.text(.services) == "Service a/b, a/c leads to it.")
    }

    @Test func whatCouldNotBeReadIsNotCalledNone() {
        #expect(ports(Self.two, nil).map { $0.text(.services) }.allSatisfy { $0 == "Which Services lead to it is not known." })
        let nameless = ports([[.port: "veth1", .hairpin: 0]], [[.address: "10.244.0.81", .service: "a/b"]])
        #expect(nameless.map { $0.text(.services) } == ["Which Services lead to it is not known."])
    }

    @Test func podsWithHairpinOffAreNamed() {
        func said(_ ports: [Row<BridgeFacts.PodPort>]) -> String? {
            var facts = FactSet()
            facts.set(BridgeFacts.podPorts, ports, from: Source("/sys"))
            facts.set(BridgeFacts.endpoints, .absent, from: [])
            HairpinPorts.derivation.derive(&facts)
            return facts.text(BridgeFacts.podsWithoutHairpin)
        }
        let off = Row<BridgeFacts.PodPort>([.port: "veth1", .hairpin: 0, .pod: "shop/api at 10.244.0.7"], from: Source("/sys"))
        let on = Row<BridgeFacts.PodPort>([.port: "veth2", .hairpin: 1, .pod: "shop/web at 10.244.0.8"], from: Source("/sys"))
        #expect(said([on, off]) == "It is off now for shop/api at 10.244.0.7.")
        #expect(said([on]) == "No running pod has it off.")
        #expect(said([off, off, off, off])?.hasSuffix(" and 1 more.") == true)
    }

    @Test func withoutPortsTheReasonIsKept() {
        var facts = FactSet()
        facts.miss(BridgeFacts.podPorts, "permission denied")
        HairpinPorts.derivation.derive(&facts)
        #expect(facts.reason(BridgeFacts.hairpinPorts) == "permission denied")
        #expect(facts.text(BridgeFacts.podsWithoutHairpin)?.contains("is not known") == true)
    }
}
