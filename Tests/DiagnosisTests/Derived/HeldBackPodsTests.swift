import Facts
import Testing

@testable import Diagnosis

@Suite struct HeldBackPodsTests {
    private static let now = Instant(seconds: 100_000)

    private func facts(waits: Int) -> FactSet {
        var facts = FactSet()
        facts.set(TimeFacts.now, .instant(Self.now))
        let pod = Row<PodFacts.Pending>(
            [.namespace: "shop", .pod: "api", .since: .instant(Self.now + -waits)], from: Source("pods"))
        facts.set(PodFacts.starting, [pod])
        return facts
    }

    private func warning(_ reason: String, age: Int, pod: String = "api") -> Row<EventFacts.Warning> {
        Row<EventFacts.Warning>(
            [
                .kind: "Pod", .namespace: "shop", .object: .text(pod), .reason: .text(reason), .message: "why",
                .last: .instant(Self.now + -age),
            ], from: Source("event"))
    }

    private func heldBack(_ facts: FactSet) -> [Row<PodFacts.Pending>]? {
        var facts = facts
        HeldBackPods.derivation.derive(&facts)
        return facts.rows(PodFacts.heldBack)
    }

    @Test func theNewestWarningSaysWhy() {
        var facts = facts(waits: 300)
        facts.set(
            EventFacts.warnings,
            [
                warning("FailedCreatePodSandBox", age: 200), warning("FailedMount", age: 20), warning("Failed", age: 5, pod: "b"),
            ])
        #expect(heldBack(facts)?.first?.text(.reason) == "FailedMount")
    }

    @Test func aPodThatHasJustComeIsNotHeldBack() {
        var facts = facts(waits: 20)
        facts.set(EventFacts.warnings, [warning("FailedMount", age: 5)])
        #expect(heldBack(facts)?.isEmpty == true)
    }

    @Test func anOldWarningIsNoReason() {
        var facts = facts(waits: 3000)
        facts.set(EventFacts.warnings, [warning("FailedMount", age: 2000)])
        #expect(heldBack(facts)?.first?[.reason] == .absent)
    }

    @Test func withoutEventsTheReasonIsUnknown() {
        var facts = facts(waits: 300)
        facts.miss(EventFacts.warnings, "Not asked.")
        #expect(heldBack(facts)?.first?[.reason] == .unknown("Not asked."))
    }

    @Test func theKubeletsLogSaysWhyASandboxIsNotMade() {
        var facts = facts(waits: 300)
        facts.miss(EventFacts.warnings, "Not asked.")
        facts.set(
            RefusalFacts.logged,
            [
                Row<RefusalFacts.LoggedRefusal>(
                    [
                        .step: "sandbox", .pods: .list(["shop/api"]), .text: "fork/exec /opt/cni/bin/bridge: permission denied",
                        .last: .instant(Self.now + -10),
                    ], from: Source("log"))
            ])
        #expect(heldBack(facts)?.first?.text(.reason) == "FailedCreatePodSandBox")
    }

    @Test func withoutTheAPIItIsMissing() {
        var facts = FactSet()
        facts.miss(PodFacts.starting, "No answer.")
        HeldBackPods.derivation.derive(&facts)
        #expect(facts.reason(PodFacts.heldBack) == "No answer.")
    }
}
