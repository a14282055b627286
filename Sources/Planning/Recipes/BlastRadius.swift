import Facts
import Steps

/// What steps touch beside what they change: computed from what the node shows, and told before anything is confirmed.
public struct BlastRadius: Sendable, Equatable {
    /// Whole sentences, each once; none where nothing but files changes.
    public private(set) var sentences: [String] = []
    /// Why the steps must not be done now; whole sentences.
    public private(set) var refusals: [String] = []

    private let facts: FactSet

    /// - Parameter facts: what was seen of the node.
    public init(of steps: [Step], on facts: FactSet) {
        self.facts = facts
        for action in steps.flatMap(\.actions) { take(action) }
        if steps.contains(where: { $0.risk == .destroys }) { say("What this destroys cannot be restored by drydock.") }
    }

    public static func == (a: BlastRadius, b: BlastRadius) -> Bool { a.sentences == b.sentences && a.refusals == b.refusals }

    private mutating func take(_ action: Action) {
        switch action {
        case .unit(let change): take(change)
        case .staticPod(let pod):
            switch pod.name {
            case "kube-apiserver": say("This node's API server is away for about a minute.")
            case "etcd": etcd(isBack: true)
            default: say("\(pod.name) restarts.")
            }
        case .run(let run) where run.words.suffix(1) == ["reboot"]:
            say("The machine reboots: everything on it stops until it is back.")
        case .run(let run) where run.words.contains("kubeadm") && run.words.contains("reset"): reset()
        case .run(let run) where run.words.joined(separator: " ").contains("member remove"):
            etcdLoses("The member that is removed")
        case .packages(let set) where set.canBeInstalled:
            say("\(set.packages.count == 1 ? "One package is" : "\(set.packages.count) packages are") installed: \(set.text).")
        case .write, .edit, .run, .fetch, .packages, .byHand: break
        }
    }

    private mutating func take(_ change: UnitChange) {
        let stops: Set<UnitChange.State> = [.stopped, .masked, .disabled]
        if Self.isWayIn(change.name), stops.contains(change.state) {
            refuse("\(change.name) is how people reach this machine; drydock does not stop it.")
        }
        switch (change.name, change.state) {
        case ("kubelet.service", .restarted), ("kubelet.service", .restartedIfRunning):
            say("The kubelet restarts; containers that run go on.")
        case ("kubelet.service", .stopped):
            say(
                "The kubelet stops: until it is started again, nothing is started or reported on this node. Containers that run go on."
            )
        case ("containerd.service", .restarted), ("crio.service", .restarted), ("containerd.service", .restartedIfRunning):
            say("\(change.name) restarts; containers that run go on, and none is started for some seconds.")
        case ("docker.service", .restarted):
            say("Docker restarts, and without live-restore all its containers with it.")
        case ("etcd.service", .restarted), ("etcd.service", .stopped): etcd(isBack: change.state == .restarted)
        case (_, .restarted), (_, .stopped): say("\(change.name) \(change.state == .restarted ? "restarts" : "stops").")
        default: break
        }
    }

    /// Units without which nobody gets in: the session that this runs in is one of them.
    private static func isWayIn(_ unit: String) -> Bool {
        ["ssh.service", "sshd.service", "ssh.socket", "sshd.socket", "systemd-networkd.service", "NetworkManager.service"]
            .contains(unit)
            || unit.hasPrefix("session-") || unit.hasPrefix("user@") || unit.hasPrefix("getty@")
            || unit.hasPrefix("serial-getty@")
    }

    /// The pods of this node that are a person's, and no part of the cluster.
    package static func ownPods(_ facts: FactSet) -> Set<String> {
        let running = (facts.rows(PodFacts.containers) ?? []).filter {
            $0.flag(.isSystem) != true && $0.text(.state) == "running"
        }
        return Set(running.compactMap { $0.text(.pod) })
    }

    /// What kubeadm's reset takes from the cluster.
    private mutating func reset() {
        let own = Self.ownPods(facts)
        if !own.isEmpty {
            say(
                own.count == 1
                    ? "One pod of yours runs here and ends: \(own.first ?? "")." : "\(own.count) pods of yours run here and end.")
        }
        guard facts.flag(EtcdFacts.isHere) == true else { return }
        if members == 1 {
            say("This is the only member of etcd: all that the cluster knows goes with it.")
        } else {
            etcdLoses("This node's member")
        }
    }

    /// How many members etcd has: by its list, else by the others of which its metrics tell; nil where neither is known.
    private var members: Int? {
        facts.integer(EtcdFacts.memberCount)
            ?? facts.rows(EtcdFacts.peers).map { peers in peers.count { $0.flag(.wasRemoved) != true } + 1 }
    }

    /// Where nothing says how many members there are, an etcd that runs is not judged, and that is said.
    private mutating func sayUnknown() {
        guard facts.flag(EtcdFacts.isHealthy) == true else { return }
        say("How many members etcd has could not be seen, so it is not known whether the others are a quorum without this one.")
    }

    /// A member goes for good: those that are left must be more than half of what is left.
    private mutating func etcdLoses(_ what: String) {
        guard let count = members else { return sayUnknown() }
        guard count > 1 else { return }
        let peers = facts.rows(EtcdFacts.peers) ?? []
        let others = peers.filter { $0[.isConnected] == .flag(true) && $0[.wasRemoved] != .flag(true) }.count
        let quorum = (count - 1) / 2 + 1
        say("\(what) leaves etcd for good; \(count - 1) remain, of which \(quorum) must run.")
        guard others < quorum, facts.flag(EtcdFacts.isHealthy) == true else { return }
        refuse(
            "etcd would lose its quorum: \(quorum) of the \(count - 1) members that remain must run, and only \(others) do. Bring them back first."
        )
    }

    /// The members that are left while this one is away.
    private mutating func etcd(isBack: Bool) {
        guard let count = members, count > 1 else {
            return say("etcd is away for some seconds, and the API with it.")
        }
        let peers = facts.rows(EtcdFacts.peers) ?? []
        let others = peers.filter { $0[.isConnected] == .flag(true) && $0[.wasRemoved] != .flag(true) }.count
        let quorum = count / 2 + 1
        say("This node's etcd member is away\(isBack ? " for some seconds" : ""); \(others) of \(count) members go on.")
        guard others < quorum, facts.flag(EtcdFacts.isHealthy) == true else { return }
        if isBack, count == 2 {
            say("Two members are a quorum only together: the API is away until this one is back.")
        } else {
            refuse(
                "etcd would lose its quorum: \(quorum) of \(count) members must run, and only \(others) others do. Bring them back first."
            )
        }
    }

    private mutating func say(_ sentence: String) { if !sentences.contains(sentence) { sentences.append(sentence) } }
    private mutating func refuse(_ sentence: String) { if !refusals.contains(sentence) { refusals.append(sentence) } }
}
