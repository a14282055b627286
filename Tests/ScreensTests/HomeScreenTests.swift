import Diagnosis
import Facts
import Screens
import Terminal
import Testing
import Widgets

@Suite struct HomeScreenTests {
    private func home(_ session: Session, _ width: Int = 80, _ height: Int = 21) -> HomeScreen {
        var home = HomeScreen(session)
        home.fit(Size(width: width, height: height))
        return home
    }

    @Test func opensOnTheFirstCauseAndEnterReadsIt() {
        var home = home(Sessions.broken)
        #expect(home.press(.enter) == [.open(.finding(rule: "containerd-is-stopped"))])
    }

    @Test func aHealthyNodeOpensOnTheDiagnosis() {
        var home = home(Sessions.healthy)
        #expect(home.press(.enter) == [.open(.diagnosis)])
    }

    @Test func everythingThatCanBeChosenIsReachedByArrowsAlone() {
        var home = home(Sessions.broken)
        var opened: [[Effect]] = []
        for _ in 0..<20 {
            opened.append(home.press(.enter))
            home.press(.down)
        }
        #expect(opened.contains([.open(.rung(.runtime))]))
        #expect(opened.last == [.open(.setup())])
        home.press(.home)
        #expect(home.press(.enter) == [.open(.finding(rule: "containerd-is-stopped"))])
    }

    @Test(arguments: [
        ("1", Route.diagnosis), ("2", .watch), ("3", .recipes(query: "")), ("4", .explain(text: "")), ("5", .capture),
        ("6", .setup()),
    ])
    func digitsOpenJobs(_ key: String, _ route: Route) {
        var home = home(Sessions.healthy)
        #expect(home.press(.character(Character(key))) == [.open(route)])
    }

    @Test func tabGoesToTheJobsAndBack() {
        var page = Page(HomeScreen(Sessions.broken))
        #expect(page.row.contains("containerd is not running"))
        page.press(.tab)
        #expect(page.row.contains("1  Diagnosis"))
        page.press(.tab)
        #expect(page.row.contains("containerd is not running"))
    }

    @Test func aHealthyNodeSaysSo() {
        let text = Page(HomeScreen(Sessions.healthy)).text
        #expect(text.contains("OK Nothing wrong was found"))
        #expect(text.contains("219 rules judged and kept, 0 not judged."))
    }

    @Test func theSelectionStaysWhereThePersonPutItWhileTheLookGoesOn() {
        var home = home(Sessions.looking)
        home.press(.end)
        _ = home.take(.session(Sessions.broken))
        #expect(home.press(.enter) == [.open(.setup())])
    }

    @Test func untilThePersonMovesTheSelectionFollowsWhatIsBroken() {
        var home = home(Sessions.looking)
        _ = home.take(.session(Sessions.broken))
        #expect(home.press(.enter) == [.open(.finding(rule: "containerd-is-stopped"))])
    }

    @Test func whatIsNotKnownIsNeverCalledWell() {
        let text = drawn(HomeScreen(Sessions.blind), 80, 24).canvas.text
        #expect(text.contains("not everything was checked"))
        #expect(!text.contains("Nothing wrong was found\n"))
        #expect(text.contains("?? Runtime"))
        #expect(text.contains("Use sudo"))
        #expect(text.contains("not fully checked"))
        #expect(!text.contains("Diagnosis  nothing wrong"))
    }

    @Test func aBrokenRungThatNoRuleExplainsIsStillTold() {
        var session = Sessions.healthy
        session.report?.ladder = Sessions.ladder([.kubelet: .broken])
        var home = home(session)
        let text = drawn(home, 80, 24).canvas.text
        #expect(text.contains("Kubelet is broken"))
        #expect(text.contains("Diagnosis  no rule explains it"))
        #expect(home.press(.enter) == [.open(.rung(.kubelet))])
    }

    /// At the smallest size too every job is seen, and what is not seen is told.
    @Test func noJobIsHiddenAtTheSmallestSize() {
        for session in [Sessions.broken, Sessions.healthy, Sessions.looking, Sessions.blind, Sessions.empty] {
            let text = drawn(HomeScreen(session), 60, 16).canvas.text
            for job in ["1  Diagnosis", "2  Watch", "3  Recipes", "4  Explain", "5  Capture", "6  Set up"] {
                #expect(text.contains(job))
            }
        }
    }

    /// A row that is over goes to a sentence that needs it, of what is broken before what stands.
    @Test func roomThatIsOverGoesToWholeSentences() {
        var session = Sessions.healthy
        let long = "This sentence of a rung is longer than a row of eighty columns can take, so it needs another."
        for index in [0, 5] { session.report?.ladder[index].says = long }
        session.report?.ladder[5].state = .broken
        for (height, isHostWhole) in [(23, false), (24, true)] {
            let lines = drawn(HomeScreen(session), 80, height).canvas.text.split(separator: "\n").map(String.init)
            let node = lines.firstIndex { $0.contains("!! Node  ") } ?? 0
            #expect(lines[node + 1].contains("needs another."))
            #expect(lines.first { $0.contains("OK Host") }?.contains("…") == !isHostWhole)
        }
    }

    @Test func aClickSelectsAndASecondOpens() {
        var home = home(Sessions.broken)
        let lines = drawn(home, 80, 24).canvas.text.split(separator: "\n", omittingEmptySubsequences: false)
        let row = lines.firstIndex { $0.contains("!! Kubelet") } ?? 0
        let click = Key.mouse(Mouse(.press, at: Point(x: 10, y: row - 1)))
        #expect(home.press(click) == [])
        #expect(home.press(click) == [.open(.rung(.kubelet))])
    }
}

@Suite struct NodeGaugeTests {
    @Test func bandsAndWords() {
        let text = drawn(HomeScreen(Sessions.broken), 80, 24).canvas.text
        #expect(text.contains("6.1.0, cgroup v2"))
        #expect(text.contains("load 4.8 of 4"))
        #expect(text.contains("37% of 8 GiB"))
        #expect(text.contains("95% of 40 GiB /"))
        #expect(text.contains("25 days apiserver"))
    }

    @Test func wordsComeBeforeBarsWhereThereIsLittleRoom() {
        let text = drawn(HomeScreen(Sessions.broken), 72, 24).canvas.text
        #expect(text.contains("95% of 40 GiB /"))
        #expect(text.contains("25 days apiserver"))
        #expect(!text.contains("["))
    }

    @Test func whatCouldNotBeReadSaysWhy() {
        var session = Sessions.healthy
        session.facts = FactSet()
        session.facts.miss(MemoryFacts.total, "Nobody may read /proc/meminfo.")
        let page = HomeScreen(session).plain()
        #expect(page.lines.contains("Memory: unknown, Nobody may read /proc/meminfo."))
    }
}
