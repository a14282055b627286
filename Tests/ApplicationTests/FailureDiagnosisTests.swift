import Applying
import FoundationEssentials
import Hosts
import Knowledge
import Steps
import Testing

@testable import Application

/// A step that fails is explained at once: by what its command wrote, and by what the node shows.
@Suite struct FailureDiagnosisTests {
    private func causes(_ output: [String], on node: String, apartFrom rule: String? = nil) async throws -> [FailureDiagnosis
        .Cause]
    {
        let host = try RecordedHost(capture: CapturingTests.nodes.appending(path: node).path)
        let step = Step("one", on: "m", phase: .fix, title: "One.", why: "A test.", risk: .edits, actions: [])
        var end = StepEnd(step, .failed, says: "The command a ended with 1: \(output.last ?? "b")")
        end.output = output
        return await FailureDiagnosis(examination: Examination(knowledge: Knowledge.base), host: host)
            .causes(of: [end], before: nil, apartFrom: rule)
    }

    @Test func theOutputNamesTheRuleWithItsRecipe() async throws {
        let causes = try await causes(
            [
                "[preflight] Running pre-flight checks",
                "\t[ERROR Swap]: running with swap on is not supported. Please disable swap",
            ],
            on: "worker-1.36-containerd-2.2")
        #expect(causes.map(\.id) == ["swap-is-on"] && causes.first?.recipes.contains("turn-swap-off") == true, "\(causes)")
        #expect(causes.first?.line?.contains("running with swap on") == true && causes.first?.isFound == false)
    }

    @Test func whatNothingIsKnownOfNamesNothingOnAHealthyNode() async throws {
        #expect(try await causes(["it went wrong in some way"], on: "worker-1.36-containerd-2.2") == [])
    }

    @Test func whatIsWrongOnTheNodeIsNamedToo() async throws {
        let found = try await causes(["it went wrong in some way"], on: "containerd-stopped")
        #expect(found.first?.isFound == true, "\(found)")
        let first = try #require(found.first)
        #expect(try await causes(["x"], on: "containerd-stopped", apartFrom: first.id).contains { $0.id == first.id } == false)
        #expect(FailureDiagnosis.text(found, .plain, width: 80).contains("fix: drydock "))
    }

    @Test func whatAPersonStoppedIsNotExplained() async throws {
        let step = Step("one", on: "m", phase: .fix, title: "One.", why: "A test.", risk: .edits, actions: [])
        #expect(FailureDiagnosis.look([StepEnd(step, .stopped, says: "a")], Knowledge.base) == [])
    }
}
