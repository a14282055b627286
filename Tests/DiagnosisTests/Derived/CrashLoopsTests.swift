import Facts
import Testing

@testable import Diagnosis

@Suite struct CrashLoopsTests {
    private static let now = Instant(seconds: 100_000)

    private func loops(
        restarts: Int = 4, code: Int = 1, age: Int = 60, state: String = "exited", isReady: Bool = true, isFollowed: Bool = false,
        ran: Int = 5, reason: String = "Error", made: Int = 30, isRemade: Bool = false
    ) -> Bool {
        var facts = FactSet()
        facts.set(TimeFacts.now, .instant(Self.now))
        let row = Row<PodFacts.Container>(
            [
                .restarts: .integer(restarts), .exitCode: .integer(code), .finishedAt: .instant(Self.now + -age),
                .state: .text(state),
                .isPodReady: .flag(isReady), .isFollowed: .flag(isFollowed), .reason: .text(reason),
                .startedAt: .instant(Self.now + -(age + ran)), .madeAt: .instant(Self.now + -made), .isRemade: .flag(isRemade),
            ], from: Source("x"))
        facts.set(PodFacts.containers, [row])
        CrashLoops.derivation.derive(&facts)
        return facts.rows(PodFacts.crashLoops)?.count == 1
    }

    @Test func aRecentEndAfterRestartsIsOne() { #expect(loops()) }
    @Test func soIsOneThatRunsJustNow() { #expect(loops(state: "running")) }
    @Test func oneRestartIsNot() { #expect(!loops(restarts: 1)) }
    @Test func anOldEndIsNot() { #expect(!loops(age: 3600, state: "running")) }
    @Test func aServiceThatCompletesIs() { #expect(loops(code: 0)) }
    @Test func aJobThatIsOverIsNot() { #expect(!loops(code: 0, isReady: false)) }
    @Test func aPodThatIsTakenDownIsNot() { #expect(!loops(code: 1, isReady: false)) }
    @Test func oneThatRanWellForLongIsNot() { #expect(!loops(state: "running", ran: 750)) }
    @Test func butOneThatOutgrewItsMemoryIs() { #expect(loops(code: 137, state: "running", ran: 750, reason: "OOMKilled")) }
    @Test func onePodMadeAnewThatStaysIsNot() { #expect(!loops(age: 160, state: "running", made: 90, isRemade: true)) }
    @Test func butOneMadeAnewJustNowIs() { #expect(loops(age: 40, state: "running", made: 30, isRemade: true)) }
    @Test func oneThatWaitedLongerThanAnyBackOffIsNot() { #expect(!loops(age: 800, state: "running", made: 120)) }
    @Test func oneThatHasOutlastedItsBackOffIsNot() { #expect(!loops(age: 60, state: "running", made: 40)) }
    @Test func butItIsBeforeItHas() { #expect(loops(age: 100, state: "running", made: 45)) }
    @Test func andBeforeItHasOutlastedItsLastRun() { #expect(loops(age: 70, state: "running", ran: 90, made: 60)) }
    @Test func youngOnesMayEndAgain() { #expect(loops(age: 22, state: "running", made: 20)) }
    @Test func anInitContainerThatIsDoneIsNot() { #expect(!loops(code: 0, isFollowed: true)) }

    @Test(arguments: [("etcd", 70, false), ("kube-scheduler", 70, false), ("etcd", 55, true), ("coredns", 70, true)])
    func aPartOfTheControlPlaneIsWellAfterAMinute(_ name: String, _ made: Int, _ loops: Bool) {
        var facts = FactSet()
        facts.set(TimeFacts.now, .instant(Self.now))
        let row = Row<PodFacts.Container>(
            [
                .namespace: "kube-system", .name: .text(name), .restarts: 3, .state: "running", .exitCode: 1,
                .finishedAt: .instant(Self.now + -(made + 150)), .startedAt: .instant(Self.now + -(made + 250)),
                .madeAt: .instant(Self.now + -made), .isRemade: false,
            ], from: Source("x"))
        facts.set(PodFacts.containers, [row])
        CrashLoops.derivation.derive(&facts)
        #expect((facts.rows(PodFacts.crashLoops)?.isEmpty == false) == loops)
    }

    @Test func whatStaysUpAgainHasRecovered() {
        var facts = FactSet()
        facts.set(TimeFacts.now, .instant(Self.now))
        let row = Row<PodFacts.Container>(
            [
                .restarts: 3, .state: "running", .exitCode: 1, .finishedAt: .instant(Self.now + -90),
                .startedAt: .instant(Self.now + -95), .madeAt: .instant(Self.now + -70), .isRemade: false,
            ], from: Source("x"))
        var long = row
        long[.finishedAt] = .instant(Self.now + -2000)
        long[.startedAt] = .instant(Self.now + -2005)
        facts.set(PodFacts.containers, [row, long])
        CrashLoops.derivation.derive(&facts)
        #expect(facts.rows(PodFacts.crashLoops)?.isEmpty == true)
        #expect(facts.rows(PodFacts.recovered) == [row])
    }

    @Test func anEndThatWasNotSeenStaysUnknown() {
        var facts = FactSet()
        facts.set(TimeFacts.now, .instant(Self.now))
        facts.set(
            PodFacts.containers,
            [Row<PodFacts.Container>([.restarts: 4, .state: "exited", .finishedAt: .unknown("No answer.")], from: Source("x"))])
        CrashLoops.derivation.derive(&facts)
        #expect(facts.rows(PodFacts.crashLoops)?.count == 1)
    }

    @Test func withoutTheRuntimeItIsMissing() {
        var facts = FactSet()
        facts.set(TimeFacts.now, .instant(Self.now))
        facts.miss(PodFacts.containers, "The runtime hangs.")
        CrashLoops.derivation.derive(&facts)
        #expect(facts.reason(PodFacts.crashLoops) == "The runtime hangs.")
    }
}
