import Applying
import Knowledge
import Planning
import Steps
import Subprocess
import Testing

@testable import Rendering

/// What carries a step out.
enum Carrier: String, CaseIterable, Sendable {
    case engine
    /// install.sh, by the shell that the machine has.
    case script = "install.sh"

    /// Runs the step, and gives the exit status. Throws a `RenderingError` where a document has no words for it.
    func run(_ step: Step, _ place: Place, values: [Placeholder: String], looks: Bool) async throws -> Int32 {
        switch self {
        case .engine:
            var engine = Engine(ScratchDoer(place), values: values, looksOnly: looks)
            return await engine.run(Program([step])).last?.status ?? 0
        case .script: return try await Self.script(try Self.text(step), step, place, values, looks: looks)
        }
    }

    /// The operations up to a number of them, behind which all ends at once.
    func run(_ step: Step, _ place: Place, values: [Placeholder: String], upTo count: Int) async throws {
        var part = Procedure(step)
        part.operations.removeLast(part.operations.count - count)
        switch self {
        case .engine:
            var engine = Engine(ScratchDoer(place), values: values)
            var program = Program([])
            program.procedures = [part]
            _ = await engine.run(program)
        case .script:
            let (whole, begun) = (try InstallScriptStep(Procedure(step)).text(), try InstallScriptStep(part).text())
            let text = try Self.text(step)
            try #require(text.contains(whole))
            let status = try await Self.script(
                text.replacing(whole, with: begun + "    kill -KILL $$\n"), step, place, values, looks: false)
            #expect(status != 0)
        }
    }

    private static func text(_ step: Step) throws -> String {
        var plan = PlanExample.plan(.single, release: KubernetesVersion(minor: 36)).0
        plan.machines[0].name = "cp1"
        let context = try #require(PlanContext(plan, knowledge: Knowledge.planning, facts: [:], now: nil))
        return try InstallScript.text([step], plan.machines[0], context)
    }

    private static func script(
        _ text: String, _ step: Step, _ place: Place, _ values: [Placeholder: String], looks: Bool
    ) async throws -> Int32 {
        try place.write("install.sh", text, mode: 0o755)
        for file in step.files { try place.write("root\(file.path)", file.content) }
        try place.write("values", values.map { "\($0.key.rawValue)=\($0.value)\n" }.joined(), mode: 0o600)
        let result = try await Subprocess.run(
            .name("env"),
            arguments: Arguments(
                ["PATH=\(place.search)", "sh", "\(place.folder)/install.sh", "--secrets", "\(place.folder)/values"]
                    + (looks ? ["--check"] : [])),
            output: .discarded, error: .discarded)
        guard case .exited(let code) = result.terminationStatus else { return -1 }
        return code
    }
}
