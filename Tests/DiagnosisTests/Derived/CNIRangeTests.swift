import Facts
import Testing

@testable import Diagnosis

@Suite struct CNIRangeTests {
    private func isOutside(_ pods: String?, _ ranges: [String]) -> Value? {
        var facts = FactSet()
        let flag = pods.map {
            Row<ManifestFacts.Flag>(
                [.component: "kube-controller-manager", .flag: "cluster-cidr", .value: .text($0)], from: Source("m.yaml:1"))
        }
        facts.set(ManifestFacts.flags, [flag].compactMap(\.self))
        facts.set(
            CNIFacts.configs, [Row<CNIFacts.Config>([.isWinner: true, .ranges: .list(ranges)], from: Source("c.conflist"))])
        CNIRange.derivation.derive(&facts)
        return facts.value(CNIFacts.winnerIsOutsidePodRange)
    }

    @Test func insideAndOutside() {
        #expect(isOutside("10.244.0.0/16", ["10.244.1.0/24"]) == .flag(false))
        #expect(isOutside("10.244.0.0/16", ["10.99.0.0/24"]) == .flag(true))
        #expect(isOutside("10.244.0.0/16,fd00:10:244::/56", ["fd00:10:244:1::/64"]) == .flag(false))
        #expect(isOutside("10.244.0.0/16,fd00:10:244::/56", ["fd00:99::/64"]) == .flag(true))
    }

    @Test func whatCannotBeComparedIsNoVerdict() {
        #expect(isOutside(nil, ["10.99.0.0/24"]) == .absent)
        #expect(isOutside("10.244.0.0/16", []) == .absent)
        #expect(isOutside("10.244.0.0/16", ["fd00:99::/64"]) == .absent)
    }
}
