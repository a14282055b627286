import Facts
import Testing

@testable import Diagnosis

@Suite struct EtcdBeginningTests {
    /// Seconds since the manifest was written: the kubeconfig, and the beginning of etcd by its log.
    private func beganEmpty(joined: Int?, began: Int?, state: String? = nil) -> Bool? {
        var facts = FactSet()
        let start = Instant(seconds: 1_000_000)
        facts.set(EtcdFacts.isHere, true)
        facts.set(EtcdFacts.initialState, .text(ifAny: state))
        facts.set(NodeFacts.joinedAt, .instant(ifAny: joined.map { start + $0 }))
        facts.set(
            ManifestFacts.manifests,
            [Row<ManifestFacts.Manifest>([.component: "etcd", .modified: .instant(start)], from: Source("etcd.yaml"))])
        let line = began.map {
            Row<LogFacts.Match>(
                [
                    .pattern: .text(EtcdBeginning.pattern), .log: "container/kube-system/etcd-cp1/etcd",
                    .last: .instant(start + $0),
                ], from: Source("log"))
        }
        facts.set(LogFacts.matched, [line].compactMap { $0 })
        EtcdBeginning.derivation.derive(&facts)
        return facts.flag(EtcdFacts.beganEmpty)
    }

    @Test func anInitIsNone() {
        // The kubeconfig is written before etcd's manifest, and once more when the API server works.
        #expect(beganEmpty(joined: -5, began: 200) == false)
        #expect(beganEmpty(joined: 12, began: 4) == false)
    }

    @Test func aMemberThatJoinedBeganAfterItsKubeconfig() {
        #expect(beganEmpty(joined: -20, began: 30, state: "existing") == false)
        #expect(beganEmpty(joined: 5, began: 300, state: "existing") == false)
    }

    @Test func aRestartAndARestoredSnapshotAreNone() { #expect(beganEmpty(joined: 12, began: nil) == false) }

    @Test func anEtcdThatBeginsAnewAfterwardsHasLostItsData() { #expect(beganEmpty(joined: 12, began: 900) == true) }
}
