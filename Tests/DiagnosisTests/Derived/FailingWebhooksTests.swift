import Facts
import Testing

@testable import Diagnosis

@Suite struct FailingWebhooksTests {
    private func rows(_ text: String, count: Int = 3, lastMinute: Int = 1, webhooks: [Row<AdmissionFacts.Webhook>]? = nil)
        -> [Row<
            AdmissionFacts.FailingWebhook
        >]
    {
        var facts = FactSet()
        if let webhooks {
            facts.set(AdmissionFacts.webhooks, webhooks, from: [])
        } else {
            facts.miss(AdmissionFacts.webhooks, "The API server does not answer.")
        }
        facts.set(
            LogFacts.present,
            [
                Row<LogFacts.Match>(
                    [
                        .pattern: .text(FailingWebhooks.pattern), .container: "kube-apiserver", .text: .text(text),
                        .in5m: .integer(count), .in2m: 1,
                        .in1m: .integer(lastMinute),
                    ], from: Source("log"))
            ], from: [])
        FailingWebhooks.derivation.derive(&facts)
        return facts.rows(AdmissionFacts.failing) ?? []
    }

    private let line =
        #"W1124 07:00:31.1 1 dispatcher.go:225] Failed calling webhook, failing closed a.b.io: failed calling webhook "a.b.io": failed to call webhook: Post "https://svc.ns.svc:443/x?timeout=10s": context deadline exceeded"#

    @Test func theLineTellsNameServiceAndReason() throws {
        let row = try #require(rows(line).first)
        #expect(row.text(.name) == "a.b.io")
        #expect(row.text(.service) == "ns/svc")
        #expect(row.text(.because) == "context deadline exceeded")
        #expect(row[.configuration] == .absent)
    }

    @Test func theAPITellsWhereItIsConfigured() throws {
        let webhook = Row<AdmissionFacts.Webhook>(
            [
                .name: "a.b.io", .kind: "mutatingwebhookconfiguration", .configuration: "b", .index: 2, .policy: "Fail",
            ], from: Source("API"))
        let row = try #require(rows(line, webhooks: [webhook]).first)
        #expect(row.text(.configuration) == "b")
        #expect(row.integer(.index) == 2)
        #expect(row.text(.policy) == "Fail")
    }

    @Test func whatIsOverIsNotTold() {
        #expect(rows(line, lastMinute: 0).isEmpty)
        #expect(rows(line, webhooks: []).isEmpty)
        let open = Row<AdmissionFacts.Webhook>([.name: "a.b.io", .policy: "Ignore"], from: Source("API"))
        #expect(rows(line, webhooks: [open]).isEmpty)
    }

    @Test func oneFailedCallIsChanceAndOtherWordsAreNone() {
        #expect(rows(line, count: 1).isEmpty)
        #expect(rows("Failed calling webhook, failing closed ").isEmpty)
        #expect(rows("Failed calling webhook, failing closed x: Post \"https://").count == 1)
    }
}
