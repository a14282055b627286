import Facts
import Testing

@testable import Diagnosis

/// What the manifests of static pods say of files and ports, held against each other.
@Suite struct StaticPodLawsTests {
    private func facts(
        hostPath: String? = "/etc/kubernetes/scheduler.conf", isThere: Bool = true, isEmpty: Bool = false, isUp: Bool = false,
        flag: (component: String, name: String, path: String) = ("kube-scheduler", "kubeconfig", "/etc/kubernetes/scheduler.conf")
    ) -> FactSet {
        var facts = FactSet()
        facts.set(TimeFacts.now, .instant(Instant(seconds: 10_000)))
        facts.set(
            PodFacts.containers,
            [
                Row<PodFacts.Container>(
                    [
                        .namespace: "kube-system", .name: .text(flag.component), .state: .text(isUp ? "running" : "exited"),
                        .madeAt: .instant(Instant(seconds: 5000)),
                    ], from: Source("cri"))
            ])
        func file(_ name: String) -> Row<ManifestFacts.NamedPath> {
            Row(
                [
                    .component: .text(flag.component), .flag: .text(name), .path: .text(flag.path),
                    .hostPath: .text(ifAny: hostPath),
                    .isThere: .flag(isThere), .isEmpty: .flag(isEmpty),
                ], from: Source("manifest"))
        }
        facts.set(ManifestFacts.files, [file(flag.name), file("authentication-" + flag.name)])
        return facts
    }

    private func unreached(_ facts: FactSet) -> [String] {
        var facts = facts
        UnreachedFiles.derivation.derive(&facts)
        return (facts.rows(ManifestFacts.unreached) ?? []).compactMap { $0.text(.flag) }
    }

    @Test func aVolumeMustHoldTheFile() {
        let both = ["kubeconfig and --authentication-kubeconfig"]
        #expect(unreached(facts()) == [])
        #expect(unreached(facts(hostPath: nil)) == both)
        #expect(unreached(facts(hostPath: "/etc/kubernetes/schedular.conf", isThere: false)) == both)
        #expect(unreached(facts(hostPath: "/etc/kubernetes/schedular.conf", isEmpty: true)) == both)
        #expect(unreached(facts(hostPath: "/srv/scheduler.conf")) == [])
    }

    @Test func ofAProgramThatStaysUpOnlyEtcdsDataIsTold() {
        #expect(unreached(facts(hostPath: nil, isUp: true)) == [])
        #expect(unreached(facts(hostPath: nil, isUp: true, flag: ("etcd", "data-dir", "/data"))).count == 1)
    }

    private func stray(_ component: String, port: Int, flags: [(String, String)] = []) -> [String] {
        var facts = FactSet()
        facts.set(
            ManifestFacts.flags,
            flags.map {
                Row<ManifestFacts.Flag>(
                    [.component: .text(component), .flag: .text($0.0), .value: .text($0.1)], from: Source("manifest"))
            })
        facts.set(
            ManifestFacts.healthProbes,
            [
                Row<ManifestFacts.HealthProbe>(
                    [.component: .text(component), .probe: "livenessProbe", .port: .integer(port)], from: Source("manifest"))
            ])
        StrayProbes.derivation.derive(&facts)
        return facts.rows(ManifestFacts.strayProbes)?.first?.list(.wanted) ?? []
    }

    @Test func aProbeMustAskAPortThatIsServed() {
        #expect(stray("kube-apiserver", port: 6443) == [])
        #expect(stray("kube-apiserver", port: 6443, flags: [("secure-port", "8443")]) == ["8443"])
        #expect(stray("kube-scheduler", port: 10251) == ["10259"])
        let etcd = [("listen-metrics-urls", "http://127.0.0.1:2381"), ("listen-client-urls", "https://127.0.0.1:2379")]
        #expect(stray("etcd", port: 2381, flags: etcd) == [])
        #expect(stray("etcd", port: 2382, flags: etcd) == ["2381", "2379"])
    }
}
