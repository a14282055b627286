import Facts
import Testing

@testable import Diagnosis

@Suite struct KubeletCgroupDriverTests {
    static func driver(minor: Int?, own: Value, tells: Bool?, runtime: String?, gate: Bool? = nil) -> Fact {
        var facts = FactSet()
        facts.set(KubeletFacts.hasConfig, true)
        facts.set(KubeletFacts.cgroupDriver, own)
        if let minor { facts.set(KubeletFacts.minor, .integer(minor)) } else { facts.miss(KubeletFacts.minor, "No version.") }
        if let tells {
            facts.set(RuntimeFacts.hasRuntimeConfig, .flag(tells))
        } else {
            facts.miss(RuntimeFacts.hasRuntimeConfig, "Hung.")
        }
        if let runtime {
            facts.set(RuntimeFacts.cgroupDriver, .text(runtime))
        } else {
            facts.miss(RuntimeFacts.cgroupDriver, "Hung.")
        }
        let rows =
            gate.map {
                [Row<KubeletFacts.FeatureGate>([.name: "KubeletCgroupDriverFromCRI", .isOn: .flag($0)], from: Source("x"))]
            } ?? []
        facts.set(KubeletFacts.featureGates, rows)
        Derivation.kubeletCgroupDriver.derive(&facts)
        return facts[CgroupFacts.kubeletDriver]
    }

    static func text(_ fact: Fact) -> String? {
        if case .known(.text(let text), _) = fact { return text }
        return nil
    }

    @Test(
        arguments: [
            (27, "systemd", true, "cgroupfs", nil, "systemd"), (29, "cgroupfs", true, "systemd", nil, "cgroupfs"),
            (29, "cgroupfs", true, "systemd", true, "systemd"), (31, "cgroupfs", true, "systemd", nil, "systemd"),
            (32, "cgroupfs", true, "systemd", false, "cgroupfs"), (36, "cgroupfs", true, "systemd", false, "systemd"),
            (36, "cgroupfs", false, "systemd", nil, "cgroupfs"), (36, nil, false, "systemd", nil, "cgroupfs"),
            (36, nil, true, "systemd", nil, "systemd"),
        ] as [(Int, String?, Bool, String, Bool?, String)])
    func follows(minor: Int, own: String?, tells: Bool, runtime: String, gate: Bool?, driver: String) {
        let fact = Self.driver(minor: minor, own: .text(ifAny: own), tells: tells, runtime: runtime, gate: gate)
        #expect(Self.text(fact) == driver)
    }

    @Test func whatCannotBeToldIsMissingUnlessItMakesNoDifference() {
        #expect(Self.text(Self.driver(minor: 36, own: "systemd", tells: nil, runtime: "systemd")) == "systemd")
        #expect(Self.driver(minor: 36, own: "cgroupfs", tells: nil, runtime: "systemd") == .missing("Hung."))
        #expect(Self.driver(minor: nil, own: "cgroupfs", tells: true, runtime: "systemd") == .missing("No version."))
        #expect(Self.driver(minor: 36, own: "systemd", tells: true, runtime: nil) == .missing("Hung."))
    }

    @Test func aKubeletWithoutConfigurationHasNone() {
        var facts = FactSet()
        facts.set(KubeletFacts.hasConfig, false)
        Derivation.kubeletCgroupDriver.derive(&facts)
        #expect(facts.value(CgroupFacts.kubeletDriver) == .absent)
    }
}
