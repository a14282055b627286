import Steps
import Subprocess
import Testing

@testable import PlanCases
@testable import Planning

/// The line of /etc/hosts that names the endpoint, by the sed that the plan really runs.
@Suite struct EndpointLineTests {
    private static let line = "192.0.2.10 cluster.example.org \(HostNames.mark)"
    private static let former = "192.0.2.9 cluster.example.org \(HostNames.mark)"

    struct World: CustomTestStringConvertible, Sendable {
        var name: String
        var before: String
        var after: String
        var testDescription: String { name }
    }

    static let worlds = [
        World(name: "absent", before: "127.0.0.1 localhost\n", after: "127.0.0.1 localhost\n\(line)\n"),
        World(name: "another address, last", before: "127.0.0.1 localhost\n\(former)\n", after: "127.0.0.1 localhost\n\(line)\n"),
        World(
            name: "another address, in the middle", before: "127.0.0.1 localhost\n\(former)\n192.0.2.1 nas\n",
            after: "127.0.0.1 localhost\n192.0.2.1 nas\n\(line)\n"),
        World(name: "another address, alone", before: "\(former)\n", after: "\(line)\n"),
        World(name: "no newline at the end", before: "127.0.0.1 localhost", after: "127.0.0.1 localhost\n\(line)\n"),
        World(
            name: "another address, last, without a newline", before: "127.0.0.1 localhost\n\(former)",
            after: "127.0.0.1 localhost\n\(line)\n"),
        World(
            name: "twice", before: "\(former)\n127.0.0.1 localhost\n\(former)\n", after: "127.0.0.1 localhost\n\(line)\n"),
        World(name: "already right", before: "127.0.0.1 localhost\n\(line)\n", after: "127.0.0.1 localhost\n\(line)\n"),
    ]

    private func ends(_ words: [String]) async throws -> TerminationStatus {
        let result = try await Subprocess.run(
            .name(words[0]), arguments: Arguments(Array(words.dropFirst())), output: .discarded, error: .discarded)
        return result.terminationStatus
    }

    private func step() throws -> Step {
        var one = MachineCase()
        one.plan.endpoint.name = "cluster.example.org"
        one.plan.endpoint.address = "192.0.2.10"
        one.plan.endpoint.inHostsFile = true
        return try #require(HostNames().steps(try one.context()).first { $0.key == "name-endpoint" })
    }

    @Test(arguments: worlds) func theLineIsThereOnceAndRight(_ world: World) async throws {
        let step = try step()
        let folder = try Scratch()
        try folder.write("hosts", world.before)
        func here(_ words: [String]) -> [String] { words.map { $0 == "/etc/hosts" ? folder.path + "/hosts" : $0 } }
        for _ in 1...2 {
            for action in step.actions {
                guard case .run(let run) = action else { continue }
                #expect(try await ends(here(run.words)) == .exited(0))
            }
            #expect(try folder.read("hosts") == world.after)
            guard case .succeeds(let check) = step.check else { throw Failure() }
            #expect(try await ends(here(check)) == .exited(0))
        }
        guard case .actions(let undo) = step.undo, case .run(let back) = undo.first else { throw Failure() }
        #expect(try await ends(here(back.words)) == .exited(0))
        #expect(!(try folder.read("hosts")).contains(HostNames.mark))
    }

    private struct Failure: Error {}
}
