import Glibc
import Hosts
import Testing
import Text

@Suite struct CommandRunTests {
    let ground = Playground()
    let host = LocalHost()

    /// Bounds on time are wide: the tests of other targets share two cores with these.
    private func shell(_ script: String, seconds: Double = 30, limit: Int = 1 << 20) -> Command {
        Command("sh", ["-c", script], deadline: .seconds(seconds), limit: limit)
    }

    /// Whether a process of this number still runs after a while (a zombie does not).
    private func runs(_ pid: String) async -> Bool {
        for _ in 0..<100 {
            guard await runsNow(pid) else { return false }
            try? await Task.sleep(for: .milliseconds(50))
        }
        return true
    }

    private func runsNow(_ pid: String) async -> Bool {
        guard let status = try? await host.read("/proc/\(pid)/stat").text else { return false }
        return status.split(separator: ")").last?.split(separator: " ").first != "Z"
    }

    @Test func givesOutputAndStatus() async throws {
        let output = try await host.run(shell("echo out; echo err >&2; exit 3"))
        #expect(output == CommandOutput(status: 3, out: "out\n".bytes, err: "err\n".bytes))
        #expect(try await host.run(shell("kill -TERM $$")).status == 143)
    }

    @Test func givesItAFixedEnvironmentAndNoInput() async throws {
        let output = try await host.run(Command("env", [], environment: ["SYSTEMD_COLORS": "0"]))
        // The mark by which the keeper knows what belongs to the run.
        let (marks, others) = (
            output.lines.filter { $0.hasPrefix("DRYDOCK_RUN=") }, output.lines.filter { !$0.hasPrefix("DRYDOCK_RUN=") }
        )
        #expect(marks.count == 1 && marks.allSatisfy { Int($0.dropFirst("DRYDOCK_RUN=".count)) != nil })
        #expect(
            others.sorted() == [
                "LC_ALL=C", "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "SYSTEMD_COLORS=0",
            ])
        #expect(try await host.run(Command("cat", [])) == CommandOutput(status: 0, out: []))
    }

    @Test func whatBelongsToARunningProgramStaysWhileAnotherEnds() async throws {
        let pid = ground.path + "/stray"
        async let spared = host.run(
            shell(
                "(setsid sh -c 'echo $$ > \(pid); exec sleep 300' &); while [ ! -s \(pid) ]; do sleep 0.01; done; sleep 1.5; "
                    + "kill -0 $(cat \(pid)) && echo alive"))
        for _ in 0..<20 {
            _ = try await host.run("true")
            try await Task.sleep(for: .milliseconds(50))
        }
        #expect(try await spared.lines == ["alive"])
    }

    /// Between its start and its first instruction a process shows no environment, and so no mark.
    @Test func whatIsStartedWhileOthersEndIsSpared() async throws {
        let note = ground.path + "/started"
        async let spared = host.run(
            shell(
                "i=0; while [ $i -lt 300 ]; do (setsid sh -c 'echo >> \(note)' &); i=$((i + 1)); done; "
                    + "i=0; while [ $(wc -l < \(note)) -lt 300 ] && [ $i -lt 200 ]; do sleep 0.05; i=$((i + 1)); done; wc -l < \(note)"
            ))
        for _ in 0..<150 { _ = try await host.run("true") }
        #expect(try await spared.text == "300\n")
    }

    /// ssh's shared connection writes its title over its environment, so that nothing tells whose it is.
    @Test func whatARunKeepsStaysUntilItEnds() async throws {
        let pid = ground.path + "/kept"
        let output = try await host.run(
            shell(
                "(env -i setsid sh -c 'echo $$ > \(pid); sleep 90' &); while [ ! -s \(pid) ]; do sleep 0.01; done; sleep 2.5; "
                    + "kill -0 $(cat \(pid)) && echo lives"), keepsLeft: true
        ) { _, _ in }
        #expect(output.text == "lives\n")
        #expect(await !runs(try await host.read(pid).trimmed))
    }

    @Test func whatHidesItsEnvironmentIsEndedToo() async throws {
        let pid = ground.path + "/bare"
        _ = try await host.run(
            shell("(env -i setsid sh -c 'echo $$ > \(pid); sleep 90' &); while [ ! -s \(pid) ]; do sleep 0.01; done"))
        let number = try await host.read(pid).trimmed
        #expect(!number.isEmpty)
        #expect(await !runs(number))
    }

    @Test func tellsOfAProgramThatIsNotThere() async throws {
        await expectError(.noProgram("no-such-program")) { try await host.run("no-such-program") }
        await expectError(.noProgram("/opt/no/such")) { try await host.run("/opt/no/such") }
        let plain = ground.write("plain", "no program")
        await expectError(.denied(path: plain)) { try await host.run(plain) }
    }

    @Test func runsAProgramByItsPath() async throws {
        let path = ground.write("kubeadm", "#!/bin/sh\necho \"$1\"\n", mode: 0o755)
        #expect(try await host.run(path, "two words").text == "two words\n")
    }

    @Test func killsTheWholeGroupAtTheDeadline() async throws {
        var pids: [Substring] = []
        // Where other tests hold the machine, the shell may need longer to start its children.
        for seconds in [1.5, 6, 24] where pids.count < 2 {
            let note = ground.path + "/pids\(seconds)"
            let start = ContinuousClock.now
            let script =
                "trap '' TERM INT HUP; (trap '' TERM; sleep 90 & echo $! >> \(note); wait) & echo $$ >> \(note); sleep 90"
            let command = shell(script, seconds: seconds)
            await expectError(.timedOut(what: command.line, seconds: seconds)) { try await host.run(command) }
            #expect(ContinuousClock.now - start < .seconds(60))
            pids = ((try? await host.read(note))?.lines ?? []).filter { !$0.isEmpty }
        }
        #expect(pids.count == 2)
        for pid in pids { #expect(await !runs(String(pid))) }
    }

    @Test func dropsWhatIsBeyondTheLimit() async throws {
        let output = try await host.run(shell("head -c 300000 /dev/zero; head -c 10 /dev/zero >&2; exit 4", limit: 1000))
        #expect(output.status == 4)
        #expect(output.out.count == 1000)
        #expect(output.err.count == 10)
        #expect(output.isCut)
    }

    @Test func endsAProgramThatNeverStopsWriting() async throws {
        let start = ContinuousClock.now
        let output = try await host.run(Command("yes", [], deadline: .seconds(300), limit: 4096))
        #expect(output.out.count == 4096)
        #expect(output.isCut)
        #expect(output.status == 137)
        #expect(ContinuousClock.now - start < .seconds(120))
    }

    @Test func doesNotWaitForAGrandchildThatHoldsThePipes() async throws {
        let note = ground.path + "/pid"
        let start = ContinuousClock.now
        let output = try await host.run(shell("sleep 300 & echo $! > \(note); echo done"))
        #expect(output == CommandOutput(status: 0, out: "done\n".bytes))
        #expect(ContinuousClock.now - start < .seconds(120))
        #expect(await !runs(try await host.read(note).trimmed))
    }

    @Test func doesNotWaitForAGrandchildOfAnotherSession() async throws {
        let start = ContinuousClock.now
        let output = try await host.run(shell("setsid sleep 300 & echo done"))
        #expect(output.text == "done\n")
        #expect(ContinuousClock.now - start < .seconds(120))
    }

    @Test func keepsTheDeadlineOfAProgramThatClosedItsOutput() async throws {
        let start = ContinuousClock.now
        let command = shell("exec >&- 2>&-; sleep 300", seconds: 0.5)
        await expectError(.timedOut(what: command.line, seconds: 0.5)) { try await host.run(command) }
        #expect(ContinuousClock.now - start < .seconds(120))
    }

    @Test func runsFortyAtOnce() async throws {
        let sum = await withTaskGroup(of: Int.self) { group in
            for number in 0..<40 {
                group.addTask {
                    Int((try? await host.run(shell("sleep 0.05; echo \(number)", seconds: 60)).text.trimmed) ?? "") ?? -1
                }
            }
            return await group.reduce(0, +)
        }
        #expect(sum == 780)
    }
}
