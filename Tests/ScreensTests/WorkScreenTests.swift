import Diagnosis
import Facts
import Screens
import Terminal
import Testing
import Widgets

/// Ring 1: from a finding to what became of it.
@Suite struct WorkScreenTests {
    private let fix = WorkPages.fix

    private func offered(_ screen: any Screen) -> [String: String?] {
        Dictionary(screen.offers.map { ($0.help, $0.disabled) }) { first, _ in first }
    }

    // MARK: Which recipe

    @Test func fIsTheFixOnEveryPageWithAFinding() {
        let open = [Effect.open(.fix(rule: "containerd-is-stopped"))]
        var home = HomeScreen(Sessions.broken)
        #expect(home.press(.character("f")) == open)
        #expect(home.press(.character("F")) == [.open(.fixAll)])
        var diagnosis = DiagnosisScreen(Sessions.broken)
        #expect(diagnosis.press(.character("f")) == open)
        var finding = FindingScreen(Sessions.broken, rule: "containerd-is-stopped")
        #expect(finding.press(.character("f")) == open)
        var recipe = RecipeScreen(Sessions.broken, id: "start-containerd")
        #expect(recipe.press(.character("f")) == [.open(.fix(rule: "containerd-is-stopped", recipe: "start-containerd"))])
        var clear = FindingScreen(Sessions.healthy, rule: "containerd-is-stopped")
        #expect(clear.press(.character("f")) == [.say("This is not found on this node; there is nothing to fix.")])
    }

    @Test func oneRecipeThatNeedsNothingIsShownAtOnce() {
        let page = FixOptions.page(Sessions.broken, rule: "containerd-is-stopped", recipe: nil, answers: [:])
        #expect((page as? WorkScreen)?.crumb == "Fix")
        #expect(FixOptions.page(WorkPages.several, rule: "resolv-conf-loops", recipe: nil, answers: [:]) is FixScreen)
        #expect(FixOptions.page(Sessions.broken, rule: "node-is-not-ready", recipe: nil, answers: [:]) is FixScreen)
    }

    @Test func aRecipeIsChosenAndItsValueAskedFor() {
        var choose = FixScreen(WorkPages.several, rule: "resolv-conf-loops")
        choose.fit(Size(width: 80, height: 21))
        choose.press(.tab)
        #expect(choose.press(.enter) == [.open(.fix(rule: "resolv-conf-loops", recipe: "name-a-server"))])
        var values = Page(FixOptions.page(WorkPages.several, rule: "resolv-conf-loops", recipe: "name-a-server", answers: [:]))
        #expect(values.press(.enter).count == 1, "nothing goes on without the value")
        values.type("192.0.2.1")
        let answers = ["server": "192.0.2.1"]
        #expect(values.press(.enter) == [.open(.fix(rule: "resolv-conf-loops", recipe: "name-a-server", answers: answers))])
        let work = FixOptions.page(WorkPages.several, rule: "resolv-conf-loops", recipe: "name-a-server", answers: answers)
        #expect(work is WorkScreen)
    }

    @Test func causesAreFixedInTheirOrderAndThoseThatAreGoneStay() {
        var all = Page(FixAllScreen(Sessions.broken))
        #expect(all.press(.enter) == [.open(.fix(rule: "containerd-is-stopped"))])
        _ = all.screen.take(.session(Sessions.after(["disk-is-nearly-full"])))
        #expect(all.text.contains("OK containerd is not running  gone"))
        #expect(all.press(.enter) == [.open(.fix(rule: "disk-is-nearly-full"))])
    }

    /// A press selects a line that leads on, and on the selected one opens it: on each such page.
    @Test func linesThatLeadOnAreOpenedByTheMouse() {
        var all = Page(FixAllScreen(Sessions.broken))
        let row = all.text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex {
            $0.contains("containerd is not running")
        }
        // Above the page stands the line of crumbs.
        let click = Key.mouse(Mouse(.press, at: Point(x: 4, y: (row ?? 0) - 1)))
        #expect(all.screen.handle(click) == [.open(.fix(rule: "containerd-is-stopped"))])
        #expect(all.screen.handle(.mouse(Mouse(.press, at: Point(x: 4, y: 20)))) == nil)
        var runs = RunsScreen(Sessions.broken)
        runs.fit(Size(width: 80, height: 20))
        let past = ["b", "a"].map { PastRun(name: $0, title: "fix", began: "", state: "stands", canBeTakenBack: true) }
        _ = runs.take(.runs(past, problem: nil))
        let second = Key.mouse(Mouse(.press, at: Point(x: 4, y: 3)))
        #expect(runs.handle(second) == [])
        #expect(runs.handle(second) == [.open(.work(.undo(run: "a")))])
    }

    // MARK: Before

    @Test func itLooksFirstAndAsksBeforeAnythingIsDone() {
        var screen = WorkPages.page([])
        #expect(screen.shown() == [.prepare(fix, skipping: [])])
        #expect(screen.press(.enter) == [], "nothing is agreed to that is not shown")
        _ = screen.take(.work(fix, .prepared(WorkPages.plan)))
        #expect(screen.shown() == [], "it is looked at once")
        guard case .ask(let agreement, let effects)? = screen.press(.enter).first else {
            Issue.record("Enter asks")
            return
        }
        #expect(effects == [.carryOut(fix)])
        #expect(agreement.word == nil, "the step that destroys has nothing to do")
        #expect(agreement.body.first == "2 steps will be done on cp1.")
    }

    @Test func whatDestroysWantsTheNodesName() {
        var plan = WorkPages.plan
        plan.steps[2].state = .wouldChange
        plan.steps[2].isFinal = "Images are fetched again when they are needed."
        var screen = WorkPages.page([.prepared(plan)])
        guard case .ask(let agreement, _)? = screen.press(.enter).first else {
            Issue.record("Enter asks")
            return
        }
        #expect(agreement.word == "cp1")
        #expect(
            agreement.body.last
                == "\"Remove what no container uses.\" cannot be taken back: Images are fetched again when they are needed.")
    }

    @Test func whyNothingCanBeDoneIsSaidWithTheWayOut() {
        var session = Sessions.broken
        session.isReadOnly = true
        var readOnly = WorkPages.page([.prepared(WorkPages.plan)], in: session)
        #expect(readOnly.press(.enter) == [.say("--read-only allows no changes. Start drydock without it to do this.")])
        var recorded = WorkPages.page([], in: WorkPages.recorded)
        #expect(recorded.shown() == [], "a recording is not looked at")
        #expect(Page(recorded).text.contains("drydock fix containerd-is-stopped"))
        var unprivileged = Sessions.broken
        unprivileged.facts.set(NodeFacts.isRoot, false, from: Source("a test"))
        #expect(Page(WorkScreen(unprivileged, fix)).text.contains("sudo drydock fix"))
        var refused = WorkPages.plan
        refused.refusal = "etcd would lose its quorum."
        var screen = WorkPages.page([.prepared(refused)])
        #expect(screen.press(.enter) == [.say("etcd would lose its quorum.")])
        var idle = WorkPages.plan
        for index in idle.steps.indices { idle.steps[index].state = .unchanged }
        var nothing = WorkPages.page([.prepared(idle)])
        #expect(nothing.press(.enter) == [.say("There is nothing to do: everything is so already.")])
    }

    @Test func whatChangedSinceIsShownAgainAndNotDone() {
        var plan = WorkPages.plan
        plan.notice = "This machine has changed since this was shown."
        let screen = WorkPages.page([.prepared(WorkPages.plan), .began, .prepared(plan)])
        #expect(Page(screen).text.contains("This machine has changed since this was shown."))
        #expect(screen.holds == nil)
    }

    @Test func aPlansTokensAreAskedForAndNotKeptOnThePage() {
        var screen = WorkPages.page([.prepared(WorkPages.asking)], of: WorkPages.apply)
        guard case .open(.values(let asked, let undertaking))? = screen.press(.enter).first else {
            Issue.record("Enter asks for the token")
            return
        }
        var values = Page(FixValuesScreen(asked, for: undertaking))
        values.type("abcdef.0123456789abcdef")
        #expect(!values.text.contains("abcdef"))
        #expect(
            values.press(.enter) == [
                .close, .give(["JOIN_TOKEN": "abcdef.0123456789abcdef"]), .prepare(WorkPages.apply, skipping: []),
            ])
    }

    // MARK: While and after

    @Test func whileItIsDoneThePageStaysAndStoppingAsks() {
        var screen = WorkPages.page(WorkPages.begun)
        #expect(screen.holds != nil)
        guard case .ask(_, let effects)? = screen.press(.ctrl("c")).first else {
            Issue.record("Ctrl-C asks")
            return
        }
        #expect(effects == [.stopWork(now: false)])
        _ = screen.take(.work(fix, .stopping))
        guard case .ask(let agreement, let then)? = screen.press(.ctrl("c")).first else {
            Issue.record("the second asks too")
            return
        }
        #expect(then == [.stopWork(now: true)])
        #expect(agreement.body[0].hasSuffix("half done: Start it."))
    }

    @Test func stepsTellTheirStateAndTime() {
        let text = Page(WorkPages.page(WorkPages.begun)).text
        #expect(text.contains("reads when it starts.") && text.contains("done 0:02"))
        #expect(text.contains(">> Start it.  running 0:12") && text.contains(".. Remove what no container uses.  waiting"))
        #expect(text.contains("$ systemctl start containerd.service") && text.contains("Step 2 of 3, 0:14"))
    }

    @Test func anotherUndertakingIsNotHeard() {
        var screen = WorkPages.page([.prepared(WorkPages.plan)])
        _ = screen.take(.work(.undo(), .began))
        #expect(screen.holds == nil)
    }

    @Test func aFailureHasItsCauseAndTheWaysOn() {
        var screen = WorkPages.page(WorkPages.failed)
        #expect(Page(screen).text.contains("Failed: Start it."))
        #expect(screen.press(.enter) == [.open(.finding(rule: "disk-is-nearly-full"))])
        #expect(screen.press(.character("u")) == [.open(.work(.undo()))])
        var again = screen
        #expect(again.press(.character("r")) == [.prepare(fix, skipping: [])])
        #expect(screen.press(.character("s")) == [.prepare(fix, skipping: ["start-containerd.3"])])
    }

    @Test func whatWorkedShowsTheSymptomsClearing() {
        var screen = WorkPages.page(Array(WorkPages.fixed.dropLast()))
        guard let last = WorkPages.fixed.last else { return }
        #expect(screen.take(.work(fix, last)) == [.examine])
        let text = Page(screen).text
        #expect(text.contains("OK Fixed: what was found is gone."))
        #expect(text.contains("OK The cluster calls this node not Ready"))
        #expect(offered(screen)["retry"] == nil && offered(screen).keys.contains("take back"))
    }

    @Test func anyRunThatStandsIsTakenBackFromTheListOfRuns() {
        var runs = RunsScreen(Sessions.broken)
        #expect(runs.shown() == [.listRuns])
        #expect(runs.press(.enter) == [.say("There is no run here that can be taken back.")])
        let run = PastRun(name: "20261130T101500Z", title: "fix", began: "", state: "can be taken back", canBeTakenBack: true)
        _ = runs.take(.runs([run], problem: nil))
        #expect(runs.press(.enter) == [.open(.work(.undo(run: "20261130T101500Z")))])
        #expect(RunsScreen(WorkPages.recorded).plain().lines[0].hasPrefix("This is a recording"))
    }

    @Test func aRunThatWasCutOffIsOfferedAtHome() {
        var home = HomeScreen(WorkPages.stopped)
        #expect(home.press(.character("c")) == [.open(.work(.resume))])
        #expect(home.message?.plain.contains("cut off") == true)
        var none = HomeScreen(Sessions.broken)
        #expect(none.press(.character("c")) == [.say("No run was cut off here.")])
    }
}
