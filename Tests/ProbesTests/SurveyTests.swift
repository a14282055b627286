import Facts
import FoundationEssentials
import Hosts
import Synchronization
import Testing

@testable import Probes

@Suite struct SurveyTests {
    private final class Begun: Sendable { let names = Mutex(Set<String>()) }

    /// Answers at once, or after a while.
    private struct Part: Probe {
        let name: String
        var subject: String { "the \(name)" }
        let gives: [FactKey]
        let needs: [FactKey]
        /// How long a call takes that nothing can stop.
        var takes = Duration.zero
        var begun = Begun()

        func look(at host: any Host, knowing known: FactSet) async -> FactSet {
            begun.names.withLock { _ = $0.insert(name) }
            // As a call that nothing can stop: cancelling does not reach what sleeps here.
            if takes > .zero { await Task.detached { [takes] in try? await Task.sleep(for: takes) }.value }
            var facts = FactSet()
            for key in gives { facts.set(key, .integer(1), from: Source(name)) }
            return facts
        }
    }

    private func key(_ name: String) -> FactKey { FactKey("test.\(name)", .integer, "a test") }

    @Test func aChainOfProbesThatHangEndsWithTheWholeLook() async throws {
        let begun = Begun()
        let parts = [
            Part(name: "a", gives: [key("a")], needs: [], takes: .seconds(6), begun: begun),
            Part(name: "b", gives: [key("b")], needs: [key("a")], takes: .seconds(6), begun: begun),
            Part(name: "c", gives: [key("c")], needs: [key("b")], takes: .seconds(6), begun: begun),
        ]
        let survey = Survey(probes: parts, patience: .seconds(1), whole: .milliseconds(1500))
        let facts = await survey.look(at: LocalHost())
        // The time of the whole was up before it was its turn, however busy the machine is.
        #expect(!begun.names.withLock { $0.contains("c") })
        #expect(["a", "b", "c"].map { facts.reason(key($0))?.kind } == [.givenUp, .givenUp, .givenUp])
        #expect(facts.reason(key("c"))?.words == "The whole check was stopped after 1 s, before the c had been checked.")
    }

    @Test func aLookThatEndsWellHasGivenUpNothing() async throws {
        let facts = await Survey(probes: [Part(name: "d", gives: [key("d")], needs: [])]).look(at: LocalHost())
        #expect(facts.reason(key("d")) == nil)
    }

    /// A machine that is busy while it reads a capture judges it as an idle one does.
    @Test func whatACaptureHoldsIsWaitedFor() async throws {
        let nodes = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: "Nodes")
        let capture = try RecordedHost(capture: nodes.appending(path: "control-plane-1.36").path)
        let parts = [
            Part(name: "a", gives: [key("a")], needs: [], takes: .milliseconds(300)),
            Part(name: "b", gives: [key("b")], needs: [key("a")], takes: .milliseconds(300)),
        ]
        let facts = await Survey(probes: parts, patience: .milliseconds(100), whole: .milliseconds(200)).look(at: capture)
        #expect(facts.integer(key("a")) == 1 && facts.integer(key("b")) == 1)
    }
}
