import Facts
import Testing

@testable import Diagnosis

@Suite struct NeverReadyTests {
    private func found(since: Int, patience: Int = 0, event: Int? = nil) -> Row<PodFacts.NotReady>? {
        var facts = FactSet()
        facts.set(TimeFacts.now, .instant(Instant(seconds: 10_000)))
        facts.set(
            PodFacts.notReady,
            [
                Row<PodFacts.NotReady>(
                    [
                        .namespace: "shop", .pod: "web", .name: "app", .since: .instant(Instant(seconds: since)),
                        .patience: .integer(patience),
                    ], from: Source("pod"))
            ])
        if let event {
            facts.set(
                EventFacts.warnings,
                [
                    Row<EventFacts.Warning>(
                        [
                            .kind: "Pod", .namespace: "shop", .object: "web", .reason: "Unhealthy",
                            .message: "Readiness probe failed: 503", .last: .instant(Instant(seconds: event)),
                        ], from: Source("event"))
                ])
        }
        NeverReady.derivation.derive(&facts)
        return facts.rows(PodFacts.neverReady)?.first
    }

    @Test func whatStartsIsNotTold() {
        #expect(found(since: 9950) == nil)
        #expect(found(since: 9900, patience: 60) == nil)
        #expect(found(since: 9900) != nil)
    }

    @Test func theNewestEventSaysWhy() {
        #expect(found(since: 9000, event: 9990)?.text(.message) == "Readiness probe failed: 503")
        #expect(found(since: 9000, event: 8000)?[.message] == .absent)
        #expect(found(since: 9000)?[.message] == .absent)
    }
}
