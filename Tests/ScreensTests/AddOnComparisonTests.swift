import GoldenSupport
import Planning
import Screens
import Terminal
import Testing
import Widgets
import Wizard

struct AddOnComparisonTests {
    /// The network page with the table of add-ons over it.
    private func page(_ size: Size = Size(width: 80, height: 24)) -> Page {
        var page = Page(SetupPages.at(.network), size)
        page.goDown(to: "Compare them")
        page.press(.enter)
        return page
    }

    private func addOn(_ page: Page) -> String? { (page.screen as? SetupScreen)?.wizard.plan.network.addOn.name }

    @Test func theTableIsFilteredByNeedsAndTheSelectedAddOnTaken() {
        var page = page()
        #expect(page.row.contains("Flannel"))
        #expect(page.text.contains("Weave"))
        page.press(.character("1"))
        #expect(!page.text.contains("Flannel"))
        #expect(!page.text.contains("Weave"))
        page.press(.character("5"))
        #expect(page.text.contains("Antrea"))
        page.press(.home)
        page.goDown(to: "Antrea")
        let effects = page.press(.enter)
        #expect(addOn(page) == "antrea")
        #expect(effects.contains { if case .keepPlan(let text) = $0 { text.contains("antrea") } else { false } })
        #expect(page.text.contains("9 of 11  Network"))
        #expect(page.screen.message?.plain == "Antrea was chosen.")
    }

    @Test func arrowsAndSpaceDoTheSameAndEscChangesNothing() {
        var page = page()
        page.press(.right, .space)
        #expect(page.text.contains("2 [x] encryption"))
        page.press(.left, .space)
        #expect(page.text.contains("1 [x] NetworkPolicy"))
        page.press(.space)
        #expect(page.text.contains("1 [ ] NetworkPolicy"))
        page.press(.escape)
        #expect(page.text.contains("9 of 11  Network"))
        #expect(addOn(page) == "flannel")
    }

    @Test func oneThatNobodyKeepsIsExplainedAndNotTaken() {
        var page = page()
        page.goDown(to: "Weave")
        #expect(page.row.contains("dead"))
        let effects = page.press(.enter)
        #expect(effects == [.say("This add-on is no longer maintained.")])
        #expect(addOn(page) == "flannel")
    }

    @Test func whatANeedHidIsNotReplacedByItsNeighbour() {
        var page = page()
        page.goDown(to: "Flannel")
        page.press(.character("1"))
        #expect(page.press(.enter) == [.say("The selected add-on does not have this need: select another one.")])
        #expect(addOn(page) == "flannel")
        page.press(.character("1"))
        #expect(page.row.contains("Flannel"))
    }

    static let golden = "setup-add-ons"

    @Test func looks() {
        let screen = page().screen
        #expect(Golden(Self.golden, of: screen, asLines: true).difference() == nil)
        #expect(KeyMap(screen.offers).complaints == [])
    }

    @Test func plainLinesSayTheSame() {
        var screen = page().screen
        let lines = screen.plain()
        #expect(lines.lines.contains { $0.hasPrefix("Flannel: has ") && $0.contains("UDP 8472") })
        _ = screen.take(.setup(.need(.networkPolicy)))
        #expect(screen.plain().lines.contains("Required: NetworkPolicy."))
        #expect(!screen.plain().lines.contains { $0.hasPrefix("Flannel: ") })
        _ = screen.take(.setup(.takeAddOn(id: "calico")))
        #expect((screen as? SetupScreen)?.wizard.plan.network.addOn.name == "calico")
    }
}
