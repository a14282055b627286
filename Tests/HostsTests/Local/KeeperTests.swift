import Glibc
import Testing
import Text

@testable import Hosts

/// What a program leaves behind when it ends, is killed, or is no longer waited for.
@Suite struct KeeperTests {
    let ground = Playground()
    let host = LocalHost()

    /// Whether the process whose number a file holds is gone after a while; false where the file never came.
    private func isGone(_ note: String) async -> Bool {
        for _ in 0..<100 {
            if let pid = Int32((try? await host.read(note).trimmed) ?? ""), kill(pid, 0) != 0 { return true }
            try? await Task.sleep(for: .milliseconds(50))
        }
        return false
    }

    private func shell(_ script: String, seconds: Double) -> Command {
        Command("sh", ["-c", script], deadline: .seconds(seconds))
    }

    @Test func whatLeftForASessionOfItsOwnIsKilledWhenTheProgramEnds() async throws {
        let note = ground.path + "/pid"
        // Twice away: in a session of its own, and with a parent that has ended.
        let script =
            "(setsid sh -c 'echo $$ > \(note); exec sleep 300' &) ; while [ ! -s \(note) ]; do sleep 0.01; done; echo done"
        #expect(try await host.run(shell(script, seconds: 30)).text == "done\n")
        #expect(await isGone(note))
    }

    @Test func whatLeftForASessionOfItsOwnIsKilledAtTheDeadline() async throws {
        let note = ground.path + "/pid"
        let script = "trap '' TERM; setsid sh -c 'trap \"\" TERM; echo $$ > \(note); sleep 300' & sleep 300"
        let command = shell(script, seconds: 2)
        await expectError(.timedOut(what: command.line, seconds: 2)) { try await host.run(command) }
        #expect(await isGone(note))
    }

    @Test func aProgramThatNobodyWaitsForAnyMoreIsKilledAtOnce() async throws {
        let note = ground.path + "/pid"
        let start = ContinuousClock.now
        let run = Task { try await host.run(shell("echo $$ > \(note); exec sleep 300", seconds: 200)) }
        while (try? await host.read(note).trimmed)?.isEmpty ?? true { try await Task.sleep(for: .milliseconds(20)) }
        run.cancel()
        await #expect(throws: HostError.self) { try await run.value }
        #expect(ContinuousClock.now - start < .seconds(60))
        #expect(await isGone(note))
    }

    @Test func signalsThatAreIgnoredHereAreNotIgnoredThere() async throws {
        // The tests' process and the program's ignore SIGPIPE; a program that is run must end of it.
        #expect(try await host.run(shell("kill -PIPE $$; echo alive", seconds: 30)).status == 128 + Int(SIGPIPE))
    }

    @Test func aMessageHoldsTheWordsAndTheEnvironment() {
        let start = ProgramStart(path: "/bin/x", words: ["x", ""], environment: ["A": "1"])
        #expect(start.message == Array("R\u{2}\0/bin/x\0x\0\0A=1\0".utf8))
    }

    @Test func tooManyWordsAreAnErrorAndNoCrash() async throws {
        let many = Command("true", Array(repeating: "word", count: 5000))
        await #expect(throws: HostError.self) { try await host.run(many) }
        let long = Command("true", [String(repeating: "x", count: 300_000)])
        await #expect(throws: HostError.self) { try await host.run(long) }
        #expect(try await host.run("true").succeeded)
    }
}
