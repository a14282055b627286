import Facts
import Screens
import Terminal
import Testing

@Suite struct AboutScreenTests {
    private func words(_ edition: KnowledgeEdition) -> String {
        var session = Sessions.broken
        session.learn(session.rules, session.recipes, session.planning, edition)
        return AboutScreen(session).plain().lines.joined(separator: "\n")
    }

    @Test func itTellsTheDayOfTheKnowledgeAndWhatIsOld() {
        let text = words(KnowledgeEdition(day: Day("2026-11-30"), age: "If this machine's clock is right, this is old."))
        #expect(text.contains("  What it knows is of 2026-11-30"))
        #expect(text.contains("  If this machine's clock is right, this is old."))
    }

    @Test func itTellsWhatWasLaidOverAndWhatWasLeftOut() {
        let text = words(
            KnowledgeEdition(
                overlays: ["/etc/drydock/knowledge.d: 1 release; one file of it is left out."],
                leftOut: ["/etc/drydock/knowledge.d/rules/host/x.yaml:2: error: \"eror\" is no severity."]))
        #expect(text.contains("Laid over it is /etc/drydock/knowledge.d: 1 release; one file of it is left out."))
        #expect(text.contains("Left out: /etc/drydock/knowledge.d/rules/host/x.yaml:2: error: \"eror\" is no severity."))
    }

    @Test func withoutAnythingToTellItTellsNothing() {
        #expect(!words(KnowledgeEdition()).contains("Laid over"))
    }
}
