import Diagnosis
import Editing
import Facts
import Planning
import Screens
import Steps

/// Sessions made by hand: the same at every run, on every machine.
enum Sessions {
    static let now = Instant(seconds: 1_795_503_699)

    static func rule(
        _ id: String, _ title: String, area: String = "runtime", severity: Severity = .error, kind: Rule.Kind = .fault,
        rung: Rung = .runtime, catalogue: [String] = [], recipes: [String] = [], leadsTo: [String] = []
    ) -> Rule {
        Rule(
            id: id, area: area, catalogue: catalogue, title: title, severity: severity, kind: kind, rung: rung, applies: nil,
            versions: VersionRange(from: MinorVersion(minor: 24), to: nil), when: .all([]), says: "\(title).",
            why:
                "The kubelet can neither start nor stop a container without it, and after a few minutes it reports the node as not ready.",
            leadsTo: leadsTo, wrongWhen: "It was stopped on purpose.", recipes: recipes,
            sources: [Reference(source: "containerd 2.1 docs", date: "2026-08-14")])
    }

    static let stopped = rule(
        "containerd-is-stopped", "containerd is not running", catalogue: ["BY-KL-15"], recipes: ["start-containerd"],
        leadsTo: ["kubelet-is-unhealthy", "node-is-not-ready"])
    static let unhealthy = rule("kubelet-is-unhealthy", "The kubelet's health check fails", area: "kubelet", rung: .kubelet)
    static let notReady = rule("node-is-not-ready", "The cluster calls this node not Ready", area: "kubelet", rung: .node)
    static let full = rule(
        "disk-is-nearly-full", "A disk has little room left", area: "host", severity: .warning, rung: .host,
        recipes: ["free-disk-room"])
    static let swap = rule("swap-is-on", "Swap is on", area: "host", severity: .notice, rung: .host)
    static let pending = rule(
        "coredns-is-pending", "CoreDNS waits for the network add-on", area: "dns", kind: .expected, rung: .dns)
    static let etcdSlow = rule("etcd-disk-is-slow", "etcd's disk is slow", area: "etcd", severity: .warning, rung: .etcd)
    static let rules = [stopped, unhealthy, notReady, full, swap, pending, etcdSlow]

    static let recipes = [
        Recipe(
            id: "start-containerd", area: "runtime", title: "Start containerd and have it started at boot",
            catalogue: ["BY-KL-15"],
            about:
                "For a containerd that was stopped, disabled, or ended with an error. The log comes first: where it names a fault of the configuration, mend that before starting.",
            notWhen: "It was stopped on purpose, for an upgrade.",
            steps: [
                RecipeStep(
                    title: "Read why it stopped.", risk: .looks,
                    actions: [.run(Run(["journalctl", "-u", "containerd", "-n", "50"]))]),
                RecipeStep(
                    title: "Set the driver.", risk: .edits,
                    actions: [
                        .edit(
                            FileChange(
                                "/etc/containerd/config.toml",
                                FileEdit(.toml, [.set(EditPath(keys: "plugins", "SystemdCgroup"), true)])))
                    ]),
                RecipeStep(
                    title: "Start it.", risk: .restarts, actions: [.unit(UnitChange("containerd.service", .started))],
                    check: .succeeds(["systemctl", "is-active", "containerd"]), expects: "It prints active."),
            ],
            texts: ["dial unix /run/containerd/containerd.sock: connect: no such file or directory"], sources: ["systemctl(1)"]),
        Recipe(
            id: "free-disk-room", area: "host", title: "Make room on a disk", catalogue: [], about: "Images and logs take most.",
            notWhen: "",
            steps: [
                RecipeStep(
                    title: "Remove what no container uses.", risk: .destroys, actions: [.run(Run(["crictl", "rmi", "--prune"]))])
            ],
            texts: [], sources: []),
        Recipe(
            id: "find-slow-disk", area: "etcd", title: "Find out whether etcd's disk is slow", catalogue: [],
            about: "Measures fsync.", notWhen: "",
            steps: [
                RecipeStep(
                    title: "Move etcd to a disk of its own.", risk: .edits,
                    actions: [.byHand("Copy the data folder while etcd is stopped.")])
            ], texts: [], sources: []),
    ]

    static let facts: FactSet = {
        var facts = FactSet()
        let source = Source("a test")
        facts.set(TimeFacts.now, .instant(now), from: source)
        facts.set(NodeFacts.name, "cp1", from: source)
        facts.set(NodeFacts.role, "control-plane", from: source)
        facts.set(MachineFacts.osName, "Debian GNU/Linux 12 (bookworm)", from: source)
        facts.set(KernelFacts.release, "6.1.0-18-amd64", from: source)
        facts.set(CgroupFacts.version, "v2", from: source)
        facts.set(MachineFacts.cpus, 4, from: source)
        facts.set(MachineFacts.load5, .number(4.8), from: source)
        facts.set(MemoryFacts.total, .integer(8 << 30), from: source)
        facts.set(MemoryFacts.available, .integer(5 << 30), from: source)
        facts.set(
            DiskFacts.disks,
            [
                Row<DiskFacts.Disk>(
                    [.path: "/var/lib/kubelet", .mount: "/", .size: .integer(40 << 30), .available: .integer(2 << 30)],
                    from: source)
            ], from: source)
        facts.set(
            CertificateFacts.certificates,
            [
                Row<CertificateFacts.Certificate>(
                    [
                        .purpose: "apiserver", .isUsed: true, .isCA: false, .notBefore: .instant(now + -340 * 86400),
                        .notAfter: .instant(now + 25 * 86400),
                    ], from: source)
            ], from: source)
        return facts
    }()

    static func ladder(_ states: [Rung: RungState.State]) -> [RungState] {
        let standing: [Rung: String] = [
            .host: "The machine cp1 answers, and its file systems have room.",
            .runtime: "containerd 2.1.9 answers on /run/containerd/containerd.sock and is ready.",
            .kubelet: "The kubelet v1.36.2 is healthy.", .etcd: "The etcd member of this node is healthy.",
            .apiserver: "The API server v1.36.2 answers at https://10.0.0.10:6443.",
            .node: "The cluster calls this node Ready.", .network: "Pods get addresses of 10.244.0.0/24 from the bridge cni0.",
            .dns: "Pods get 10.0.0.1 as the servers behind CoreDNS.",
        ]
        let failing: [Rung: String] = [
            .host: "The machine cp1 answers, and its file systems have room.",
            .runtime: "No runtime answers on /run/containerd/containerd.sock and is ready: there is no such socket.",
            .kubelet: "The kubelet's health check says \"connection refused\".", .etcd: "No etcd member runs on this node.",
            .apiserver: "The API server v1.36.2 answers at https://10.0.0.10:6443.",
            .node: "The cluster calls this node not Ready.",
            .network: "CNI's configuration could not be read.", .dns: "CoreDNS could not be asked.",
        ]
        return Rung.allCases.filter { $0 != .workloads }.map {
            RungState(rung: $0, state: states[$0] ?? .ok, says: (states[$0] == nil ? standing[$0] : failing[$0]) ?? "")
        }
    }

    static let brokenReport: Report = {
        let evidence = [
            Evidence(source: "systemctl show containerd.service", text: "ActiveState=failed", time: now + -60),
            Evidence(
                source: "/var/log/evil.log:1", text: "\u{1B}[31mred\u{1B}]0;title\u{7} \u{9B}2J tail\ttab\u{202E}", time: nil),
        ]
        let findings = [
            Finding(
                rule: stopped,
                says:
                    "The unit containerd.service is failed; it must be active. Read its log for the reason, mend that, and start it.",
                evidence: evidence, explains: [unhealthy.id, notReady.id],
                lastChange: Change(what: "containerd 2.1.9 was installed", when: now + -90, kind: "package")),
            Finding(rule: full, says: "/ has 5 % left; 15 % are wanted. Make room.", evidence: []),
            Finding(
                rule: unhealthy, says: "The kubelet's health check says \"connection refused\".", evidence: [],
                causedBy: [stopped.id]),
            Finding(rule: notReady, says: "Ready is False.", evidence: [], causedBy: [stopped.id]),
            Finding(rule: swap, says: "Swap is on.", evidence: []),
        ]
        return Report(
            node: .init(name: "cp1", role: "control-plane", kubernetesVersion: "v1.36.2"), taken: now, findings: findings,
            expected: [Finding(rule: pending, says: "CoreDNS is Pending until a network add-on is installed.", evidence: [])],
            unknown: [
                Unjudged(
                    rule: etcdSlow.id,
                    gaps: [Gap(fact: "etcd.fsync", reason: "etcd's metrics could not be read: connection refused.")])
            ],
            clear: 212,
            ladder: ladder([.runtime: .broken, .kubelet: .broken, .etcd: .notHere, .node: .broken, .network: .unknown]),
            changes: [Change(what: "containerd 2.1.9 was installed", when: now + -90, kind: "package")])
    }()

    static let healthyReport = Report(
        node: .init(name: "cp1", role: "control-plane", kubernetesVersion: "v1.36.2"), taken: now, findings: [], expected: [],
        unknown: [], clear: 219,
        ladder: ladder([:]), changes: [])

    private static func session(_ report: Report?, progress: LookProgress? = nil, facts: FactSet = Sessions.facts) -> Session {
        Session(
            program: "drydock 0.1.0", nodeName: report == nil ? "this-node" : "cp1", report: report, facts: facts,
            progress: progress, recipes: recipes,
            rules: rules)
    }

    static let broken = session(brokenReport)
    static let healthy = session(healthyReport)
    /// The first look is on its way: nothing wrong was seen so far, and a good deal is not known.
    static let looking: Session = {
        var report = healthyReport
        report.ladder = ladder([
            .runtime: .unknown, .kubelet: .unknown, .etcd: .unknown, .apiserver: .unknown, .node: .unknown,
            .network: .unknown, .dns: .unknown,
        ])
        return session(report, progress: LookProgress(done: 7, total: 31, subject: "the container runtime"), facts: FactSet())
    }()
    /// Before the first probe ended, and before the knowledge was read.
    static let empty = Session(program: "drydock 0.1.0", nodeName: "this-node")
    /// Looked at without rights: hardly anything could be judged.
    static let blind: Session = {
        var report = healthyReport
        report.clear = 12
        report.unknown = [stopped, unhealthy, notReady].map {
            Unjudged(rule: $0.id, gaps: [Gap(fact: "kubelet.config", reason: "Only root may read /var/lib/kubelet/config.yaml.")])
        }
        report.ladder = ladder([.runtime: .unknown, .kubelet: .unknown, .etcd: .unknown, .apiserver: .unknown])
        var facts = FactSet()
        facts.set(NodeFacts.isRoot, false, from: Source("a test"))
        return session(report, facts: facts)
    }()
    /// A second look, after containerd was started.
    static let cleared: Session = {
        var session = healthy
        session.before = brokenReport
        session.report?.unknown = [
            Unjudged(rule: notReady.id, gaps: [Gap(fact: "node.ready", reason: "The API server did not answer in 3 s.")])
        ]
        return session
    }()
    /// The broken node after another look: these findings are left.
    static func after(_ left: [String]) -> Session {
        var session = broken
        session.before = brokenReport
        session.report?.findings = brokenReport.findings.filter { left.contains($0.id) }
        return session
    }
    /// The healthy node with one rung in another state, which no rule explains.
    static func with(_ rung: Rung, _ state: RungState.State) -> Session {
        var session = healthy
        session.report?.ladder = ladder([rung: state])
        return session
    }
    static let answers = [
        Explanation(
            id: "containerd-is-stopped", title: "containerd is not running", says: "Nothing listens.",
            line: "\u{1B}[1mconnection refused", recipes: ["start-containerd"], count: 12),
        Explanation(
            id: "start-containerd", title: "Start containerd and have it started at boot", says: "For a stopped one.",
            line: "connection refused", recipes: ["start-containerd"], count: 1),
    ]
    /// Three hundred findings: what a page must draw in no time.
    static let many: Session = {
        let rules = (0..<300).map {
            rule("rule-\($0)", "Something number \($0) is not as it should be", severity: $0 % 2 == 0 ? .error : .warning)
        }
        var report = brokenReport
        report.findings = rules.map { Finding(rule: $0, says: "\($0.title). Change it.", evidence: []) }
        return Session(program: "drydock 0.1.0", nodeName: "cp1", report: report, facts: facts, recipes: recipes, rules: rules)
    }()
}
