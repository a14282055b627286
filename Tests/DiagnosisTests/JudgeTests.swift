import Diagnosis
import Facts
import Testing

@Suite struct JudgeTests {
    private static let flags = FactKey("test.flags", .list, "what is broken")

    private static func rule(
        _ id: String, leadsTo: [String] = [], severity: Severity = .error, rung: Rung = .host, kind: Rule.Kind = .fault,
        versions: VersionRange = VersionRange()
    ) -> Rule {
        Rule(
            id: id, area: "host", catalogue: [], title: id, severity: severity, kind: kind, rung: rung, applies: nil,
            versions: versions,
            when: .test("test.flags", .contains(.literal(.text(id)))), says: "It is \(id).", why: "Rationale.", leadsTo: leadsTo,
            wrongWhen: "Never.", recipes: [], sources: [])
    }

    private func report(_ rules: [Rule], broken: [String], version: String? = nil) -> Report {
        var facts = FactSet()
        facts.set(Self.flags, .list(broken), from: Source("a test"))
        if let version { facts.set(NodeFacts.kubernetesVersion, .text(version)) }
        return Judge(rules: rules, ladder: []).report(on: facts)
    }

    @Test func causesComeBeforeTheirSymptomsAlsoOverALinkThatWasNotFound() {
        let rules = [
            Self.rule("c-symptom", rung: .node), Self.rule("b-link", leadsTo: ["c-symptom"], rung: .kubelet),
            Self.rule("z-cause", leadsTo: ["b-link"], rung: .runtime),
        ]
        let report = report(rules, broken: ["c-symptom", "z-cause"])
        #expect(report.findings.map(\.id) == ["z-cause", "c-symptom"])
        #expect(report.findings.map(\.isCause) == [true, false])
        #expect(report.findings[0].explains == ["c-symptom"])
        #expect(report.findings[1].causedBy == ["z-cause"])
        #expect(report.clear == 1)
    }

    @Test func amongCausesTheWorstComesFirstAndThenTheLowestRung() {
        let rules = [
            Self.rule("a-notice", severity: .notice), Self.rule("b-network", rung: .network),
            Self.rule("c-runtime", rung: .runtime),
            Self.rule("d-warning", severity: .warning),
        ]
        let found = report(rules, broken: rules.map(\.id)).findings.map(\.id)
        #expect(found == ["c-runtime", "b-network", "d-warning", "a-notice"])
    }

    @Test func anExpectedStateExplainsFaultsAway() {
        let rules = [Self.rule("kubelet-waits", leadsTo: ["kubelet-restarts"], kind: .expected), Self.rule("kubelet-restarts")]
        let report = report(rules, broken: ["kubelet-waits", "kubelet-restarts"])
        #expect(report.findings.isEmpty)
        #expect(report.expected.map(\.id) == ["kubelet-waits"])
        #expect(report.expected[0].explains == ["kubelet-restarts"])
    }

    @Test(arguments: [("v1.34.9", false), ("v1.35.0", true), ("1.36.2", true), ("v1.37.0-rc.1", false)])
    func aRuleHoldsForItsVersions(_ version: String, _ holds: Bool) {
        let range = VersionRange(from: MinorVersion(minor: 35), to: MinorVersion(minor: 36))
        let report = report([Self.rule("old", versions: range)], broken: ["old"], version: version)
        #expect(report.findings.isEmpty != holds)
    }

    @Test func aVersionThatCouldNotBeSeenLeavesTheRuleUnjudged() {
        let report = report([Self.rule("old", versions: VersionRange(from: MinorVersion(minor: 35)))], broken: ["old"])
        #expect(report.findings.isEmpty)
        #expect(report.unknown.map(\.rule) == ["old"])
    }

    @Test func aFindingNamesTheLastChangeBeforeIt() {
        var facts = FactSet()
        facts.set(Self.flags, .list(["x"]), from: Source("log", "it broke", at: Instant(seconds: 500)))
        facts.set(
            ChangeFacts.changes,
            [
                Row<ChangeFacts.Change>([.what: "b", .when: .instant(Instant(seconds: 600)), .kind: "file"], from: Source("t")),
                Row<ChangeFacts.Change>(
                    [.what: "a", .when: .instant(Instant(seconds: 400)), .kind: "package"], from: Source("t")),
            ])
        let report = Judge(rules: [Self.rule("x")], ladder: []).report(on: facts)
        #expect(report.changes.map(\.what) == ["a", "b"])
        #expect(report.findings.first?.lastChange?.what == "a")
    }

    @Test func escapeSequencesOfTheNodeDoNotReachAReport() {
        var facts = FactSet()
        facts.set(Self.flags, .list(["x"]), from: Source("log\u{1B}]0;", "it \u{1B}[31mbroke\u{7}"))
        let evidence = Judge(rules: [Self.rule("x")], ladder: []).report(on: facts).findings.first?.evidence.first
        #expect(evidence?.text == "it broke\u{FFFD}")
        #expect(evidence?.source == "log\u{FFFD}]0;")
    }

    @Test func aRungWithAnErrorOnItDoesNotStand() {
        let law = RungLaw(
            rung: .host, title: "Host", applies: nil, stands: .test("test.flags", .present(true)), saysStanding: "It stands.",
            saysBroken: "It does not.", saysNotHere: "")
        var facts = FactSet()
        facts.set(Self.flags, .list(["x"]))
        let report = Judge(rules: [Self.rule("x")], ladder: [law]).report(on: facts)
        #expect(report.ladder.map(\.state) == [.broken])
        #expect(report.ladder[0].says == "It is x.")
    }

    @Test func aRungThatTheNodeMayNotHaveIsNotCalledBroken() {
        let joined = FactKey("test.isJoined", .flag, "whether there is such a rung")
        let law = RungLaw(
            rung: .dns, title: "DNS", applies: .test("test.isJoined", .present(true)),
            stands: .test("test.flags", .present(true)), saysStanding: "It stands.", saysBroken: "It does not.",
            saysNotHere: "None.")
        var facts = FactSet()
        facts.setAbsent(Self.flags)
        func state() -> RungState? { Judge(rules: [], ladder: [law]).report(on: facts).ladder.first }
        facts.miss(joined, "It was not looked at.")
        #expect(state() == RungState(rung: .dns, state: .unknown, says: "It was not looked at."))
        facts.set(joined, true)
        #expect(state() == RungState(rung: .dns, state: .broken, says: "It does not."))
        facts.setAbsent(joined)
        #expect(state() == RungState(rung: .dns, state: .notHere, says: "None."))
    }

    @Test func nothingOfAReportActsOnATerminal() {
        let law = RungLaw(
            rung: .host, title: "Host", applies: nil, stands: .test("test.flags", .present(true)),
            saysStanding: "{node.name} stands.", saysBroken: "", saysNotHere: "")
        let odd = "a\u{1B}]0;b\u{9B}2J\u{7}"
        let clean = "a\u{FFFD}]0;b\u{FFFD}2J\u{FFFD}"
        var facts = FactSet()
        facts.set(NodeFacts.name, .text(odd))
        facts.set(NodeFacts.role, .text(odd))
        facts.set(NodeFacts.kubernetesVersion, .text(odd))
        let change = Row<ChangeFacts.Change>(
            [.what: .text(odd), .when: .instant(Instant(seconds: 1)), .kind: "file"], from: Source("x"))
        facts.set(ChangeFacts.changes, [change])
        facts.set(Self.flags, .list(["y"]))
        let known = Judge(rules: [], ladder: [law]).report(on: facts)
        #expect(known.ladder.map(\.says) == ["\(clean) stands."])
        #expect(known.node == Report.Node(name: clean, role: clean, kubernetesVersion: clean))
        #expect(known.changes.map(\.what) == [clean])
        facts.miss(Self.flags, Reason(odd))
        let unknown = Judge(rules: [Self.rule("x")], ladder: [law]).report(on: facts)
        #expect(unknown.ladder.map(\.says) == [clean])
        #expect(unknown.unknown.flatMap(\.gaps).map(\.reason.words) == [clean])
    }
}
