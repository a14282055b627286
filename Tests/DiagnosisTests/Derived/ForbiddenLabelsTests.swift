import Facts
import Testing

@testable import Diagnosis

@Suite struct ForbiddenLabelsTests {
    @Test(arguments: [
        "node-role.kubernetes.io/worker", "kubernetes.io/role", "node-restriction.kubernetes.io/x", "x.k8s.io/y", "k8s.io/z",
    ])
    func forbidden(_ label: String) { #expect(ForbiddenLabels.isForbidden(label)) }

    @Test(arguments: [
        "disk", "example.org/disk", "kubernetes.io/os", "topology.kubernetes.io/zone", "node.kubernetes.io/pool",
        "a.node.kubernetes.io/b",
        "kubelet.kubernetes.io/c", "notkubernetes.io/d",
    ])
    func allowed(_ label: String) { #expect(!ForbiddenLabels.isForbidden(label)) }

    @Test func onlyTheFlagInForceCounts() {
        var facts = FactSet()
        func row(_ value: String, _ isEffective: Bool) -> Row<KubeletFacts.Flag> {
            Row<KubeletFacts.Flag>(
                [.name: "node-labels", .value: .text(value), .isEffective: .flag(isEffective)], from: Source("x"))
        }
        facts.set(KubeletFacts.flags, [row("kubernetes.io/role=a", false), row("disk=ssd,k8s.io/x=y", true)])
        ForbiddenLabels.derivation.derive(&facts)
        #expect(facts.list(IdentityFacts.forbiddenLabels) == ["k8s.io/x"])
    }
}
