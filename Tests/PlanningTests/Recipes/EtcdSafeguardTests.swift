import Facts
import Steps
import Testing

@testable import Planning

/// Before etcd's data may be lost a snapshot is taken; where the quorum would be, nothing is done.
@Suite struct EtcdSafeguardTests {
    private static let source = Source("a test")

    private func facts(members: Int, connected: Int, isHealthy: Bool = true, pods: [String] = []) -> FactSet {
        var facts = FactSet()
        facts.set(EtcdFacts.isHere, .flag(true), from: Self.source)
        facts.set(EtcdFacts.runsAs, .text("static pod"), from: Self.source)
        facts.set(EtcdFacts.isHealthy, .flag(isHealthy), from: Self.source)
        facts.set(EtcdFacts.memberCount, .integer(members), from: Self.source)
        let peers = (1..<members).map { number in
            Row<EtcdFacts.Peer>(
                [.id: .text("\(number)"), .isConnected: .flag(number <= connected), .wasRemoved: .flag(false)], from: Self.source)
        }
        facts.set(EtcdFacts.peers, peers, from: Self.source)
        let containers = pods.map { pod in
            Row<PodFacts.Container>(
                [.pod: .text(pod), .state: .text("running"), .isSystem: .flag(pod.hasPrefix("kube-"))], from: Self.source)
        }
        facts.set(PodFacts.containers, containers, from: Self.source)
        return facts
    }

    private func step(_ words: [String], risk: Risk = .destroys) -> Step {
        Step("one", on: "m", phase: .reset, title: "One.", why: "A test.", risk: risk, actions: [.run(Run(words))])
    }

    private var reset: Step { step(["kubeadm", "reset", "--force"]) }

    @Test(arguments: [
        (["kubeadm", "reset", "--force"], Risk.destroys, true),
        (["crictl", "exec", "a", "etcdctl", "member", "remove", "b"], .edits, true),
        (["rm", "-rf", "/var/lib/etcd"], .destroys, true), (["etcdutl", "snapshot", "restore", "a"], .edits, true),
        (["rm", "-rf", "/var/lib/kubelet"], .destroys, false), (["cp", "-a", "/var/lib/etcd", "/root/etcd"], .edits, false),
        (["kubeadm", "init"], .edits, false),
    ])
    func whatNeedsIt(_ words: [String], _ risk: Risk, _ isNeeded: Bool) {
        #expect(EtcdSafeguard.isNeeded(for: step(words, risk: risk)) == isNeeded)
    }

    @Test func theSnapshotComesFirstAndIsNeverTwice() throws {
        let steps = EtcdSafeguard.added(to: [step(["true"], risk: .edits), reset], on: facts(members: 1, connected: 0))
        #expect(steps.map(\.key) == ["keep-etcd-snapshot", "one", "one"])
        #expect(steps[0].risk == .edits && steps[0].check != nil && steps[0].undo == .actions([]))
        guard case .run(let run) = steps[0].actions[0] else { return #expect(Bool(false), "\(steps[0])") }
        #expect(run.words.last == "/var/lib/etcd" && run.words[2].contains("snapshot save"))
    }

    @Test func aUnitsMemberIsAskedByTheMachinesOwnEtcdctl() {
        var known = facts(members: 3, connected: 2)
        known.set(EtcdFacts.runsAs, .text("unit"), from: Self.source)
        #expect(EtcdSafeguard.added(to: [reset], on: known) == [reset])
        let options = ["--endpoints=https://10.0.0.1:2379", "--cacert=/a", "--cert=/b", "--key=/c"]
        known.set(EtcdFacts.clientOptions, .list(options), from: Self.source)
        let steps = EtcdSafeguard.added(to: [reset], on: known)
        guard steps.count == 2, case .run(let run) = steps[0].actions[0] else { return #expect(Bool(false), "\(steps)") }
        #expect(run.words.suffix(4) == options[...] && run.words[2].contains("etcdctl \"$@\" snapshot save"))
    }

    /// An etcd that does not answer gives no snapshot, and must not keep a wreck from being taken away.
    @Test func whereEtcdCannotGiveOneNothingIsAdded() {
        #expect(EtcdSafeguard.added(to: [reset], on: facts(members: 1, connected: 0, isHealthy: false)) == [reset])
        #expect(EtcdSafeguard.added(to: [reset], on: FactSet()) == [reset])
        let other = step(["true"])
        #expect(EtcdSafeguard.added(to: [other], on: facts(members: 1, connected: 0)) == [other])
    }

    @Test(arguments: [(3, 2, false), (3, 1, true), (5, 2, true), (5, 3, false), (2, 1, false), (2, 0, true), (1, 0, false)])
    func aMemberGoesOnlyWhereTheOthersAreAQuorum(_ members: Int, _ connected: Int, _ isRefused: Bool) {
        let radius = BlastRadius(of: [reset], on: facts(members: members, connected: connected))
        #expect(radius.refusals.isEmpty != isRefused, "\(radius.refusals)")
        #expect(!radius.sentences.isEmpty)
    }

    /// A node of kubeadm has no etcdctl: where the list of members is not known, the metrics' peers count.
    @Test func withoutTheListThePeersOfTheMetricsCount() {
        for (connected, isRefused) in [(2, false), (1, true)] {
            var known = facts(members: 3, connected: connected)
            known.miss([EtcdFacts.memberCount], "etcdctl is not on this machine.")
            let radius = BlastRadius(of: [reset], on: known)
            #expect(radius.refusals.isEmpty != isRefused, "\(radius)")
        }
        var dark = FactSet()
        dark.set(EtcdFacts.isHere, .flag(true), from: Self.source)
        dark.set(EtcdFacts.isHealthy, .flag(true), from: Self.source)
        #expect(BlastRadius(of: [reset], on: dark).sentences.contains { $0.hasPrefix("How many members") })
    }

    @Test func theOnlyMemberAndPodsOfThePersonsAreNamed() {
        let radius = BlastRadius(of: [reset], on: facts(members: 1, connected: 0, pods: ["web", "shop", "kube-proxy-x"]))
        #expect(radius.sentences.contains("2 pods of yours run here and end."), "\(radius.sentences)")
        #expect(radius.sentences.contains("This is the only member of etcd: all that the cluster knows goes with it."))
    }
}
