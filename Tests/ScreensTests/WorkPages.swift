import Diagnosis
import Editing
import Facts
import Planning
import Screens
import Steps
import Terminal
import Text

/// Pages of work in each of their stages.
enum WorkPages {
    static let fix = Undertaking.fix(rule: "containerd-is-stopped", recipe: "start-containerd")

    static let steps = [
        WorkStep(
            "start-containerd.2", "Set the driver, in the file that containerd reads when it starts.", risk: .edits,
            state: .wouldChange,
            changes: [
                .init(
                    "write /etc/containerd/config.toml",
                    [
                        .gap(12), .same("  [plugins.options]"), .removed("    SystemdCgroup = false"),
                        .added("    SystemdCgroup = true"),
                    ])
            ]),
        WorkStep(
            "start-containerd.3", "Start it.", risk: .restarts, state: .wouldChange,
            changes: [.init("run systemctl start containerd.service")]),
        WorkStep("start-containerd.4", "Remove what no container uses.", risk: .destroys, state: .unchanged),
    ]

    static let plan = WorkPlan(
        title: "Start containerd and have it started at boot",
        why: "The unit containerd.service is failed; it must be active.", machine: "cp1", steps: steps,
        touches: ["containerd.service restarts; containers that run go on, and none is started for some seconds."])

    static func page(
        _ events: [WorkEvent], of undertaking: Undertaking = fix, in session: Session = Sessions.broken
    ) -> WorkScreen {
        var screen = WorkScreen(session, undertaking)
        screen.fit(Size(width: 80, height: 21))
        for event in events { _ = screen.take(.work(undertaking, event)) }
        return screen
    }

    private static func ended(_ index: Int, _ state: WorkStep.State, says: String? = nil) -> WorkEvent {
        var step = steps[index]
        step.state = state
        step.says = says
        return .ended(step)
    }

    static let begun: [WorkEvent] = [
        .prepared(plan), .began, .step(steps[0].key), .time(2), ended(0, .changed), .step(steps[1].key),
        .command("systemctl start containerd.service"), .output(["Job for containerd.service is running.", "\u{1B}[31mred"]),
        .time(14),
    ]

    static let failed: [WorkEvent] =
        begun + [
            ended(1, .failed, says: "The command systemctl start containerd.service ended with 1: Job failed."), .diagnosing,
            .finished(
                WorkOutcome(
                    .failed, says: ["The command systemctl start containerd.service ended with 1: Job failed."],
                    causes: [
                        .init(
                            id: "disk-is-nearly-full", title: "A disk has little room left",
                            says: "/ has 5 % left; 15 % are wanted.")
                    ], log: "/var/lib/drydock/journal/20261130T101500Z.log")),
        ]

    static let fixed: [WorkEvent] =
        begun + [
            ended(1, .changed), ended(2, .unchanged), .verifying,
            .finished(
                WorkOutcome(
                    .done,
                    cleared: [
                        "containerd is not running", "The kubelet's health check fails", "The cluster calls this node not Ready",
                    ])),
        ]

    static let stopped: Session = {
        var session = Sessions.broken
        session.cutOff = CutOffRun(
            name: "fix containerd-is-stopped by start-containerd", place: "begun at 2026-11-30 10:15:00 UTC")
        return session
    }()

    /// A rule with a recipe that can be done, one that asks, and one for a person.
    static let several: Session = {
        let rule = Sessions.rule(
            "resolv-conf-loops", "The resolver asks itself", area: "dns", rung: .dns,
            recipes: ["point-elsewhere", "name-a-server", "find-slow-disk"])
        let run = RecipeStep(
            title: "Name another server.", risk: .edits,
            actions: [.edit(FileChange("/etc/resolv.conf", FileEdit(.lines, [.append(["nameserver {server}"])])))])
        var fixed = run
        fixed.actions = [.edit(FileChange("/etc/resolv.conf", FileEdit(.lines, [.append(["nameserver 192.0.2.53"])])))]
        let recipes = [
            Recipe(
                id: "point-elsewhere", area: "dns", title: "Point at the resolver that is there", catalogue: [],
                about: "Takes the server that the network gave.", notWhen: "", steps: [fixed], texts: [], sources: []),
            Recipe(
                id: "name-a-server", area: "dns", title: "Name a server by hand", catalogue: [],
                about: "For a network that gives none.", notWhen: "",
                params: [RecipeParam("server", ask: "Which DNS server does this network have?", example: "192.0.2.53")],
                steps: [run], texts: [], sources: []),
        ]
        var report = Sessions.brokenReport
        report.findings.insert(Finding(rule: rule, says: "Queries for 10.0.0.1 come back to 10.0.0.1.", evidence: []), at: 0)
        return Session(
            program: "drydock 0.1.0", nodeName: "cp1", report: report, facts: Sessions.facts, recipes: Sessions.recipes + recipes,
            rules: Sessions.rules + [rule])
    }()

    static let recorded: Session = {
        var session = Sessions.broken
        session.isRecorded = true
        return session
    }()

    static let apply = Undertaking.apply(plan: "a plan", machine: "cp1")

    static let asking: WorkPlan = {
        var plan = WorkPages.plan
        plan.title = "Apply the plan kubernetes on cp1"
        plan.why = ""
        plan.steps[0].phase = .prepare
        plan.steps[1].phase = .workers
        plan.asks = [
            AskedValue(
                "JOIN_TOKEN", says: "A bootstrap token; make one on a control plane with: kubeadm token create.", isSecret: true)
        ]
        return plan
    }()

    private static let logged: WorkScreen = {
        var screen = page(begun)
        screen.press(.character("l"))
        return screen
    }()

    private static let runs: RunsScreen = {
        var screen = RunsScreen(Sessions.broken)
        let began = "2026-11-30 10:15:00 UTC"
        _ = screen.take(
            .runs(
                [
                    PastRun(
                        name: "20261130T101500Z", title: "fix containerd-is-stopped by start-containerd", began: began,
                        state: "can be taken back", canBeTakenBack: true),
                    PastRun(
                        name: "20261129T101500Z", title: "kubernetes", began: began, state: "cannot be taken back",
                        canBeTakenBack: false),
                ], problem: nil))
        return screen
    }()

    static let all: [(String, any Screen)] = [
        ("runs", runs),
        ("fix-choose", FixScreen(several, rule: "resolv-conf-loops")),
        ("fix-symptom", FixScreen(Sessions.broken, rule: "node-is-not-ready")),
        ("fix-values", FixOptions.page(several, rule: "resolv-conf-loops", recipe: "name-a-server", answers: [:])),
        ("fix-all", FixAllScreen(Sessions.broken)), ("work-recorded", page([], in: recorded)),
        ("work-preparing", page([])), ("work-preview", page([.prepared(plan)])), ("work-doing", page(begun)),
        ("work-log", logged), ("work-failed", page(failed)), ("work-fixed", page(fixed)),
        (
            "work-stopped",
            page(
                begun + [.stopping, ended(1, .changed), .finished(WorkOutcome(.stopped, says: ["2 of 3 steps are done."]))],
                in: stopped)
        ), ("work-apply", page([.prepared(asking)], of: apply)),
    ]
}
