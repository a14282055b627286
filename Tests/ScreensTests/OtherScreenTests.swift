import Diagnosis
import Facts
import Planning
import Screens
import Terminal
import Testing
import Widgets
import Wizard

@Suite struct FindingScreenTests {
    private func screen(_ session: Session, _ rule: String) -> FindingScreen {
        var screen = FindingScreen(session, rule: rule)
        screen.fit(Size(width: 80, height: 21))
        return screen
    }

    @Test func enterLeadsToTheRecipeAndTabOnToWhatItExplains() {
        var screen = screen(Sessions.broken, "containerd-is-stopped")
        #expect(screen.press(.enter) == [.open(.recipe(id: "start-containerd", finding: "containerd-is-stopped"))])
        screen.press(.tab)
        #expect(screen.press(.enter) == [.open(.finding(rule: "kubelet-is-unhealthy"))])
        screen.press(.tab)
        #expect(screen.press(.enter) == [.open(.finding(rule: "node-is-not-ready"))])
        #expect(screen.press(.character("r")) == [.examine])
    }

    @Test func theFirstPageSaysWhatIsWrongWhatToDoAndWhatShowsIt() {
        let text = drawn(screen(Sessions.broken, "containerd-is-stopped"), 80, 24).canvas.text
        for words in [
            "containerd is not running", "it must be active", "Start containerd and have it started", "ActiveState=failed",
            "containerd 2.1.9 was installed",
        ] {
            #expect(text.contains(words))
        }
        #expect(
            text.contains("red \u{FFFD}2J tail") && !text.contains("31m"),
            "escape sequences are taken out whole, and the words stay")
    }

    @Test func whyIsOneKeyAway() {
        var screen = screen(Sessions.broken, "containerd-is-stopped")
        screen.fit(Size(width: 60, height: 13))
        screen.press(.character("w"))
        #expect(drawn(screen, 60, 16).canvas.text.contains("neither start nor stop"))
    }

    @Test func itFollowsTheNodeWhileItIsOpen() {
        var screen = screen(Sessions.broken, "containerd-is-stopped")
        _ = screen.take(.session(Sessions.cleared))
        #expect(drawn(screen, 80, 24).canvas.text.contains("cleared since the last check"))
    }

    @Test func whatCouldNotBeJudgedSaysWhy() {
        let text = Page(FindingScreen(Sessions.broken, rule: "etcd-disk-is-slow")).text
        #expect(text.contains("could not be judged"))
        #expect(text.contains("etcd's metrics could not be read: connection refused."))
    }

    /// What a recipe does here a plan does on all machines: the wizard opens with that task answered.
    @Test func aRecipeWithAPlanLeadsToTheWizard() {
        var recipes = Sessions.recipes
        recipes[0].plan = .renewCertificates
        let session = Session(
            program: "drydock", nodeName: "cp1", report: Sessions.brokenReport, facts: FactSet(), recipes: recipes,
            rules: Sessions.rules)
        var screen = screen(session, "containerd-is-stopped")
        #expect(drawn(screen, 80, 24).canvas.text.contains("Plan: Renew the certificates of a cluster"))
        screen.press(.tab)
        #expect(screen.press(.enter) == [.open(.setup(task: .renewCertificates))])
        #expect(screen.plain().choices.contains { $0.effects == [.open(.setup(task: .renewCertificates))] })
        #expect(SetupScreen(session, task: .renewCertificates).wizard.plan.existing?.task == .renewCertificates)
    }

    @Test func ARuleThatIsNotThereIsSaidAndNotDrawnBlank() {
        #expect(drawn(screen(Sessions.empty, "no-such-rule"), 80, 24).canvas.text.contains("There is no rule no-such-rule."))
    }
}

@Suite struct RecipesScreenTests {
    private func screen(_ query: String = "") -> RecipesScreen {
        var screen = RecipesScreen(Sessions.broken, query: query)
        screen.fit(Size(width: 80, height: 21))
        return screen
    }

    @Test func areasUnfold() {
        var screen = screen()
        #expect(!drawn(screen, 80, 24).canvas.text.contains("Find out whether etcd's disk is slow"))
        screen.press(.enter)
        #expect(drawn(screen, 80, 24).canvas.text.contains("Find out whether etcd's disk is slow"))
        screen.press(.down)
        #expect(screen.press(.enter) == [.open(.recipe(id: "find-slow-disk"))])
    }

    @Test func eachWordWeighsAndTheBestComesFirst() {
        var screen = screen()
        screen.press(.character("/"))
        screen.type("disk")
        #expect(screen.message?.plain == "2 recipes found; this one by disk in its title")
        screen.type(" fsync")
        #expect(screen.message?.plain == "2 recipes found; this one by fsync in what it is for; disk in its title")
        screen.press(.enter)
        #expect(screen.press(.enter) == [.open(.recipe(id: "find-slow-disk"))])
        screen.press(.escape)
        #expect(screen.message?.plain == "3 recipes. Press / to search.")
    }

    @Test func whatNoRecipeSpeaksOfIsSaidAndEscShowsAll() {
        var page = Page(RecipesScreen(Sessions.broken, query: ""))
        page.type("/zebra")
        #expect(page.text.contains("No recipe matches this."))
        #expect(page.press(.escape).isEmpty)
        #expect(page.text.contains("3 recipes"))
    }

    @Test func anErrorTextFindsItsRecipe() {
        var screen = screen("containerd.sock: connect: no such file")
        #expect(screen.press(.enter) == [.open(.recipe(id: "start-containerd"))])
    }

    @Test func recipesThatComeLateAreShown() {
        var screen = RecipesScreen(Sessions.empty, query: "")
        screen.fit(Size(width: 80, height: 21))
        #expect(drawn(screen, 80, 24).canvas.text.contains("being loaded"))
        _ = screen.take(.session(Sessions.broken))
        #expect(drawn(screen, 80, 24).canvas.text.contains("etcd"))
    }
}

@Suite struct RecipeScreenTests {
    @Test func copyTakesTheStepAndTabGoesOn() {
        var screen = RecipeScreen(Sessions.broken, id: "start-containerd")
        screen.fit(Size(width: 80, height: 21))
        #expect(screen.press(.character("y")) == [.copy("journalctl -u containerd -n 50")])
        screen.press(.tab)
        #expect(screen.press(.enter) == [.copy("set plugins.SystemdCgroup to true in /etc/containerd/config.toml")])
        #expect(screen.message?.plain == "Step 2 of 3")
        let all =
            "journalctl -u containerd -n 50\nset plugins.SystemdCgroup to true in /etc/containerd/config.toml\nsystemctl start containerd.service\n"
        #expect(screen.press(.character("Y")) == [.copy(all)])
    }
}

@Suite struct ExplainScreenTests {
    private func screen(_ text: String = "") -> ExplainScreen {
        var screen = ExplainScreen(Sessions.broken, text: text)
        screen.fit(Size(width: 80, height: 21))
        return screen
    }

    @Test func lettersAreTextUntilEnter() {
        var screen = screen()
        screen.type("q? r")
        #expect(screen.press(.enter) == [.explain("q? r")])
    }

    @Test func aPastedLogIsSearchedAtOnceAndWhole() {
        var screen = screen()
        #expect(screen.press(.paste("one\ntwo\n")) == [.explain("one\ntwo")])
        #expect(drawn(screen, 80, 24).canvas.text.contains("2 lines pasted: one"))
    }

    @Test func openedWithATextItAsksByItself() {
        var screen = screen("connection refused")
        #expect(screen.shown() == [.explain("connection refused")])
        #expect(screen.shown() == [])
    }

    @Test func anAnswerToAnotherTextIsNotShown() {
        var screen = screen()
        screen.type("new")
        screen.press(.enter)
        _ = screen.take(
            .explained(
                text: "old", [Explanation(id: "x", title: "X is so", says: "", line: "", recipes: [], count: 1)], nearest: []))
        #expect(!drawn(screen, 80, 24).canvas.text.contains("X is so"))
    }

    @Test func aTextThatIsClearedWhileItIsSearchedLeavesNoSearchBehind() {
        var screen = screen()
        screen.type("abc")
        screen.press(.enter)
        #expect(screen.message?.plain == "Searching the error texts.")
        screen.press(.escape)
        #expect(screen.message == nil)
        screen.type("abc")
        screen.press(.enter)
        screen.type("d")
        _ = screen.take(.explained(text: "abc", Sessions.answers, nearest: []))
        #expect(screen.message == nil, "the answer is to another text than the one that stands there")
    }

    @Test func theNearestAreNotCalledMatches() {
        var screen = screen()
        screen.type("abc")
        screen.press(.enter)
        _ = screen.take(
            .explained(
                text: "abc", [],
                nearest: [
                    Explanation(
                        id: "containerd-is-stopped", title: "containerd is not running", says: "", line: "", recipes: [], count: 0
                    )
                ]))
        #expect(screen.message?.plain == "No known problem matches this text; a search finds these pages.")
        #expect(drawn(screen, 80, 24).canvas.text.contains("?? containerd is not running"))
        #expect(screen.press(.enter) == [.open(.finding(rule: "containerd-is-stopped"))])
    }

    @Test func anAnswerOpensRuleOrRecipe() {
        var page = Page(ExplainScreen(Sessions.broken, text: ""))
        #expect(page.press(.enter) == [.say("There is no text to explain yet.")])
        page.type("connection")
        page.press(.enter)
        _ = page.screen.take(.explained(text: "connection", Sessions.answers, nearest: []))
        #expect(page.text.contains("12 lines"))
        #expect(page.press(.enter) == [.open(.finding(rule: "containerd-is-stopped"))])
        page.press(.down)
        #expect(page.press(.enter) == [.open(.recipe(id: "start-containerd"))])
    }

    @Test func aTextWithTabsAndControlCharactersIsExplainedToo() {
        let text = "failed\tto \u{1B}[31mrun"
        var page = Page(ExplainScreen(Sessions.broken, text: text))
        #expect(page.screen.shown() == [.explain(text)])
        _ = page.screen.take(.explained(text: text, Sessions.answers, nearest: []))
        #expect(page.text.contains("12 lines"))
    }

    @Test func theAnswersLineAndRecipeStandUnderTheList() {
        var page = Page(ExplainScreen(Sessions.broken, text: ""))
        #expect(page.text.contains("The known problems that match the text are listed here"))
        page.type("connection")
        page.press(.enter)
        _ = page.screen.take(.explained(text: "connection", Sessions.answers, nearest: []))
        #expect(page.text.contains("The line: connection refused"))
        #expect(page.text.contains("Fix: Start containerd"))
        #expect(!page.text.contains("are listed here"))
    }

    @Test func escapeClearsTheTextBeforeItLeaves() {
        var screen = screen()
        screen.type("abc")
        #expect(screen.receive(.escape) == [])
        #expect(screen.receive(.escape) == nil)
    }
}

@Suite struct CaptureScreenTests {
    @Test func theNameIsTheNodesAndTheTimeOfTheLook() {
        #expect(CaptureScreen.name(node: "cp/1 ü", at: Sessions.now) == "drydock-cp-1---20261124T070139Z.tar.gz")
        #expect(CaptureScreen.name(node: "cp1", at: nil) == "drydock-cp1.tar.gz")
    }

    @Test func enterRecordsAndASecondDoesNotStartAnother() {
        var screen = CaptureScreen(Sessions.broken)
        let effects = screen.press(.enter)
        #expect(effects == [.capture(path: CaptureScreen.name(node: "cp1", at: Sessions.now), hidesAddresses: false)])
        #expect(screen.press(.enter) == [.say("The node is being recorded.")])
    }

    @Test func addressesAreHiddenOnDemand() {
        var screen = CaptureScreen(Sessions.broken)
        screen.press(.space)
        guard case .capture(_, let hides)? = screen.press(.enter).first else { return #expect(Bool(false), "Enter records") }
        #expect(hides)
    }

    @Test func aRecordingThatFailedSaysSoAndCanBeStartedAnew() {
        var page = Page(CaptureScreen(Sessions.broken))
        page.press(.enter)
        _ = page.screen.take(.captured(.failed("The disk is full.")))
        #expect(page.text.contains("!! The disk is full."))
        #expect(page.press(.enter) == [.capture(path: CaptureScreen.name(node: "cp1", at: Sessions.now), hidesAddresses: false)])
    }

    @Test func whatWasLeftOutIsReadToItsEndWhereThereIsLittleRoom() {
        var page = Page(CaptureScreen(Sessions.broken), Size(width: 60, height: 16))
        let missing = (1...9).map { Missed(reason: "Only root may read file \($0).", count: 1) }
        _ = page.screen.take(.captured(.written(path: "n.tar.gz", bytes: 4096, missing: missing)))
        #expect(!page.text.contains("file 9"))
        #expect(page.text.contains(Glyphs.utf8.moreBelow))
        page.press(.pageDown, .pageDown, .pageDown)
        #expect(page.text.contains("file 9"))
    }

    @Test func aNameOfOnesOwnIsKept() {
        var screen = CaptureScreen(Sessions.looking)
        screen.press(.up, .up)
        #expect(screen.isTyping)
        screen.press(.ctrl("u"))
        screen.type("q.tar.gz")
        _ = screen.take(.session(Sessions.broken))
        screen.press(.enter, .down)
        #expect(screen.press(.enter) == [.capture(path: "q.tar.gz", hidesAddresses: false)])
    }
}

@Suite struct WatchScreenTests {
    @Test func aRungThatTurnsIsToldWithItsTime() {
        var screen = WatchScreen(Sessions.broken)
        screen.fit(Size(width: 80, height: 21))
        #expect(screen.shown() == [.watch(true)])
        _ = screen.take(.watched(Sessions.brokenReport))
        #expect(!drawn(screen, 80, 24).canvas.text.contains("What changed"))
        var report = Sessions.healthyReport
        report.taken = Sessions.now + 4
        _ = screen.take(.watched(report))
        let text = drawn(screen, 80, 24).canvas.text
        #expect(text.contains("What changed"))
        #expect(text.contains("OK Runtime"))
    }

    @Test func aRecordedNodeIsNotWatched() {
        var session = Sessions.broken
        session.isRecorded = true
        var screen = WatchScreen(session)
        #expect(screen.shown() == [])
    }
}
