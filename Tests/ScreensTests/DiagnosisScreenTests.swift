import Diagnosis
import Screens
import Terminal
import Testing

@Suite struct DiagnosisScreenTests {
    private func page(_ session: Session = Sessions.broken) -> Page { Page(DiagnosisScreen(session)) }

    @Test func symptomsAreFoldedUnderTheirCauseUntilAsked() {
        var page = page()
        #expect(page.row.contains("containerd is not running"))
        #expect(!page.text.contains("The kubelet finds no container runtime"))
        page.press(.space)
        #expect(page.text.contains("The kubelet finds no container runtime"))
        page.press(.down, .down)
        #expect(page.row.contains("The cluster calls this node not Ready"))
        #expect(page.press(.enter) == [.open(.finding(rule: "node-is-not-ready"))])
        page.press(.left, .space)
        #expect(!page.text.contains("The kubelet finds no container runtime"))
    }

    @Test func theSelectionStaysOnItsFindingWhenOthersGo() {
        var page = page()
        page.press(.down)
        #expect(page.row.contains("Swap is on"))
        _ = page.screen.take(.session(Sessions.after(["swap-is-on"])))
        #expect(page.row.contains("Swap is on"))
        _ = page.screen.take(.session(Sessions.broken))
        #expect(page.row.contains("Swap is on"))
        #expect(page.press(.enter) == [.open(.finding(rule: "swap-is-on"))])
    }

    @Test func theFoldOutlivesTheNextLook() {
        var page = page()
        page.press(.space)
        _ = page.screen.take(.session(Sessions.broken))
        #expect(page.text.contains("The kubelet finds no container runtime"))
    }

    @Test func whatClearedIsShownAndCanBeRead() {
        var page = page()
        _ = page.screen.take(.session(Sessions.after(["swap-is-on"])))
        #expect(page.text.contains("Cleared by the last look"))
        #expect(page.text.contains("cleared: containerd is not running"))
        page.press(.down)
        #expect(page.press(.enter) == [.open(.finding(rule: "containerd-is-stopped"))])
    }

    @Test func severityAndAreaNarrowWhatIsShown() {
        var page = page()
        page.press(.character("f"), .character("f"))
        #expect(page.text.contains("Shown: errors only, all areas"))
        #expect(!page.text.contains("Swap is on"))
        #expect(page.text.contains("containerd is not running"))
        page.press(.character("f"))
        #expect(page.text.contains("Swap is on"))
        page.press(.character("a"))
        #expect(page.text.contains("runtime"))
        #expect(!page.text.contains("Swap is on"))
    }

    @Test func aFilterFindsByIdAndCatalogueAndEscClearsIt() {
        var page = page()
        page.type("/by-kl-15")
        #expect(page.screen.isTyping)
        #expect(page.text.contains("containerd is not running"))
        #expect(!page.text.contains("Swap is on"))
        page.press(.enter)
        #expect(!page.screen.isTyping)
        #expect(page.screen.handle(.escape) != nil)
        #expect(page.text.contains("Swap is on"))
        #expect(page.screen.handle(.escape) == nil, "then it leads back")
    }

    @Test func lettersOfAFilterDoNotAct() {
        var page = page()
        #expect(page.type("/ryfaq").isEmpty)
        #expect(page.screen.isTyping)
    }

    @Test func rLooksAgainAndYCopiesTheFinding() {
        var page = page()
        #expect(page.press(.character("r")) == [.examine])
        #expect(page.press(.function(5)) == [.examine])
        guard case .copy(let text)? = page.press(.character("y")).first else {
            Issue.record("y copies nothing")
            return
        }
        for part in [
            "containerd is not running", "it must be active", "ActiveState=inactive", "Start containerd and keep it started",
        ] {
            #expect(text.contains(part))
        }
        #expect(text.hasSuffix("\n"))
    }

    @Test func aReasonUnfoldsIntoTheRulesThatItCost() {
        var page = page()
        #expect(page.text.contains("2 rules"))
        #expect(!page.text.contains("etcd has no leader"))
        page.press(.end)
        #expect(page.row.contains("/etc/kubernetes/pki/etcd"))
        #expect(page.press(.enter).isEmpty)
        #expect(page.text.contains("etcd has no leader"))
    }

    @Test func oneRungShowsOnlyWhatIsOnIt() {
        let page = Page(DiagnosisScreen(Sessions.broken, rung: .host))
        #expect(page.text.contains("Swap is on"))
        #expect(!page.text.contains("containerd is not running"))
    }

    @Test func anEmptyRungIsNoAllClearWhereItIsUnknownOrBroken() {
        let unknown = Page(DiagnosisScreen(Sessions.with(.network, .unknown), rung: .network)).text
        #expect(unknown.contains("What was looked at shows nothing wrong; the rest is not known."))
        let broken = Page(DiagnosisScreen(Sessions.with(.network, .broken), rung: .network)).text
        #expect(broken.contains("No rule explains it."))
        #expect(!(unknown + broken).contains("Nothing wrong was found"))
        #expect(!(unknown + broken).contains("nothing to mend"))
    }
}
