import Facts
import Knowledge
import Testing

@testable import Planning

@Suite struct KnowledgeAgeTests {
    private func part(_ name: String, _ day: String, isFinal: Bool = false) throws -> DatedPart {
        DatedPart(name: name, asOf: try #require(Day(day)), isFinal: isFinal)
    }

    private func age(_ now: (Int, Int, Int)) throws -> KnowledgeAge {
        KnowledgeAge(
            [
                try part("Kubernetes 1.36", "2026-08-23"), try part("containerd 2.3", "2026-11-30"),
                try part("Kubernetes 1.23", "2026-08-01", isFinal: true),
            ], at: Instant(year: now.0, month: now.1, day: now.2, hour: 12))
    }

    @Test func sixMonthsAreFresh() throws {
        #expect(try age((2026, 11, 30)) == .fresh)
        #expect(try age((2027, 2, 23)) == .fresh)
        #expect(try age((2027, 2, 23)).sentence == nil)
    }

    @Test func whatIsOlderIsNamedWithItsDay() throws {
        let sentence = try #require(try age((2027, 2, 24)).sentence)
        #expect(
            sentence.hasPrefix(
                "If this machine's clock is right, this knowledge is older than six months: Kubernetes 1.36 (2026-08-23)."))
        #expect(!sentence.contains("containerd"))
        let later = try #require(try age((2028, 1, 1)).sentence)
        #expect(later.contains("Kubernetes 1.36 (2026-08-23), containerd 2.3 (2026-11-30)."))
        #expect(!later.contains("1.23"), "what had ended when it was looked up does not age")
    }

    @Test func aClockBeforeTheKnowledgeTellsNoAge() throws {
        let sentence = try #require(try age((1970, 1, 1)).sentence)
        #expect(sentence.contains("This machine's clock says 1970-01-01, which is before 2026-11-30"))
        #expect(try age((2026, 11, 29)) == .fresh, "whoever looked it up may have been a day ahead")
    }

    @Test func ofManyTheOldestIsNamed() throws {
        let parts = try (1...9).map { try part("part \($0)", "2026-0\($0)-01") }
        let sentence = KnowledgeAge(parts, at: Instant(year: 2028, month: 1, day: 1)).sentence
        #expect(sentence?.contains("9 releases, runtimes and add-ons, the oldest of them part 1 (2026-01-01).") ?? false)
    }

    /// All that a plan can rest on has a day, and the newest of them is no later than that of all that is known.
    @Test func everythingThatIsKeptHasADay() throws {
        let planning = Knowledge.planning
        #expect(planning.releases.allSatisfy { $0.asOf != nil })
        #expect(planning.runtimes.allSatisfy { $0.asOf != nil })
        #expect(planning.addOns.filter { $0.isMaintained && $0.asOf == nil }.map(\.id) == [])
        let newest = try #require(planning.parts.map(\.asOf).max())
        #expect(try #require(Knowledge.day) >= newest)
    }

    @Test func aPlanRestsOnItsReleaseRuntimeAndAddOn() {
        var plan = ClusterPlan()
        plan.network.addOn.name = "calico"
        #expect(Knowledge.planning.parts(of: plan).map(\.name) == ["Kubernetes 1.36", "containerd 2.3", "Calico"])
        plan.network.addOn.name = "none"
        plan.runtime.kind = .crio
        #expect(Knowledge.planning.parts(of: plan).map(\.name) == ["Kubernetes 1.36", "CRI-O 1.36"])
        plan.runtime.kind = .docker
        #expect(Knowledge.planning.parts(of: plan).map(\.name) == ["Kubernetes 1.36", "cri-dockerd 0.4"])
    }
}
