import Diagnosis
import Facts
import Planning
import Screens

/// Hand-made nodes that the tests of the screens show.
enum Sessions {
    static let taken = Instant(seconds: 1_795_507_289)

    static func rule(
        _ id: String, _ title: String, area: String = "runtime", severity: Severity = .error, kind: Rule.Kind = .fault,
        rung: Rung = .runtime, catalogue: [String] = [], leadsTo: [String] = [], recipes: [String] = []
    ) -> Rule {
        Rule(
            id: id, area: area, catalogue: catalogue, title: title, severity: severity, kind: kind, rung: rung, applies: nil,
            versions: VersionRange(), when: .all([]), says: "", why: "No container starts without the runtime.",
            leadsTo: leadsTo, wrongWhen: "The unit was stopped on purpose.", recipes: recipes,
            sources: [Reference(source: "containerd, docs/ops.md", date: "2026-08-14")])
    }

    static let rules = [
        rule(
            "containerd-is-stopped", "containerd is not running", catalogue: ["BY-KL-15"],
            leadsTo: ["kubelet-has-no-runtime", "node-is-not-ready"], recipes: ["start-containerd"]),
        rule("kubelet-has-no-runtime", "The kubelet finds no container runtime", area: "kubelet", rung: .kubelet),
        rule("node-is-not-ready", "The cluster calls this node not Ready", area: "control-plane", rung: .node),
        rule("swap-is-on", "Swap is on and the kubelet does not expect it", area: "host", severity: .warning, rung: .host),
        rule("node-is-cordoned", "The node is cordoned", area: "control-plane", severity: .notice, kind: .expected, rung: .node),
        rule("etcd-has-no-leader", "etcd has no leader", area: "etcd", rung: .etcd),
        rule("etcd-is-full", "etcd's space is used up", area: "etcd", rung: .etcd),
    ]

    static func rule(_ id: String) -> Rule { rules.first { $0.id == id } ?? rule(id, id) }

    static let recipes = [
        Recipe(
            id: "start-containerd", area: "runtime", title: "Start containerd and keep it started", catalogue: ["BY-KL-15"],
            about: "Starts the runtime, now and at every boot, and waits until it answers.",
            notWhen: "Its configuration is broken; mend that first.",
            steps: [
                RecipeStep(
                    title: "See why it stopped", risk: .looks,
                    command: ["journalctl", "-u", "containerd", "-n", "20", "--no-pager"]),
                RecipeStep(
                    title: "Start it", risk: .restarts, command: ["systemctl", "enable", "--now", "containerd"],
                    check: ["systemctl", "is-active", "containerd"], expects: "It prints active.",
                    undo: "systemctl disable --now containerd"),
                RecipeStep(
                    title: "Let it use systemd's cgroups", risk: .edits,
                    edit: Edit(
                        file: "/etc/containerd/config.toml", format: .toml, path: ["plugins", "SystemdCgroup"], value: "true")),
            ],
            texts: ["validate service connection: CRI v1 runtime API is not implemented"], sources: ["containerd, docs/ops.md"]),
        Recipe(
            id: "turn-swap-off", area: "host", title: "Turn swap off", catalogue: ["BY-KL-01"], about: "Turns swap off for good.",
            notWhen: "", steps: [RecipeStep(title: "Turn it off", risk: .edits, command: ["swapoff", "-a"])],
            texts: ["running with swap on is not supported"], sources: []),
    ]

    static let facts: FactSet = {
        var facts = FactSet()
        facts.set(TimeFacts.now, .instant(taken), from: [])
        facts.set(NodeFacts.isRoot, true, from: [])
        facts.set(MachineFacts.osName, "Debian GNU/Linux 13 (trixie)", from: [])
        facts.set(KernelFacts.release, "6.12.57+deb13-amd64", from: [])
        facts.set(CgroupFacts.version, "v2", from: [])
        facts.set(MachineFacts.cpus, 4, from: [])
        facts.set(MachineFacts.load5, .number(1.25), from: [])
        facts.set(MemoryFacts.total, .integer(4 << 30), from: [])
        facts.set(MemoryFacts.available, .integer(3 << 29), from: [])
        facts.set(
            DiskFacts.disks,
            .rows([
                Row(
                    ["mount": "/var", "size": .integer(20 << 30), "available": .integer(1 << 30), "isReadOnly": false],
                    from: Source("/proc/self/mounts"))
            ]), from: [])
        facts.miss(CertificateFacts.certificates, "This user may not look at /etc/kubernetes/pki.")
        return facts
    }()

    private static func ladder(_ states: [Rung: (RungState.State, String)]) -> [RungState] {
        Rung.allCases.map { rung in
            let (state, says) = states[rung] ?? (.ok, "All that belongs to it answers.")
            return RungState(rung: rung, state: state, says: says)
        }
    }

    private static func made(
        _ findings: [Finding], expected: [Finding] = [], unknown: [Unjudged] = [], ladder: [RungState], changes: [Change] = []
    ) -> Report {
        Report(
            node: Report.Node(name: "cp1", role: "control-plane", kubernetesVersion: "1.36.2"), taken: taken, findings: findings,
            expected: expected, unknown: unknown, clear: 214, ladder: ladder, changes: changes)
    }

    private static let upgrade = Change(
        what: "containerd.io 2.2.1 was upgraded to 2.2.2\u{1B}[2J", when: Instant(seconds: 1_795_507_000), kind: "package")

    static let findings = [
        Finding(
            rule: rule("containerd-is-stopped"),
            says: "The unit containerd.service is inactive since 08:01:29; it must be active.",
            evidence: [
                Evidence(
                    source: "systemctl show containerd.service", text: "ActiveState=inactive\nSubState=dead\u{1B}[31m\u{7}",
                    time: taken)
            ], explains: ["kubelet-has-no-runtime", "node-is-not-ready"], lastChange: upgrade),
        Finding(
            rule: rule("kubelet-has-no-runtime"), says: "The kubelet says that it cannot reach containerd.sock.",
            evidence: [Evidence(source: "the journal of kubelet.service", text: "failed to run Kubelet", time: taken)],
            causedBy: ["containerd-is-stopped"]),
        Finding(
            rule: rule("node-is-not-ready"), says: "Ready is False.", evidence: [], causedBy: ["containerd-is-stopped"]),
        Finding(
            rule: rule("swap-is-on"), says: "/dev/sda3 gives 2 GiB of swap, and failSwapOn is true.",
            evidence: [Evidence(source: "/proc/swaps:2", text: "/dev/sda3 partition 2097148 0 -2", time: nil)]),
    ]

    /// containerd is stopped, with two symptoms; swap is on; the node is cordoned; etcd was not looked at.
    static let broken: Session = {
        let reason = "This user may not look at /etc/kubernetes/pki/etcd."
        let report = made(
            findings,
            expected: [
                Finding(rule: rule("node-is-cordoned"), says: "kubectl cordon was used, so no new pod comes.", evidence: [])
            ],
            unknown: ["etcd-has-no-leader", "etcd-is-full"].map {
                Unjudged(rule: $0, gaps: [Gap(fact: "etcd.leader", reason: reason)])
            },
            ladder: ladder([
                .runtime: (.broken, "containerd.service is inactive; it must be active."),
                .kubelet: (.broken, "The kubelet cannot reach the runtime."), .etcd: (.unknown, reason),
                .dns: (.notHere, "No DNS pod runs on this node."),
            ]), changes: [upgrade])
        return Session(
            program: "drydock 1.0.0", nodeName: "cp1", report: report, facts: facts, before: report, recipes: recipes,
            rules: rules)
    }()

    static let healthy: Session = {
        let report = made([], ladder: ladder([:]))
        return Session(
            program: "drydock 1.0.0", nodeName: "cp1", report: report, facts: facts, before: report, recipes: recipes,
            rules: rules)
    }()

    /// Before the first probe has ended.
    static let looking = Session(program: "drydock 1.0.0", nodeName: "this node")

    /// The broken node after another look: these findings are left.
    static func after(_ left: [String]) -> Session {
        var session = broken
        session.report?.findings = findings.filter { left.contains($0.id) }
        return session
    }

    /// The healthy node with one rung in another state, which no rule explains.
    static func with(_ rung: Rung, _ state: RungState.State) -> Session {
        var session = healthy
        session.report?.ladder = ladder([rung: (state, "It was looked at.")])
        return session
    }

    static let answers = [
        Explanation(
            id: "kubelet-has-no-runtime", title: "The kubelet finds no container runtime",
            says: "No container starts without the runtime.", line: "E1124 run.go:72] \u{1B}[31mfailed to run Kubelet",
            recipes: ["start-containerd"], count: 12),
        Explanation(
            id: "turn-swap-off", title: "Turn swap off", says: "Turns swap off for good.",
            line: "running with swap on is not supported", recipes: ["turn-swap-off"], count: 1),
    ]
}
