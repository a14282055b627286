import Facts
import Testing

@testable import Diagnosis

@Suite struct RefusedPodsTests {
    private func event(_ message: String, _ object: String = "app-6f", at last: Int) -> Row<EventFacts.Warning> {
        Row(
            [
                .kind: "ReplicaSet", .namespace: "small", .object: .text(object), .reason: "FailedCreate",
                .message: .text(message),
                .last: .instant(Instant(seconds: last)), .count: 3,
            ], from: Source("event"))
    }

    private func refused(_ events: [Row<EventFacts.Warning>]) -> [Row<PodFacts.Refused>] {
        var facts = FactSet()
        facts.set(EventFacts.failedCreations, events)
        facts.set(TimeFacts.now, .instant(Instant(seconds: 10_000)))
        RefusedPods.derivation.derive(&facts)
        return facts.rows(PodFacts.refused) ?? []
    }

    @Test func theNewestOfEachControllerIsTold() {
        let rows = refused([
            event("Error creating: pods \"a\" is forbidden: exceeded quota: q, used: pods=1", at: 9900),
            event(
                "(combined from similar events): Error creating: pods \"b\" is forbidden: exceeded quota: q, used: pods=1",
                at: 9990),
            event("Error creating: pods \"c\" is forbidden: exceeded quota: q", "other", at: 9000),
        ])
        #expect(rows.map { $0.text(.message) } == ["pods \"b\" is forbidden: exceeded quota: q, used: pods=1"])
        #expect(rows.first?.text(.cause) == "quota")
    }

    @Test(arguments: [
        ("pods \"x\" is forbidden: failed quota: q: must specify limits.cpu for: web", "quota"),
        ("pods \"x\" is forbidden: violates PodSecurity \"restricted:latest\": privileged", "podSecurity"),
        (
            "pods \"x\" is forbidden: error looking up service account small/web: serviceaccount \"web\" not found",
            "serviceAccount"
        ),
        ("pods \"x\" is forbidden: no PriorityClass with name high was found", "priorityClass"),
        ("pods \"x\" is forbidden: maximum memory usage per Container is 64Mi, but limit is 128Mi", "limitRange"),
        ("Internal error occurred: failed calling webhook \"a.b.c\": Post", "webhook"),
        ("admission webhook \"quota.corp\" denied the request: exceeded quota: q", "webhook"),
        ("Pod \"x\" is invalid: spec", "other"),
    ])
    func theKindOfReason(_ text: String, _ cause: String) { #expect(RefusedPods.cause(of: text) == cause) }
}
