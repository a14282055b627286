import Diagnosis
import Screens
import Terminal
import Testing
import Widgets

@Suite struct DiagnosisScreenTests {
    private func screen(_ session: Session, rung: Rung? = nil) -> DiagnosisScreen {
        var screen = DiagnosisScreen(session, rung: rung)
        screen.fit(Size(width: 80, height: 21))
        return screen
    }

    private func text(_ screen: DiagnosisScreen) -> String { drawn(screen, 80, 24).canvas.text }

    @Test func symptomsAreFoldedUnderTheirCause() {
        var screen = screen(Sessions.broken)
        #expect(text(screen).contains("2 symptoms"))
        #expect(!text(screen).contains("The kubelet's health check fails"))
        screen.press(.space)
        #expect(text(screen).contains("The kubelet's health check fails"))
        screen.press(.left)
        #expect(!text(screen).contains("The kubelet's health check fails"))
        screen.press(.right, .down)
        #expect(screen.press(.enter) == [.open(.finding(rule: "kubelet-is-unhealthy"))])
    }

    @Test func whatThePersonUnfoldedStaysSoWhenTheNodeIsLookedAtAgain() {
        var screen = screen(Sessions.broken)
        screen.press(.space)
        _ = screen.take(.session(Sessions.broken))
        #expect(text(screen).contains("The kubelet's health check fails"))
    }

    @Test func theSelectionFollowsTheFindingAndNotItsRow() {
        var screen = screen(Sessions.broken)
        screen.press(.down)
        #expect(screen.press(.enter) == [.open(.finding(rule: "disk-is-nearly-full"))])
        var session = Sessions.broken
        session.report?.findings.insert(Finding(rule: Sessions.etcdSlow, says: "Slow.", evidence: []), at: 0)
        _ = screen.take(.session(session))
        #expect(screen.press(.enter) == [.open(.finding(rule: "disk-is-nearly-full"))])
    }

    @Test func theSelectionStaysWhenOtherFindingsGo() {
        var page = Page(DiagnosisScreen(Sessions.broken))
        page.press(.down)
        #expect(page.row.contains("A disk has little room left"))
        _ = page.screen.take(.session(Sessions.after(["disk-is-nearly-full"])))
        #expect(page.row.contains("A disk has little room left"))
        _ = page.screen.take(.session(Sessions.broken))
        #expect(page.press(.enter) == [.open(.finding(rule: "disk-is-nearly-full"))])
    }

    @Test func severityAndAreaNarrow() {
        var screen = screen(Sessions.broken)
        #expect(text(screen).contains("Swap is on"))
        screen.press(.character("v"))
        #expect(!text(screen).contains("Swap is on"))
        #expect(text(screen).contains("A disk has little room left"))
        screen.press(.character("v"))
        #expect(!text(screen).contains("A disk has little room left"))
        screen.press(.character("v"))
        #expect(text(screen).contains("Swap is on"))
        screen.press(.character("a"))
        #expect(text(screen).contains("Shown: all severities, runtime"))
        #expect(!text(screen).contains("Swap is on"))
        for _ in 0..<10 where text(screen).contains("Shown:") { screen.press(.character("a")) }
        #expect(!text(screen).contains("Shown:"))
    }

    @Test func aFilterFindsIdsAndSentences() {
        var screen = screen(Sessions.broken)
        screen.press(.character("/"))
        screen.type("wanted")
        #expect(screen.isTyping)
        #expect(text(screen).contains("A disk has little room left"))
        #expect(!text(screen).contains("containerd is not running"))
        screen.press(.escape)
        #expect(text(screen).contains("containerd is not running"))
        #expect(!screen.isTyping)
    }

    @Test func clearedIsWhatWasJudgedAndIsGone() {
        let screen = screen(Sessions.cleared)
        #expect(
            Sessions.cleared.cleared.map(\.id) == [
                "containerd-is-stopped", "disk-is-nearly-full", "kubelet-is-unhealthy", "swap-is-on",
            ])
        #expect(text(screen).contains("OK cleared: containerd is not running"))
        #expect(!text(screen).contains("cleared: The cluster calls"), "what could not be judged has not cleared")
    }

    @Test func whatClearedCanBeRead() {
        var page = Page(DiagnosisScreen(Sessions.broken))
        page.press(.down)
        _ = page.screen.take(.session(Sessions.after(["disk-is-nearly-full"])))
        #expect(page.text.contains("Cleared since the last check"))
        page.press(.down)
        #expect(page.press(.enter) == [.open(.finding(rule: "containerd-is-stopped"))])
    }

    @Test func aFilterFindsByCatalogueAndEscClearsItBeforeItLeadsBack() {
        var page = Page(DiagnosisScreen(Sessions.broken))
        page.type("/by-kl-15")
        #expect(page.text.contains("containerd is not running"))
        #expect(!page.text.contains("A disk has little room left"))
        page.press(.enter)
        #expect(!page.screen.isTyping)
        #expect(page.screen.receive(.escape) != nil)
        #expect(page.text.contains("A disk has little room left"))
        #expect(page.screen.receive(.escape) == nil, "then it leads back")
    }

    /// What the help line says while a filter is typed is what the keys do then.
    @Test func whileAFilterIsTypedTheHelpLineSaysWhatEndsIt() {
        var page = Page(DiagnosisScreen(Sessions.broken))
        page.type("/disk")
        #expect(page.text.contains("Enter keep the filter  Esc show all"))
        #expect(!page.text.contains("Enter open"))
        #expect(page.press(.enter) == [])
        #expect(page.press(.enter) == [.open(.finding(rule: "disk-is-nearly-full"))])
    }

    @Test func lettersOfAFilterDoNotAct() {
        var page = Page(DiagnosisScreen(Sessions.broken))
        #expect(page.type("/ryfaq").isEmpty)
        #expect(page.screen.isTyping)
    }

    @Test func anEmptyRungIsNoAllClearWhereItIsUnknownOrBroken() {
        let unknown = Page(DiagnosisScreen(Sessions.with(.network, .unknown), rung: .network)).text
        #expect(unknown.contains("What could be checked shows nothing wrong; the rest is not known."))
        let broken = Page(DiagnosisScreen(Sessions.with(.network, .broken), rung: .network)).text
        #expect(broken.contains("No rule explains it."))
        #expect(!(unknown + broken).contains("Nothing wrong was found"))
        #expect(!(unknown + broken).contains("nothing to fix"))
    }

    @Test func notLookedAtIsCountedByReason() {
        var screen = screen(Sessions.blind)
        #expect(text(screen).contains("?? Only root may read /var/lib/kubelet/config.yaml."))
        #expect(text(screen).contains("3 rules"))
        screen.press(.end, .enter, .down)
        #expect(screen.press(.enter) == [.open(.finding(rule: "containerd-is-stopped"))])
    }

    @Test func rLooksAgainAndYCopiesTheFindingAsText() {
        var screen = screen(Sessions.broken)
        #expect(screen.press(.character("r")) == [.examine])
        #expect(screen.press(.function(5)) == [.examine])
        guard case .copy(let text)? = screen.press(.character("y")).first else {
            Issue.record("y copies nothing")
            return
        }
        for part in ["containerd is not running", "it must be active", "ActiveState=failed", "Start containerd and have it"] {
            #expect(text.contains(part))
        }
        #expect(!text.contains("\u{1B}"))
        #expect(text.hasSuffix("\n"))
    }

    @Test func findingsThatLeadToEachOtherAreNotLost() {
        var session = Sessions.broken
        session.report?.findings = [
            Finding(rule: Sessions.unhealthy, says: "a", evidence: [], causedBy: ["node-is-not-ready"]),
            Finding(rule: Sessions.notReady, says: "b", evidence: [], causedBy: ["kubelet-is-unhealthy"]),
        ]
        #expect(text(screen(session)).contains("The kubelet's health check fails"))
        #expect(text(screen(session)).contains("The cluster calls this node not Ready"))
    }

    @Test func aRungShowsItsWholeSentenceAndOnlyItsOwn() {
        let screen = screen(Sessions.broken, rung: .runtime)
        #expect(text(screen).contains("there is no such"))
        #expect(!text(screen).contains("A disk has little room left"))
    }

    /// A page with 300 rows is drawn well within a key press; counted in cells, not in time: what is off screen is not drawn.
    @Test func manyRowsAreDrawnWithoutDrawingThemAll() {
        var screen = screen(Sessions.many)
        screen.press(.end)
        #expect(text(screen).contains("Something number 299"))
        let clock = ContinuousClock()
        let taken = clock.measure { for _ in 0..<20 { _ = drawn(screen, 120, 40) } }
        #expect(taken < .seconds(20), "twenty pages in a debug build: \(taken)")
    }
}
