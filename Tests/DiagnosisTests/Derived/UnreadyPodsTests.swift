import Facts
import Testing

@testable import Diagnosis

@Suite struct UnreadyPodsTests {
    private static let now = Instant(seconds: 1_795_503_699)

    private func facts(_ message: String, ago: Int, reason: String = "Unhealthy") -> FactSet {
        var facts = FactSet()
        facts.set(TimeFacts.now, .instant(Self.now), from: Source("clock"))
        facts.set(
            EventFacts.warnings,
            [
                Row<EventFacts.Warning>(
                    [
                        .kind: "Pod", .namespace: "kube-system", .object: "calico-node-a", .reason: .text(reason),
                        .message: .text(message), .last: .instant(Instant(seconds: Self.now.seconds - ago)),
                    ], from: Source("event"))
            ], from: [])
        facts.set(LogFacts.present, [Row<LogFacts.Match>](), from: [])
        return facts
    }

    private func messages(_ facts: FactSet) -> [String?] {
        var facts = facts
        UnreadyPods.derivation.derive(&facts)
        return (facts.rows(PodFacts.unready) ?? []).map { $0.text(.message) }
    }

    @Test func aRecentEventCounts() {
        #expect(messages(facts("Readiness probe failed: not ready", ago: 60)) == ["not ready"])
        #expect(messages(facts("Readiness probe failed: not ready", ago: 900)).isEmpty)
        #expect(messages(facts("Liveness probe failed: not live", ago: 60)).isEmpty)
        #expect(messages(facts("Readiness probe failed: x", ago: 60, reason: "BackOff")).isEmpty)
    }

    @Test func aTalkativeKubeletTellsItWhereEventsAreOutOfReach() {
        var facts = FactSet()
        facts.set(TimeFacts.now, .instant(Self.now), from: Source("clock"))
        facts.miss(EventFacts.warnings, "A worker may read no events.")
        facts.set(
            LogFacts.present,
            [
                Row<LogFacts.Match>(
                    [
                        .pattern: .text(UnreadyPods.logged), .in10m: 2,
                        .text:
                            #"prober.go:111] "Probe failed" probeType="Readiness" pod="kube-system/calico-node-a" output="no BGP""#,
                    ], from: Source("log"))
            ], from: [])
        #expect(messages(facts) == ["no BGP"])
        facts.set(LogFacts.present, [Row<LogFacts.Match>](), from: [])
        UnreadyPods.derivation.derive(&facts)
        #expect(facts.reason(PodFacts.unready) != nil)
    }
}
