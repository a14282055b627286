import Diagnosis
import Facts
import GoldenSupport
import Knowledge
import Planning
import Screens
import Terminal
import Testing
import Widgets
import Wizard

/// The wizard's page in a session that has seen a small Ubuntu machine.
enum SetupPages {
    static let session: Session = {
        var facts = FactSet()
        let source = Source("test")
        facts.set(MachineIdentityFacts.localAddresses, .list(["127.0.0.1", "10.1.2.3", "::1"]), from: source)
        facts.set(UnitFacts.systemdRuns, .flag(true), from: source)
        facts.set(CgroupFacts.version, "v2", from: source)
        facts.set(MachineFacts.osFamily, .list(["ubuntu", "debian"]), from: source)
        facts.set(MachineFacts.cpus, 1, from: source)
        facts.set(MemoryFacts.total, .integer(4 << 30), from: source)
        facts.set(KernelFacts.number, 6008, from: source)
        facts.set(KernelFacts.release, "6.8.0-41-generic", from: source)
        facts.set(SwapFacts.isOn, .flag(true), from: source)
        let swap = Row<SwapFacts.Device>([.name: "/dev/vda3", .type: "partition", .size: .integer(1 << 30)], from: source)
        facts.set(SwapFacts.devices, [swap], from: source)
        facts.set(KernelFacts.loadsModules, .flag(true), from: source)
        facts.set(KernelFacts.hasModuleFolder, .flag(true), from: source)
        facts.setAbsent(KernelFacts.missingControllers, from: source)
        facts.set(MachineFacts.isContainer, .flag(false), from: source)
        facts.set(MachineIdentityFacts.hostnameAddresses, .list(["10.1.2.3"]), from: source)
        facts.set(NodeFacts.role, "none", from: source)
        facts.set(KubeletFacts.isInstalled, .flag(false), from: source)
        facts.setAbsent(KubeletFacts.minor, from: source)
        facts.setAbsent(PackageFacts.missingPrograms, from: source)
        facts.set(DiskFacts.disks, [], from: source)
        facts.set(PortFacts.ports, [], from: source)
        facts.set(NodeFacts.name, "node-a", from: source)
        facts.set(NodeFacts.isRoot, .flag(true), from: source)
        facts.set(ClockFacts.service, "systemd-timesyncd", from: source)
        facts.set(ClockFacts.serviceSince, .instant(Instant(seconds: 1_795_500_000)), from: source)
        facts.set(TimeFacts.now, .instant(Instant(seconds: 1_795_590_000)), from: source)
        facts.miss(ClockFacts.isSynchronized, "timedatectl is not installed.")
        var session = Session(program: "drydock", nodeName: "node-a", facts: facts)
        session.learn([], [], Knowledge.planning)
        return session
    }()

    static func page(_ size: Size = Size(width: 80, height: 24), _ keys: Key...) -> Page {
        var page = Page(SetupScreen(session), size)
        for key in keys { page.press(key) }
        return page
    }

    /// The page at a step, every answer before it left as it comes.
    static func at(_ step: WizardStep, _ topology: String? = nil) -> SetupScreen {
        var page = page()
        for step in WizardStep.allCases.prefix(step.index) {
            if step == .topology, topology != nil {
                page.press(.down)
                if topology == "external" { page.press(.down) }
            }
            page.press(.enter)
        }
        guard let screen = page.screen as? SetupScreen else { fatalError("The wizard's page is no SetupScreen.") }
        return screen
    }
}

struct SetupScreenTests {
    /// The first page is shown before the releases are read; a plan that was named must not be lost then.
    @Test func aNamedPlanIsTakenUpAgainWhenTheReleasesAreKnown() {
        let plan = PlanExample.plan(.stacked, release: KubernetesVersion(minor: 36)).0
        let progress = WizardProgress(step: .endpoint, answered: ["spec.topology", "spec.machines"])
        let saved = SavedPlan(plan: plan, progress: progress, path: "plan.yaml", age: "just now", isNamed: true)
        var screen = SetupScreen(Session(program: "drydock", nodeName: "node-a", facts: FactSet()), saved: saved)
        _ = screen.take(.session(SetupPages.session))
        #expect(screen.wizard.step == .endpoint)
        #expect(screen.wizard.plan.topology == .stacked)
        #expect(screen.wizard.plan.machines == plan.machines)
    }

    /// Keys that come before the releases are read are not lost when they come.
    @Test func whoIsQuickerThanTheReleasesStaysWhereTheyAre() throws {
        var page = Page(SetupScreen(Session(program: "drydock", nodeName: "node-a")))
        page.press(.enter)
        #expect(page.text.contains("2 of 11"))
        _ = page.screen.take(.session(SetupPages.session))
        #expect(page.text.contains("2 of 11"))
        page.press(.enter)
        #expect(page.text.contains("3 of 11"))
    }

    /// A task is an answer like any: it stays when the releases come, and gives way to a plan that is taken up.
    @Test func aTaskIsAnsweredUnlessAPlanIsTakenUp() {
        var screen = SetupScreen(Session(program: "drydock", nodeName: "node-a"), task: .upgrade)
        _ = screen.take(.session(SetupPages.session))
        #expect(screen.wizard.plan.existing?.task == .upgrade)
        let plan = PlanExample.plan(.stacked, release: KubernetesVersion(minor: 36)).0
        let progress = WizardProgress(step: .endpoint, answered: ["spec.topology", "spec.machines"])
        let saved = SavedPlan(plan: plan, progress: progress, path: "plan.yaml", age: "just now", isNamed: true)
        #expect(SetupScreen(SetupPages.session, saved: saved, task: .upgrade).wizard.plan.existing == nil)
    }

    @Test func tenEntersLeadToTheReview() {
        var page = SetupPages.page()
        for _ in 1...10 { page.press(.enter) }
        #expect(page.text.contains("11 of 11"))
        #expect(page.text.contains("The plan is valid."))
    }

    @Test func dTakesEveryDefault() {
        var page = SetupPages.page()
        let effects = page.press(.character("d"))
        #expect(page.text.contains("Review"))
        #expect(effects.contains { if case .keepPlan(let text) = $0 { text.contains("page: review") } else { false } })
    }

    @Test func escGoesBackAndKeepsAnswersAndAsksAtTheFirst() {
        var page = SetupPages.page()
        page.press(.enter, .enter, .enter, .down, .enter)
        #expect(page.text.contains("5 of 11"))
        page.press(.escape)
        #expect(
            page.text.contains("» (•) Several control planes with etcd on them")
                || page.text.contains("(•) Several control planes with etcd on them"))
        page.press(.escape, .escape, .escape)
        #expect(page.text.contains("1 of 11"))
        page.press(.escape)
        #expect(page.text.contains("Leave the wizard?"))
        #expect(page.press(.escape).isEmpty)
        #expect(page.text.contains("1 of 11"))
    }

    @Test func aWrongFieldIsSaidUnderItAndHoldsThePage() {
        var page = SetupPages.page()
        for _ in 1...5 { page.press(.enter) }
        #expect(page.text.contains("6 of 11  Endpoint"))
        page.press(.down, .down, .down, .down)
        #expect(page.screen.isTyping)
        page.press(.ctrl("u"))
        page.type("Bad_Name!")
        page.press(.enter)
        #expect(page.text.contains("6 of 11  Endpoint"))
        #expect(page.text.contains("Bad_Name!"))
        #expect(page.screen.message?.plain.contains("Bad_Name!") == true)
        page.press(.ctrl("u"))
        page.type("api.example.org")
        page.press(.enter)
        #expect(page.text.contains("7 of 11"))
    }

    @Test func machinesArePasted() {
        var page = SetupPages.page()
        for _ in 1...4 { page.press(.enter) }
        page.press(.paste("cp1 10.0.0.1 control-plane\nw1 10.0.0.2 worker"))
        #expect(page.text.contains("w1   10.0.0.2"))
        page.press(.paste("cp1"))
        #expect(page.screen.message?.plain.contains("Line 1") == true)
        #expect(page.text.contains("w1   10.0.0.2"))
    }

    /// Also where the form of one machine is open, and as one typed line.
    @Test func aListIsTakenWhereverItComes() {
        var page = SetupPages.page()
        for _ in 1...4 { page.press(.enter) }
        page.press(.home, .enter)
        page.press(.paste("cp1 10.0.0.1 control-plane\nw1 10.0.0.2 worker\n"))
        #expect(page.text.contains("w1   10.0.0.2") && page.text.contains("5 of 11"))
        page.press(.home)
        page.press(to: "Add a list", by: .down)
        page.type("w2 10.0.0.3; w3 10.0.0.4 worker b")
        page.press(.enter)
        #expect(page.text.contains("w2") && page.text.contains("10.0.0.4"))
        page.press(.home)
        page.press(to: "Add a list", by: .down)
        page.type("hosts.ini")
        #expect(page.press(.enter).contains(.readFiles(["hosts.ini"])))
        _ = page.screen.take(.files(["hosts.ini": "[kube_node]\nw4 ansible_host=10.0.0.5\n"]))
        #expect(page.text.contains("w4"))
    }

    @Test func aMachineIsEdited() {
        var page = SetupPages.page()
        for _ in 1...4 { page.press(.enter) }
        page.press(.home, .enter)
        page.press(.ctrl("u"))
        page.type("left")
        page.press(.down, .down, .down, .space, .enter)
        #expect(page.text.contains("left"))
        #expect(page.text.contains("control-plane+worker"))
    }

    @Test func aMissedNeedOpensItsRecipe() {
        var page = SetupPages.page()
        page.press(.enter)
        #expect(page.text.contains("!! Processors"))
        #expect(page.press(.character("f")) == [.open(.recipe(id: "resize-machine"))])
    }

    @Test func aPlanThatWasLeftIsOffered() {
        let saved = SavedPlan(
            plan: SetupPages.at(.network, "stacked").wizard.plan,
            progress: WizardProgress(step: .network, answered: ["spec.topology"]),
            path: "/root/plan.yaml", age: "2 hours ago", isNamed: false)
        var page = Page(SetupScreen(SetupPages.session, saved: saved))
        #expect(page.text.contains("A plan was saved at the page Network, 2 hours ago."))
        page.press(.enter)
        #expect(page.text.contains("9 of 11  Network"))
        var anew = Page(SetupScreen(SetupPages.session, saved: saved))
        anew.press(.down, .enter)
        #expect(anew.text.contains("1 of 11"))
    }

    @Test func theReviewOpensWorkAndReadiness() {
        var page = SetupPages.page()
        page.press(.character("d"))
        page.press(.home)
        let effects = page.press(.enter)
        #expect(effects.isEmpty)
        #expect(page.text.contains("What happens on node-a"))
        page.press(.escape)
        #expect(page.text.contains("Is this the plan?"))
    }

    @Test func theExportIsAskedFor() {
        var page = SetupPages.page()
        page.press(.character("d"))
        page.goDown(to: "Export:")
        page.press(.enter)
        page.press(.ctrl("u"))
        page.type("/tmp/x")
        let effects = page.press(.enter)
        #expect(effects.contains { if case .exportPlan(_, folder: "/tmp/x") = $0 { true } else { false } })
    }

    static let pages: [(String, any Screen)] = [
        ("setup-purpose", SetupPages.at(.purpose)), ("setup-checks", SetupPages.at(.checks)),
        ("setup-release", SetupPages.at(.release)), ("setup-topology", SetupPages.at(.topology)),
        ("setup-machines", SetupPages.at(.machines, "external")), ("setup-endpoint", SetupPages.at(.endpoint, "stacked")),
        ("setup-runtime", SetupPages.at(.runtime)), ("setup-driver", SetupPages.at(.cgroupDriver)),
        ("setup-network", SetupPages.at(.network)), ("setup-more", SetupPages.at(.more)),
        ("setup-review", SetupPages.at(.review)),
    ]

    @Test(arguments: pages.indices) func looks(_ index: Int) {
        let (name, screen) = Self.pages[index]
        #expect(Golden(name, of: screen, asLines: true).difference() == nil)
        #expect(KeyMap(screen.offers).complaints == [], "\(name)")
    }

    @Test func aMachineIntoWhichNothingWasPutLeavesNoTrace() {
        var page = SetupPages.page()
        for _ in 1...4 { page.press(.enter) }
        page.press(.up, .enter)
        #expect(page.text.contains("Machine 2"))
        #expect(!page.text.contains("has no name"), "nothing is wrong before anything was typed")
        page.press(.escape)
        #expect(page.row.contains("Add a machine"))
        let screen = page.screen as? SetupScreen
        #expect(screen?.wizard.plan.machines.map(\.name) == ["node-a"])
        #expect(screen?.wizard.answered.contains("spec.machines") == false)
    }

    @Test func aMachineThatWasRemovedStaysRemoved() {
        var page = SetupPages.page()
        page.press(.down, .enter, .enter, .enter, .enter)
        page.press(to: "worker2", by: .up)
        page.press(.character("x"))
        #expect((page.screen as? SetupScreen)?.wizard.plan.machines.map(\.name) == ["node-a", "cp1", "cp2", "worker1"])
    }

    @Test func aMachineThatWasRemovedComesBack() {
        var page = SetupPages.page()
        page.press(.down, .enter, .enter, .enter, .enter)
        let before = (page.screen as? SetupScreen)?.wizard.plan.machines
        page.press(to: "cp2", by: .up)
        page.press(.character("x"), .character("u"))
        #expect((page.screen as? SetupScreen)?.wizard.plan.machines == before)
        #expect(page.row.contains("cp2"))
        #expect(page.press(.character("u")) == [.say("No machine was removed.")])
    }

    @Test func theHelpLineSaysWhereEnterTakesAnotherChoice() {
        var page = SetupPages.page()
        let line = { (page: Page) in page.text.split(separator: "\n").last.map(String.init) ?? "" }
        page.press(.home)
        #expect(line(page).contains("Enter next"))
        page.press(.down)
        #expect(line(page).contains("Enter choose, next"))
    }

    @Test func aMachinesFormExplainsItsFields() {
        var page = Page(SetupPages.at(.machines), Size(width: 100, height: 40))
        page.press(.home, .enter)
        page.press(to: "Address", by: .down)
        #expect(page.text.contains("with a comma between them"))
    }

    @Test func theListStaysAtTheMachineThatWasEdited() {
        var page = SetupPages.page()
        page.press(.down, .enter, .enter, .enter, .enter)
        #expect(page.text.contains("5 of 11"))
        page.press(.home, .down, .enter, .down)
        page.type("10.0.0.2")
        page.press(.enter)
        #expect(page.row.contains("10.0.0.2"))
    }

    @Test func theSystemsVersionAndTheProcessorAreAsked() {
        var page = Page(SetupPages.at(.machines), Size(width: 80, height: 40))
        page.press(.home, .enter)
        page.press(.pageDown)
        page.press(to: "arm64", by: .down)
        page.press(.space)
        page.press(to: "Version", by: .up)
        page.type("24.04")
        page.press(.enter)
        let machine = (page.screen as? SetupScreen)?.wizard.plan.machines.first
        #expect(machine?.osVersion == "24.04")
        #expect(machine?.architecture == .arm64)
        #expect(page.text.contains("ubuntu-24.04"))
    }

    @Test func whatIsPastedLaterDoesNotTakeAwayWhatWasDescribed() {
        var page = SetupPages.page()
        page.press(.down, .enter, .enter, .enter, .enter)
        page.press(.paste("cp1 10.0.0.1 control-plane\ncp2 10.0.0.2 control-plane\ncp3 10.0.0.3 control-plane"))
        page.press(.paste("w1 10.0.0.21 worker\ncp2 10.0.0.12 control-plane"))
        #expect(page.screen.message?.plain == "2 machines were added; 2 from before stay, x removes one.")
        let machines = (page.screen as? SetupScreen)?.wizard.plan.machines ?? []
        #expect(machines.map(\.name) == ["cp1", "cp2", "cp3", "w1"])
        #expect(machines.map(\.address) == ["10.0.0.1", "10.0.0.12", "10.0.0.3", "10.0.0.21"])
    }

    private static let joinCommand =
        "sudo kubeadm join cluster-endpoint:6443 --token abcdef.0123456789abcdef \\\n\t--discovery-token-ca-cert-hash sha256:"
        + String(repeating: "a", count: 64)

    /// Wherever it is pasted: over the choices, or into a field that is none of its own.
    @Test(arguments: [0, 9, 10])
    func aPastedJoinCommandIsMeantAsOne(_ downs: Int) {
        var page = SetupPages.page(Size(width: 80, height: 40))
        if downs > 0 {
            page.press(to: "more:", by: .down)
            page.press(.enter)
            #expect(page.row.contains("as a worker"), "what was asked for is in focus")
            page.press(.space)
        }
        for _ in 0..<downs { page.press(.down) }
        page.press(.paste(Self.joinCommand))
        let existing = (page.screen as? SetupScreen)?.wizard.plan.existing
        #expect(existing?.task == .joinWorker)
        #expect(existing?.endpoint == "cluster-endpoint:6443")
        #expect(existing?.caCertHashes.count == 1)
        #expect(page.text.contains("The token is not saved."))
        page.press(.up, .up, .up, .enter)
        #expect(page.text.contains("2 of 8  Checks"))
        #expect((page.screen as? SetupScreen)?.wizard.plan.existing?.endpoint == "cluster-endpoint:6443")
        #expect((page.screen as? SetupScreen)?.wizard.text.contains("0123456789abcdef") == false)
    }

    @Test func enterOnAPageWithAnErrorLeadsToIt() {
        var page = SetupPages.page(Size(width: 80, height: 40))
        page.press(.down, .enter, .enter, .enter, .enter, .enter)
        #expect(page.text.contains("6 of 11  Endpoint"))
        page.press(.enter)
        #expect(page.row.contains("Address"))
        #expect(page.screen.isTyping)
    }

    @Test func theReviewNamesThePageOfAnErrorAndGoesThere() {
        var page = SetupPages.page()
        page.press(.down, .space, .character("d"))
        page.press(to: "!!", by: .down)
        #expect(page.row.contains("!! Machines: cp1 has no address."))
        page.press(.enter)
        #expect(page.text.contains("5 of 11  Machines"))
    }

    @Test func whereALeftPlanLiesIsReadWhole() {
        let plan = PlanExample.plan(.single, release: KubernetesVersion(minor: 36)).0
        let path = "/home/someone/.local/state/drydock/plan.yaml"
        let saved = SavedPlan(plan: plan, progress: nil, path: path, age: "2 hours ago", isNamed: false)
        let page = Page(SetupScreen(SetupPages.session, saved: saved))
        #expect(page.text.contains("It is in \(path)."))
        #expect(page.text.contains("checked again"))
    }
}
