import Diagnosis
import Facts
import Testing

@Suite struct FindingsSinceTests {
    private func report(_ found: [String], unknown: [String] = []) -> Report {
        let findings = found.map { id in
            let rule = Rule(
                id: id, area: "runtime", catalogue: [], title: "Title of \(id)", severity: .error, kind: .fault, rung: .runtime,
                applies: nil, versions: VersionRange(), when: .all([]), says: "x.", why: "x.", leadsTo: [], wrongWhen: "Never.",
                recipes: [], sources: [])
            return Finding(rule: rule, says: "x.", evidence: [])
        }
        return Report(
            node: Report.Node(name: "a", role: "worker", kubernetesVersion: nil), taken: nil, findings: findings, expected: [],
            unknown: unknown.map { Unjudged(rule: $0, gaps: [Gap(fact: "x", reason: "y")]) }, clear: 1, ladder: [], changes: [])
    }

    private func member(_ name: String, at seconds: Int, id: String = "one") -> FleetMember {
        var facts = FactSet()
        facts.set(NodeFacts.name, .text(name), from: Source("x"))
        facts.set(TimeFacts.now, .instant(Instant(seconds: seconds)), from: Source("x"))
        facts.set(MachineIdentityFacts.machineID, .text(id), from: Source("x"))
        return FleetMember(facts, capture: "c")
    }

    private func look(_ name: String, at seconds: Int, id: String = "one", _ report: Report? = nil) -> EarlierLook {
        EarlierLook(report ?? self.report([]), member: member(name, at: seconds, id: id), capture: "\(name)-\(seconds)")
    }

    @Test func eachFindingIsOfOneKind() {
        let then = look("a", at: 10, report(["gone", "kept", "dark"], unknown: ["late"]))
        let since = FindingsSince(report(["kept", "fresh", "late"], unknown: ["dark"]), since: then)
        #expect(since.new.map(\.id) == ["fresh"])
        #expect(since.newlyJudged.map(\.id) == ["late"], "what could not be judged then need not be new")
        #expect(since.stillThere.map(\.id) == ["kept"])
        #expect(since.cleared.map(\.id) == ["gone"])
        #expect(since.unjudged.map(\.id) == ["dark"], "what cannot be judged now is not cleared")
        #expect(!since.isSame)
        #expect(since.capture == "a-10" && since.taken == Instant(seconds: 10))
        #expect(
            since.counts
                == "1 new, 1 found, and not judged then, 1 cleared, 1 found then, and not judged now, 1 still there")
    }

    @Test func nothingThenAndNothingNowIsSaidInWords() {
        let since = FindingsSince(report([]), since: look("a", at: 10))
        #expect(since.isSame && since.kinds.isEmpty)
        #expect(since.counts == "nothing then, nothing now")
    }

    @Test func thePartnerIsTheNewestEarlierLookAtTheSameMachine() {
        let looks = [look("a", at: 10), look("a", at: 30), look("b", at: 40), look("a", at: 90)]
        #expect(EarlierLook.partner(of: member("a", at: 50), among: looks)?.capture == "a-30")
        #expect(
            EarlierLook.partner(of: member("a", at: 5), among: looks)?.name == "a",
            "clocks differ: a later one is still a partner")
        #expect(EarlierLook.partner(of: member("c", at: 50), among: looks) == nil)
        // Two machines under one name are told apart by their machine-id.
        let clones = [look("a", at: 10, id: "one"), look("a", at: 20, id: "two")]
        #expect(EarlierLook.partner(of: member("a", at: 50, id: "one"), among: clones)?.capture == "a-10")
        #expect(EarlierLook.partner(of: member("a", at: 50, id: "three"), among: clones)?.capture == "a-20")
    }
}
