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
    case script

    /// Runs the step, and gives the exit status.
    func run(_ step: Step, _ place: Place, values: [Placeholder: String], looks: Bool) async throws -> Int32 {
        switch self {
        case .engine:
            var engine = Engine(ScratchDoer(), values: values, looksOnly: looks)
            return await engine.run(Program([step])).last?.status ?? 0
        case .script: return try await script(step, place, values, looks)
        }
    }

    private func script(_ step: Step, _ place: Place, _ values: [Placeholder: String], _ looks: Bool) async throws -> Int32 {
        var plan = PlanExample.plan(.single, release: KubernetesVersion(minor: 36)).0
        plan.machines[0].name = "cp1"
        let context = try #require(PlanContext(plan, knowledge: Knowledge.planning, facts: [:], now: nil))
        try place.write("install.sh", InstallScript.text([step], plan.machines[0], context), mode: 0o755)
        for file in step.files { try place.write("root\(file.path)", file.content) }
        try place.write("values", values.map { "\($0.key.rawValue)=\($0.value)\n" }.joined(), mode: 0o600)
        // A step's waits are not the test's.
        try place.write("bin/sleep", "#!/bin/sh\n", mode: 0o755)
        let result = try await Subprocess.run(
            .name("env"),
            arguments: Arguments(
                ["PATH=\(place.folder)/bin:/usr/sbin:/usr/bin:/sbin:/bin", "sh", "\(place.folder)/install.sh", "--secrets"]
                    + ["\(place.folder)/values"] + (looks ? ["--check"] : [])),
            output: .discarded, error: .discarded)
        guard case .exited(let code) = result.terminationStatus else { return -1 }
        return code
    }
}
