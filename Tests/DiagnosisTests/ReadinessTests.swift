import Facts
import Testing

@testable import Diagnosis

/// A machine's needs are the verdicts of their rules; without a plan there is none.
@Suite struct ReadinessTests {
    private func rule(_ id: String, _ severity: Severity, _ when: Condition, recipes: [String] = []) -> Rule {
        Rule(
            id: id, area: "host", catalogue: [], title: "", severity: severity, kind: .fault, rung: .host,
            applies: .test(PlanFacts.isNode.name, .equals(.literal(.flag(true)))), versions: VersionRange(), when: when,
            says: "There are {machine.cpus}.", why: "", leadsTo: [], wrongWhen: "", recipes: recipes, sources: [])
    }

    private var readiness: Readiness {
        let few = Condition.test(MachineFacts.cpus.name, .below(.literal(.integer(2))))
        let none = Condition.test(MachineFacts.cpus.name, .below(.literal(.integer(1))))
        return Readiness(
            needs: [
                MachineNeed(title: "Processors", stops: ["none"], rules: ["few"], says: "{machine.cpus} are online."),
                MachineNeed(title: "Other", stops: [], rules: ["unknown-rule"], says: "Never said."),
            ],
            rules: [rule("few", .notice, few, recipes: ["resize"]), rule("none", .warning, none), rule("other", .error, few)])
    }

    private func needs(_ set: (inout FactSet) -> Void) -> [MachineNeed.Judged] {
        var facts = FactSet()
        facts.set(PlanFacts.isNode, true)
        set(&facts)
        return readiness.needs(of: facts)
    }

    @Test func whatIsClearSaysTheValueFound() {
        #expect(needs { $0.set(MachineFacts.cpus, 4) } == [.init(title: "Processors", state: .met, says: "4 are online.")])
    }

    @Test func severityCountsUnlessSomethingStopsThere() {
        #expect(
            needs { $0.set(MachineFacts.cpus, 1) } == [
                .init(title: "Processors", state: .noted, says: "There are 1.", rule: "few", recipe: "resize")
            ])
        #expect(needs { $0.set(MachineFacts.cpus, 0) }.map(\.state) == [.missed, .noted])
    }

    @Test func whatCouldNotBeSeenSaysWhy() {
        let needs = needs { $0.miss(MachineFacts.cpus, "Not allowed.") }
        #expect(needs == [.init(title: "Processors", state: .unknown, says: "Not allowed.")])
    }

    @Test func theFirstCaseThatHoldsIsSaid() {
        let zones = Condition.test(PlanFacts.zones.name, .above(.literal(.integer(2))))
        let readiness = Readiness(subjects: [
            ReadinessSubject(
                title: "Zones",
                cases: [
                    .init(when: zones, isReady: true, says: "{plan.zones} zones."), .init(when: nil, isReady: nil, says: "Few."),
                ])
        ])
        func said(_ zones: Int) -> ReadinessSubject.Judged? {
            var plan = FactSet()
            plan.set(PlanFacts.zones, .integer(zones))
            return readiness.subjects(of: plan).first
        }
        #expect(said(3) == .init(title: "Zones", isReady: true, says: "3 zones."))
        #expect(said(2) == .init(title: "Zones", isReady: nil, says: "Few."))
    }
}
