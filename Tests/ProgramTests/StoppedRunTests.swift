import FoundationEssentials
import Glibc
import Testing

/// `drydock apply` that is stopped by signals, gone on with and taken back: the program itself, over folders of its own.
@Suite(.enabled(if: geteuid() == 0, "steps are for root")) struct StoppedRunTests {
    /// Two steps, of which the first takes three seconds and tells each of them.
    static let steps = """
        {"schemaVersion":1,"name":"try","machine":"m","environment":{},"steps":[
        {"key":"one","machine":"m","phase":"fix","title":"Wait.","why":"A try.","risk":"edits","undo":"journal","seconds":2,
         "check":{"succeeds":["test","-e","/var/lib/one"]},
         "actions":[{"run":{"words":["sh","-c","for i in 1 2 3 4 5 6; do echo line $i; sleep 0.5; done; touch /var/lib/one"],"makes":[]}}]},
        {"key":"two","machine":"m","phase":"fix","title":"Write.","why":"A try.","risk":"edits","undo":"journal","seconds":2,
         "actions":[{"write":{"path":"/var/lib/two","mode":"0644","content":"two\\n"}}]}]}
        """

    /// Runs a script where drydock's folders are empty and the program is `$D`; gives all that it wrote.
    private func run(_ script: String, steps: String = StoppedRunTests.steps) async throws -> String {
        let lines = """
            exec 2>&1
            mount -t tmpfs t /var/lib; mount -t tmpfs t /run; cd /run
            cat >steps.json <<'END'
            \(steps)
            END
            \(script)
            """
        let folder = FileManager.default.temporaryDirectory.appending(path: "drydock-stopped-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(lines.utf8).write(to: folder.appending(path: "run.sh"))
        let output = try await BuiltProgram.shell(
            "export D=\(BuiltProgram.path); exec timeout 120 unshare -m --propagation private bash \(folder.path)/run.sh")
        return output.out
    }

    @Test func oneSignalStopsBehindTheStepAndTheRunGoesOn() async throws {
        let text = try await run(
            """
            $D apply steps.json --yes & p=$!; until grep -qs 'line 1' /var/lib/drydock/journal/*.log; do sleep 0.1; done; kill -TERM $p; wait $p; echo "status $?"
            test -e /var/lib/one && ! test -e /var/lib/two && echo between
            $D fix --runs; $D apply --resume --yes; echo "resumed $?"; cat /var/lib/two
            $D fix --undo --yes; echo "undone $?"; test -e /var/lib/two || echo gone
            """)
        for part in [
            "Stopping when this step is done.", "Stopped. 1 of 2 steps are done.", "--resume", "status 1\n", "between\n",
            "was cut off",
            "resumed 0\n", "two\n", "undone 0\n", "gone\n",
        ] { #expect(text.contains(part), "\(part) in \(text)") }
    }

    @Test func aSecondSignalEndsTheCommandAndSaysWhatIsHalfDone() async throws {
        let text = try await run(
            """
            $D apply steps.json --yes & p=$!; until grep -qs 'halfway 1' /var/lib/drydock/journal/*.log; do sleep 0.1; done; kill -TERM $p; sleep 0.3; kill -TERM $p; wait $p; echo "status $?"
            test -e /var/lib/one || echo half; pgrep -f 'echo halfway' >/dev/null || echo quiet
            cat /var/lib/drydock/journal/*.log; stat -c %a /var/lib/drydock/journal/*.log
            """, steps: Self.steps.replacing("echo line", with: "echo halfway"))
        for part in ["Half done: \"Wait.\"", "as you asked.", "status 1\n", "half\n", "quiet\n", "\nhalfway 1\n", "600\n"] {
            #expect(text.contains(part), "\(part) in \(text)")
        }
    }

    @Test func aStepThatFailsNamesItsCauseAndWhereTheOutputStands() async throws {
        let failing = """
            {"schemaVersion":1,"name":"try","machine":"m","environment":{},"steps":[
            {"key":"one","machine":"m","phase":"fix","title":"Fail.","why":"A try.","risk":"edits","undo":"journal","seconds":2,
             "actions":[{"run":{"words":["sh","-c","cat /run/words >&2; exit 1"],"makes":[]}}]}]}
            """
        let text = try await run(
            "echo '[ERROR Swap]: running with swap on is not supported. Please disable swap' >words; $D apply steps.json --yes; echo \"status $?\"",
            steps: failing)
        for part in ["The whole output is in /var/lib/drydock/journal/", "swap-is-on", "turn-swap-off", "status 1\n"] {
            #expect(text.contains(part), "\(part) in \(text)")
        }
    }
}
