import Diagnosis
import Screens
import Terminal
import Testing

@Suite struct OtherScreensTests {
    @Test func homeSelectsTheCauseAndFollowsWhatIsBroken() {
        var page = Page(HomeScreen(Sessions.looking))
        #expect(page.row.contains("Diagnosis"))
        _ = page.screen.take(.session(Sessions.broken))
        #expect(page.row.contains("containerd is not running"))
        #expect(page.press(.enter) == [.open(.finding(rule: "containerd-is-stopped"))])
        page.press(.down)
        #expect(page.press(.enter) == [.open(.rung(.host))])
        _ = page.screen.take(.session(Sessions.healthy))
        #expect(page.press(.enter) == [.open(.rung(.host))], "the row that was chosen stays")
    }

    @Test func homeOpensJobsByNumberAndTabGoesToThem() {
        var page = Page(HomeScreen(Sessions.broken))
        let routes: [Route] = [.diagnosis, .watch, .recipes(query: ""), .explain(text: ""), .capture, .about]
        for (number, route) in zip("123456", routes) { #expect(page.press(.character(number)) == [.open(route)]) }
        page = Page(HomeScreen(Sessions.broken))
        page.press(.tab)
        #expect(page.row.contains("1  Diagnosis"))
        page.press(.tab)
        #expect(page.row.contains("containerd is not running"))
    }

    @Test func aHealthyNodeSaysSo() {
        let page = Page(HomeScreen(Sessions.healthy))
        #expect(page.text.contains("OK Nothing wrong was found"))
        #expect(page.text.contains("214 rules judged and kept, 0 not judged."))
    }

    @Test func aFindingLeadsToItsRecipeAndItsSymptoms() {
        var page = Page(FindingScreen(Sessions.broken, rule: "containerd-is-stopped"))
        #expect(page.press(.enter) == [.open(.recipe(id: "start-containerd"))])
        page.press(.tab)
        #expect(page.press(.enter) == [.open(.finding(rule: "kubelet-has-no-runtime"))])
        page.press(.tab)
        #expect(page.press(.enter) == [.open(.finding(rule: "node-is-not-ready"))])
        #expect(page.press(.character("r")) == [.examine])
    }

    @Test func aFindingThatClearedIsToldOnItsPage() {
        var page = Page(FindingScreen(Sessions.broken, rule: "containerd-is-stopped"))
        _ = page.screen.take(.session(Sessions.after([])))
        #expect(page.text.contains("cleared by the last look"))
        let unknown = Page(FindingScreen(Sessions.broken, rule: "etcd-has-no-leader"))
        #expect(unknown.text.contains("could not be judged"))
        #expect(unknown.text.contains("This user may not look at /etc/kubernetes/pki/etcd."))
    }

    @Test func aRecipeCopiesOneStepOrAll() {
        var page = Page(RecipeScreen(Sessions.broken, id: "start-containerd"))
        #expect(page.press(.character("y")) == [.copy("journalctl -u containerd -n 20 --no-pager")])
        page.press(.tab)
        #expect(page.press(.enter) == [.copy("systemctl enable --now containerd")])
        #expect(
            page.press(.character("Y")) == [
                .copy(
                    "journalctl -u containerd -n 20 --no-pager\nsystemctl enable --now containerd\n/etc/containerd/config.toml: plugins > SystemdCgroup = true\n"
                )
            ])
    }

    @Test func recipesAreSearchedAsOneTypes() {
        var page = Page(RecipesScreen(Sessions.broken, query: ""))
        #expect(page.text.contains("2 ways to mend"))
        page.type("/swap")
        #expect(page.text.contains("Turn swap off"))
        #expect(!page.text.contains("Start containerd"))
        page.press(.enter)
        #expect(page.press(.enter) == [.open(.recipe(id: "turn-swap-off"))])
        page.type("/zebra")
        #expect(page.text.contains("No recipe speaks of this."))
        #expect(page.press(.escape).isEmpty)
        #expect(page.text.contains("2 ways to mend"))
    }

    @Test func anExplanationOpensRuleOrRecipe() {
        var page = Page(ExplainScreen(Sessions.broken, text: ""))
        #expect(page.press(.enter) == [.say("There is no text yet.")])
        page.type("failed to run")
        #expect(page.press(.enter) == [.explain("failed to run")])
        _ = page.screen.take(.explained(text: "another text", Sessions.answers, nearest: []))
        #expect(!page.text.contains("12 lines"), "an answer to another text is none")
        _ = page.screen.take(.explained(text: "failed to run", Sessions.answers, nearest: []))
        #expect(page.text.contains("12 lines"))
        #expect(page.press(.enter) == [.open(.finding(rule: "kubelet-has-no-runtime"))])
        page.press(.down)
        #expect(page.press(.enter) == [.open(.recipe(id: "turn-swap-off"))])
    }

    @Test func aTextWithTabsAndControlCharactersIsExplainedToo() {
        let text = "failed\tto \u{1B}[31mrun"
        var page = Page(ExplainScreen(Sessions.broken, text: text))
        #expect(page.screen.shown() == [.explain(text)])
        _ = page.screen.take(.explained(text: text, Sessions.answers, nearest: []))
        #expect(page.text.contains("12 lines"))
    }

    @Test func aPastedLogIsExplainedAtOnceAndNearAnswersSayThatTheyAre() {
        var page = Page(ExplainScreen(Sessions.broken, text: ""))
        #expect(page.press(.paste("one\ntwo\n")) == [.explain("one\ntwo")])
        #expect(page.text.contains("2 lines pasted: one"))
        _ = page.screen.take(.explained(text: "one\ntwo", [], nearest: Sessions.answers))
        #expect(page.text.contains("these are the nearest"))
    }

    @Test func aCaptureIsAskedForOnceAndToldOfAtItsEnd() {
        var page = Page(CaptureScreen(Sessions.broken))
        #expect(page.press(.space).isEmpty)
        let path = "drydock-cp1-20261124T080129Z.tar.gz"
        #expect(page.press(.enter) == [.capture(path: path, hidesAddresses: true)])
        #expect(page.press(.enter).isEmpty, "it runs already")
        _ = page.screen.take(.captured(.failed("The disk is full.")))
        #expect(page.text.contains("!! The disk is full."))
        #expect(page.press(.enter) == [.capture(path: path, hidesAddresses: true)])
    }

    @Test func watchTellsWhatTurnedAndLeavesARecordedNodeAlone() {
        var page = Page(WatchScreen(Sessions.broken))
        #expect(page.screen.shown() == [.watch(true)])
        if let before = Sessions.broken.report { _ = page.screen.take(.watched(before)) }
        #expect(!page.text.contains("What changed"))
        if let after = Sessions.healthy.report { _ = page.screen.take(.watched(after)) }
        #expect(page.text.contains("What changed"))
        #expect(page.text.contains("OK Runtime"))
        var recorded = Sessions.broken
        recorded.isRecorded = true
        var other = WatchScreen(recorded)
        #expect(other.shown().isEmpty)
    }
}
