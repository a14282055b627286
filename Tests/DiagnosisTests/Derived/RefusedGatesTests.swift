import Facts
import Testing

@testable import Diagnosis

@Suite struct RefusedGatesTests {
    private func rows(
        _ words: String, pattern: String = RefusedGates.unknown,
        from log: String = "container/kube-system/kube-apiserver-cp1/kube-apiserver",
        gates: [(component: String, gate: String, meant: String?)] = [], kubelet: [(gate: String, removedIn: String?)] = [],
        isHealthy: Bool = true, countSinceStart: Int = 3
    ) -> [Row<GateFacts.Refused>] {
        var facts = FactSet()
        facts.set(KubeletFacts.isHealthy, .flag(isHealthy))
        facts.set(
            GateFacts.manifests,
            gates.map { component, gate, meant in
                Row<GateFacts.Gate>(
                    [
                        .component: .text(component), .gate: .text(gate), .value: "true",
                        .file: .text("/etc/kubernetes/manifests/\(component).yaml"), .line: 35, .meant: .text(ifAny: meant),
                    ], from: Source("manifest"))
            })
        facts.set(
            KubeletFacts.featureGates,
            kubelet.map { gate, removedIn in
                Row<KubeletFacts.FeatureGate>(
                    [
                        .name: .text(gate), .isOn: true, .file: "/var/lib/kubelet/config.yaml", .line: 50,
                        .removedIn: .text(ifAny: removedIn),
                    ], from: Source("config.yaml"))
            })
        facts.set(
            LogFacts.present,
            [
                Row<LogFacts.Match>(
                    [
                        .log: .text(log), .text: .text(words), .pattern: .text(pattern),
                        .countSinceStart: .integer(countSinceStart),
                    ], from: Source("log"))
            ])
        RefusedGates.derivation.derive(&facts)
        return facts.rows(GateFacts.refused) ?? []
    }

    @Test func aMisspeltGateIsFoundWithTheOneThatIsMeant() throws {
        let found = rows(
            "command failed: unrecognized feature gate: NodeSwapp",
            gates: [("etcd", "InitialCorruptCheck", nil), ("kube-apiserver", "NodeSwapp", "NodeSwap")])
        let row = try #require(found.first)
        #expect(found.count == 1)
        #expect(row.text(.component) == "kube-apiserver")
        #expect(row.text(.file) == "/etc/kubernetes/manifests/kube-apiserver.yaml")
        #expect(row.text(.advice) == "It probably should be NodeSwap.")
    }

    @Test func aLockedGateSaysToWhat() throws {
        let words = "cannot set feature gate PodSchedulingReadiness to false, feature is locked to true"
        let row = try #require(
            rows(words, pattern: RefusedGates.locked, gates: [("kube-apiserver", "PodSchedulingReadiness", nil)]).first)
        #expect(row.text(.because) == "its release has locked it to true")
    }

    @Test func whatTheManifestNoLongerHasIsOver() {
        #expect(rows("unrecognized feature gate: NodeSwapp", gates: [("kube-apiserver", "NodeSwap", nil)]).isEmpty)
    }

    @Test func aRemovedGateOfTheKubeletSaysSince() throws {
        let words = "unrecognized feature gate: SCTPSupport"
        let row = try #require(rows(words, from: "kubelet", kubelet: [("SCTPSupport", "1.22")], isHealthy: false).first)
        #expect(row.text(.because) == "Kubernetes 1.22 removed it")
        #expect(rows(words, from: "kubelet", kubelet: [("SCTPSupport", "1.22")]).isEmpty)
        #expect(rows(words, from: "kubelet", isHealthy: false, countSinceStart: 0).isEmpty)
    }
}
