import Diagnosis
import Facts
import FoundationEssentials
import Hosts
import Knowledge
import KnowledgeFormat
import Lookup
import Probes
import Screens
import SecretKinds
import Terminal
import Testing
import Widgets

@testable import Application

/// A living node tells secrets in every place; no form of the report has any, and the verdicts are those of the same node unscrubbed.
@Suite struct SecretsInReportsTests {
    /// Those that fit on a line of a log.
    private static let lines = SecretKinds.all.filter { !$0.text.contains("\n") && !$0.text.contains("\0") }
    private static let arguments = SecretKinds.all.filter { $0.text.contains("\0") }

    private static let explainer = Explainer(knowledge: Knowledge.base, catalogue: Knowledge.catalogue)

    /// Texts that rules know, filled in: a line with one becomes a fact.
    private static let known = Set(Knowledge.base.rules.flatMap(\.patterns)).sorted().map { pattern in
        pattern.split(separator: "%", omittingEmptySubsequences: false).enumerated().map { index, part in
            // `%v`, `%+v`, `%.2f`
            index == 0 ? String(part) : "x1" + part.drop { !$0.isLetter }.dropFirst()
        }.joined()
    }

    private static func host() async throws -> PlantedHost {
        let texts = lines.map(\.text)
        // A moment before the look: what is older is history.
        let base = try RecordedHost(capture: CapturingTests.nodes.appending(path: "control-plane-1.36").path)
        let begin = "\(await base.now() - 3).000001 wb-cp1 kubelet[812]: "
        let journal = zip(texts, known).map { text, known in "\(begin)\(text) \(known)" }
        // A secret of which more than the kept part of a line lies behind its beginning, and one that a cut would open.
        let long =
            "canary1a " + String(repeating: "x", count: 545) + " postgres://app:canaryCut1canaryCut1canaryCut1canaryCut1@db/ "
        return PlantedHost(
            base: base, messages: Array(texts.prefix(50)), lastWords: Array(texts.suffix(50)),
            journal: journal + [begin + long + (known.last ?? "")],
            kernel: ["Out of memory: Killed process 7 (app) --token canaryKernel1 total-vm:1kB"],
            commandLine: arguments.flatMap { Array($0.text.utf8) }, event: "dial postgres://app:canaryEvent1@db: refused",
            environment: "DB_PASSWORD=canaryUnit1 HTTPS_PROXY=http://me:canaryUnit2@proxy:3128",
            trouble: "it said password=canaryError1")
    }

    private static let others = [
        "canaryInFile1", "canaryKernel1", "canaryEvent1", "canaryUnit1", "canaryUnit2", "canaryError1", "canaryCut1",
    ]
    private static var secrets: [String] { (lines + arguments).flatMap(\.secrets) + others }

    /// What the probes see without the door.
    private static func bare(_ host: any Host) async -> FactSet {
        var known = FactSet()
        known.set(TimeFacts.now, .instant(Instant(seconds: await host.now())), from: Source("the node's clock"))
        var waiting = Probes.all(patterns: Knowledge.base.rules.flatMap(\.patterns), releases: Knowledge.releases)
        while !waiting.isEmpty {
            let ready = waiting.filter { probe in
                !probe.needs.contains { key in !known.has(key) && waiting.contains { $0.gives.contains { $0.name == key.name } } }
            }
            for probe in ready.isEmpty ? waiting : ready { known.merge(await probe.look(at: host, knowing: known)) }
            waiting.removeAll { probe in ready.isEmpty || ready.contains { $0.name == probe.name } }
        }
        return known
    }

    @Test func noFormOfAReportTellsASecret() async throws {
        let host = try await Self.host()
        let examination = Examination(knowledge: Knowledge.base)
        let (finished, facts) = await examination.examineKeepingFacts(host)
        let dump = "\(facts)"
        var outputs = [("facts", dump)]
        outputs.append(("text", TextReport(finished, paint: .plain).text()))
        outputs.append(("long text", TextReport(finished, paint: .plain, isLong: true).text()))
        outputs.append(("json", try JSONReport(finished).text()))
        outputs.append(("markdown", MarkdownReport(finished).text()))
        outputs.append(("junit", JUnitReport(finished).text()))
        outputs += Self.pages(finished.report, facts)
        #expect(finished.report.findings.count >= 5)
        let cleaned = (facts.rows(LogFacts.matched) ?? []).filter { $0.text(.text)?.contains("REDACTED-") == true }
        #expect(cleaned.count > 50, "of the planted lines these became facts")
        for (form, output) in outputs {
            for secret in Self.secrets where output.contains(secret) {
                Issue.record("\(form) tells \(secret): \(Self.around(secret, in: output))")
            }
            let forged = output.split(separator: "\n").contains { $0.hasPrefix("!! Fake") }
            #expect(!forged || form == "facts", "\(form) has a line that a pod's name forged")
        }
        #expect(outputs.contains { $0.0 == "text" && $0.1.contains("REDACTED-") })
    }

    /// The same verdicts with the door and without; and without it the planted secrets are there, so that the test above looks at
    /// something.
    @Test func verdictsAreThoseOfTheNodeItself() async throws {
        let host = try await Self.host()
        let examination = Examination(knowledge: Knowledge.base)
        let facts = await Self.bare(host)
        let dump = "\(facts)"
        let planted = Self.secrets.filter { dump.contains($0) }
        // Lines of logs are freed of theirs where they become text, with and without the door.
        #expect(planted.count >= 50)
        let without = examination.report(on: facts)
        let with = examination.report(on: await examination.look(at: host))
        #expect(with.findings.map(\.id) == without.findings.map(\.id))
        #expect(with.unknown.map(\.rule).sorted() == without.unknown.map(\.rule).sorted())
        #expect(with.ladder.map(\.state) == without.ladder.map(\.state))
        #expect(with.clear == without.clear)
    }

    /// The pages as a stream shows them, and what `y` copies from them.
    private static func pages(_ report: Report, _ facts: FactSet) -> [(String, String)] {
        let session = Session(program: "drydock", nodeName: "wb-cp1", report: report, facts: facts, rules: Knowledge.base.rules)
        let routes: [Route] = [.home, .diagnosis, .watch] + report.findings.map { .finding(rule: $0.id) }
        return routes.flatMap { route -> [(String, String)] in
            var page = Pages().open(route, session)
            let plain = page.plain()
            let copied = page.receive(.character("y")) ?? []
            let texts = copied.compactMap { if case .copy(let text) = $0 { text } else { nil } }
            return [
                ("page \(route)", (plain.lines + plain.choices.map(\.label)).joined(separator: "\n")),
                ("copy of \(route)", texts.joined(separator: "\n")),
            ]
        }
    }

    @Test func anExplanationShowsTheLineWithoutItsSecret() {
        let text = zip(Self.lines, Self.known).map { "E1124 08:01:29.123456     812 server.go:72] \($0.text) \($1)" }
            .joined(separator: "\n")
        let long = text + "\n" + String(repeating: "nothing that is known of\n", count: 4000)
        let short =
            "postgres://u:S3cretPw99@db Unable to connect to the server: x509: certificate has expired or is not yet valid\n"
        let key =
            "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmVDYW5hcnkxOQ\n-----END OPENSSH PRIVATE KEY-----\n"
        for text in [text, long, short, key + short, short + key, "- name: DB_PASSWORD\n  value: S3cretPw99 " + short] {
            let answer = Self.explainer.explain(Array(text.utf8))
            let all = answer.matches + answer.earlier + answer.nearest
            #expect(!all.isEmpty)
            let shown = all.map { "\($0)" }.joined(separator: "\n")
            for secret in Self.secrets + ["S3cretPw99", "b3BlbnNzaC1rZXktdjEAAAAABG5vbmVDYW5hcnkxOQ"] where shown.contains(secret)
            {
                Issue.record("\(secret): \(Self.around(secret, in: shown))")
            }
        }
    }

    private static func around(_ text: String, in all: String) -> String {
        guard let range = all.firstRange(of: text) else { return "" }
        return String(all[..<range.lowerBound].suffix(160)) + "»" + String(all[range.lowerBound...].prefix(80))
    }
}
