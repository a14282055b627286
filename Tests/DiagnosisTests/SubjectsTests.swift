import Facts
import Testing

@testable import Diagnosis

/// Findings of one kind about different programs: what explains one says nothing of the other.
@Suite struct SubjectsTests {
    private static func rule(_ id: String, leadsTo: [String] = [], quotes: [String] = []) -> Rule {
        Rule(
            id: id, area: "control-plane", catalogue: [], title: id, severity: .error, kind: .fault, rung: .apiserver,
            applies: nil, versions: VersionRange(), when: .test("x", .present(true)), says: id, why: "", leadsTo: leadsTo,
            wrongWhen: "", recipes: [], quotes: quotes, sources: [])
    }

    private static func finding(
        _ id: String, leadsTo: [String] = [], flags components: [String] = [], pods: [String] = [], quotes: [String] = []
    ) -> Finding {
        let flags = components.map { name in
            Proof(ManifestFacts.refused, Row<ManifestFacts.RefusedFlag>([.component: .text(name)], from: Source(name)))
        }
        let containers = pods.map { name in
            Proof(
                PodFacts.crashLoops,
                Row<PodFacts.Container>(
                    [.namespace: "shop", .pod: .text(name), .name: "app"], from: Source(name)))
        }
        return Finding(
            rule: rule(id, leadsTo: leadsTo, quotes: quotes), says: id, evidence: [], proofs: flags + containers)
    }

    private func causes(_ findings: Finding...) -> [String] {
        Chains(findings.map(\.rule)).sort(findings).faults.filter(\.isCause).map(\.id).sorted()
    }

    @Test func theSchedulersTroubleIsNotTheControllerManagers() {
        let scheduler = Self.finding("a-misspelt", leadsTo: ["b-unknown"], flags: ["kube-scheduler"])
        #expect(causes(scheduler, Self.finding("b-unknown", flags: ["kube-scheduler"])) == ["a-misspelt"])
        #expect(
            causes(scheduler, Self.finding("b-unknown", flags: ["kube-scheduler", "kube-controller-manager"]))
                == ["a-misspelt", "b-unknown"])
    }

    @Test func nothingHangsOnTheSchedulerButPods() {
        let scheduler = Self.finding("a-misspelt", leadsTo: ["b-api-down", "c-pod-waits"], flags: ["kube-scheduler"])
        let down = Self.finding("b-api-down", quotes: ["container/kube-system/kube-apiserver*/kube-apiserver"])
        #expect(causes(scheduler, down, Self.finding("c-pod-waits", pods: ["web"])) == ["a-misspelt", "b-api-down"])
    }

    @Test func etcdsTroubleReachesEverything() {
        let etcd = Self.finding("a-etcd", leadsTo: ["b-crash"], flags: ["etcd"])
        #expect(causes(etcd, Self.finding("b-crash", flags: ["kube-apiserver", "kube-scheduler"])) == ["a-etcd"])
    }

    @Test func twoCausesTogetherExplainWhatNeitherDoesAlone() {
        let one = Self.finding("a-one", leadsTo: ["c-crash"], flags: ["kube-scheduler"])
        let other = Self.finding("b-other", leadsTo: ["c-crash"], flags: ["kube-controller-manager"])
        let crash = Self.finding("c-crash", flags: ["kube-controller-manager", "kube-scheduler"])
        #expect(causes(one, other, crash) == ["a-one", "b-other"])
        #expect(causes(one, crash) == ["a-one", "c-crash"])
    }

    @Test func onePodsProbeDoesNotExplainAnotherPodsKill() {
        let probe = Self.finding("a-probe", leadsTo: ["b-killed"], pods: ["web"])
        #expect(causes(probe, Self.finding("b-killed", pods: ["web"])) == ["a-probe"])
        #expect(causes(probe, Self.finding("b-killed", pods: ["web", "mail"])) == ["a-probe", "b-killed"])
    }
}
