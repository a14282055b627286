import Facts
import Testing

@testable import Diagnosis

@Suite struct YoungPodsTests {
    private static let now = Instant(seconds: 100_000)

    private func young(starting: Int? = nil, unplaced: Int? = nil, warned: Bool = true) -> [Row<PodFacts.Young>]? {
        var facts = FactSet()
        facts.set(TimeFacts.now, .instant(Self.now))
        facts.set(
            PodFacts.starting,
            starting.map {
                [
                    Row<PodFacts.Pending>(
                        [.namespace: "shop", .pod: "api", .since: .instant(Self.now + -$0)], from: Source("pods"))
                ]
            } ?? [])
        facts.set(
            PodFacts.unscheduled,
            unplaced.map {
                [
                    Row<PodFacts.Unscheduled>(
                        [.namespace: "shop", .pod: "db", .since: .instant(Self.now + -$0), .message: "no node"],
                        from: Source("pods"))
                ]
            } ?? [])
        facts.set(
            EventFacts.warnings,
            warned
                ? [
                    Row<EventFacts.Warning>(
                        [
                            .kind: "Pod", .namespace: "shop", .object: "api", .reason: "FailedMount", .message: "why",
                            .last: .instant(Self.now + -5),
                        ], from: Source("event"))
                ] : [])
        YoungPods.derivation.derive(&facts)
        return facts.rows(PodFacts.young)
    }

    @Test func aPodThatIsWarnedOfIsToldWithItsAge() throws {
        let row = try #require(young(starting: 20)?.first)
        #expect(row.integer(.age) == 20)
        #expect(row.text(.message) == "why")
    }

    @Test func onceItIsHeldBackItIsNoLongerYoung() {
        #expect(young(starting: HeldBackPods.patience)?.isEmpty == true)
        #expect(young(unplaced: YoungPods.placing)?.isEmpty == true)
    }

    @Test func withoutAWarningNothingIsTold() {
        #expect(young(starting: 20, warned: false)?.isEmpty == true)
    }

    @Test func aPodWithoutANodeIsToldAsWell() {
        #expect(young(unplaced: 8)?.first?.text(.pod) == "db")
    }
}
