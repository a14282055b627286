import Facts
import Planning
import Terminal
import Testing
import Widgets
import Wizard

@testable import Screens

/// The plan's machines are looked at before the plan is made.
struct SetupLookTests {
    private static func listed() -> Page {
        var page = SetupPages.page()
        for _ in 1...4 { page.press(.enter) }
        page.press(.paste("node-a 10.1.2.3 control-plane\nw1 10.0.0.2 worker\nw2 10.0.0.3 worker"))
        return page
    }

    private static func facts(of name: String) -> FactSet {
        var facts = FactSet()
        facts.set(NodeFacts.name, .text(name), from: Source("hostname"))
        return facts
    }

    @Test func allOthersAreLookedAtOnceThatIsAgreed() {
        var page = Self.listed()
        page.press(.home)
        let effects = page.press(.character("l"))
        guard case .ask(let question, let then)? = effects.first else { return #expect(Bool(false), "\(effects)") }
        #expect(question.title == "Look at these 2 machines?" && question.body.contains { $0.hasPrefix("w1, w2") })
        #expect(
            then == [
                .lookAt([
                    LookedMachine(name: "w1", address: "10.0.0.2", user: "root"),
                    LookedMachine(name: "w2", address: "10.0.0.3", user: "root"),
                ])
            ])
    }

    @Test func whatWasSeenCountsAndWhatWasNotIsSaid() throws {
        var page = Self.listed()
        _ = page.screen.take(.machines(.running(done: 0, total: 2)))
        #expect(page.screen.message?.plain.contains("0 of 2") == true)
        page.press(.home)
        #expect(page.press(.character("l")).contains { if case .ask = $0 { true } else { false } } == false)
        _ = page.screen.take(
            .machines(.ended(captures: [Self.facts(of: "w1")], missed: ["w2": "No route to host."])))
        #expect(page.screen.message?.plain.contains("1 of 2 machines were seen, but not w2") == true)
        let screen = try #require(page.screen as? SetupScreen)
        #expect(screen.wizard.captures.count == 1)
        page.press(.home)
        page.press(to: "w2", by: .down)
        #expect(page.text.contains("Not seen: No route to host."))
    }

    @Test func aListWithoutOthersHasNothingToLookAt() {
        var page = SetupPages.page()
        for _ in 1...4 { page.press(.enter) }
        page.press(.home)
        #expect(!page.press(.character("l")).contains { if case .ask = $0 { true } else { false } })
    }
}
