import Facts
import Testing

@testable import Diagnosis

@Suite struct CrashLoopsTests {
    private static let now = Instant(seconds: 100_000)

    private func loops(
        restarts: Int = 4, code: Int = 1, age: Int = 60, state: String = "exited", isReady: Bool = true, isFollowed: Bool = false
    ) -> Bool {
        var facts = FactSet()
        facts.set(TimeFacts.now, .instant(Self.now))
        let row = Row(
            [
                "restarts": .integer(restarts), "exitCode": .integer(code), "finishedAt": .instant(Self.now + -age),
                "state": .text(state),
                "isPodReady": .flag(isReady), "isFollowed": .flag(isFollowed),
            ], from: Source("x"))
        facts.set(PodFacts.containers, .rows([row]))
        CrashLoops.derivation.derive(&facts)
        return facts.rows(PodFacts.crashLoops)?.count == 1
    }

    @Test func aRecentEndAfterRestartsIsOne() { #expect(loops()) }
    @Test func soIsOneThatRunsJustNow() { #expect(loops(state: "running")) }
    @Test func oneRestartIsNot() { #expect(!loops(restarts: 1)) }
    @Test func anOldEndIsNot() { #expect(!loops(age: 3600, state: "running")) }
    @Test func aServiceThatCompletesIs() { #expect(loops(code: 0)) }
    @Test func aJobThatIsOverIsNot() { #expect(!loops(code: 0, isReady: false)) }
    @Test func anInitContainerThatIsDoneIsNot() { #expect(!loops(code: 0, isFollowed: true)) }

    @Test func anEndThatWasNotSeenStaysUnknown() {
        var facts = FactSet()
        facts.set(TimeFacts.now, .instant(Self.now))
        facts.set(
            PodFacts.containers,
            .rows([Row(["restarts": 4, "state": "exited", "finishedAt": .unknown("No answer.")], from: Source("x"))]))
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
