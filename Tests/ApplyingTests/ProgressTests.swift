import Applying
import FoundationEssentials
import Glibc
import Steps
import Testing

/// Who follows a run hears each step, command and line as it comes, and the log beside the journal has it all.
@Suite struct ProgressTests {
    private let place: ScratchState
    private let heard = Heard()

    init() throws { place = try ScratchState() }

    private func sh(_ script: String) -> Action { .run(Run(["sh", "-c", script])) }

    private var log: String? {
        (try? Data(contentsOf: URL(filePath: "\(place.state)/journal/20261130T100000Z.log"))).map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    @Test func stepsCommandsAndLinesComeInTheirOrder() async throws {
        let ends = try await place.carryOut(
            [
                place.step("one", [sh("echo a; echo b >&2; echo c")]),
                place.step("two", [.write(PlannedFile("\(place.etc)/a", "new\n"))]),
            ], watch: heard.watch())
        #expect(ends.map(\.state) == [.changed, .changed])
        #expect(heard.kinds == "(1/2$|||)(2/2)" && Set(heard.lines) == ["a", "b", "c"], "\(heard.progress)")
        #expect(
            log?.contains("step 1 of 2: Step one.\n") == true && log?.contains("$ sh -c") == true
                && log?.contains("\nb\n") == true)
        #expect(log?.contains("Step two") == false, "\(log ?? "")")
        var found = stat()
        #expect(stat("\(place.state)/journal/20261130T100000Z.log", &found) == 0 && found.st_mode & 0o777 == 0o600)
        #expect(JournalRun.names(below: place.state) == ["20261130T100000Z"])
    }

    /// A line comes when it is written, not when the command ends.
    @Test func aLineComesWhileTheCommandRuns() async throws {
        let flag = "\(place.etc)/heard"
        let ends = try await place.carryOut(
            [place.step("one", [sh("echo first; for i in $(seq 100); do test -e \(flag) && exit 0; sleep 0.1; done; exit 1")])],
            watch: heard.watch { progress, _ in if progress == .output("first") { close(creat(flag, 0o600)) } })
        #expect(ends.map(\.state) == [.changed], "\(ends)")
    }

    @Test func aBarIsOneLine() async throws {
        _ = try await place.carryOut(
            [
                place.step(
                    "one",
                    [sh("for i in 1 2 3 4; do printf '\\r%s0%%' $i; sleep 0.15; done; printf '\\r50%%\\n'; printf 'a\\r\\nb'")])
            ],
            watch: heard.watch())
        #expect(heard.lines == ["50%", "a", "b"] && heard.bars.contains("20%") && heard.bars.count <= 4, "\(heard.progress)")
    }

    @Test func noSecretNoControlCharacterAndNoEndlessLineIsTold() async throws {
        let script = """
            echo 'kubeadm join --token abcdef.0123456789abcdef'; printf '\\033[31mred\\033[0m\\007\\n'
            head -c 300000 /dev/zero | tr '\\0' x; echo
            printf -- '-----BEGIN RSA PRIVATE KEY-----\\nMIIEowIBAAKCAQEAsecretsecretsecretsecretsecretsecretsecretsecretsecr\\n'
            printf -- '-----END RSA PRIVATE KEY-----\\n'
            """
        _ = try await place.carryOut([place.step("one", [sh(script)])], watch: heard.watch())
        let all = heard.lines.joined(separator: "\n")
        #expect(
            !all.contains("0123456789abcdef") && !all.contains("secretsecret") && all.contains("kubeadm join --token"), "\(all)")
        #expect(all.contains("red\u{FFFD}") && !all.unicodeScalars.contains { $0.value < 32 && $0 != "\n" })
        #expect(heard.lines.allSatisfy { $0.count <= 400 })
        #expect(log?.contains("secretsecret") == false && log?.contains("0123456789abcdef") == false)
    }

    /// What goes to a file is for the file: it may be a key, or ten megabytes.
    @Test func outputThatIsKeptInAFileIsNotTold() async throws {
        let run = Run(["sh", "-c", "echo kept; echo told-nobody >&2"], output: .init(path: "\(place.etc)/out", mode: 0o600))
        _ = try await place.carryOut([place.step("one", [.run(run)])], watch: heard.watch())
        #expect(place.read("out") == "kept\n" && heard.kinds == "(1/1$)", "\(heard.progress)")
    }

    @Test func aFailedCommandsLastLinesStandInItsStepsEnd() async throws {
        let ends = try await place.carryOut([place.step("one", [sh("seq 300; echo broken >&2; exit 4")])])
        #expect(ends[0].says?.hasSuffix("ended with 4: broken") == true, "\(ends[0].says ?? "")")
        #expect(ends[0].output.count == 200 && ends[0].output.last == "broken" && ends[0].isHalfDone)
    }

    /// A look, a check and a run that changes nothing leave no log.
    @Test func whatChangesNothingLeavesNoLog() async throws {
        _ = try await place.carryOut([place.step("one", [sh("echo a")], check: .succeeds(["true"]))], watch: heard.watch())
        #expect(log == nil && heard.kinds == "(1/1)", "\(heard.progress)")
    }

    @Test func takingBackIsToldToo() async throws {
        try place.write("a", "old\n")
        _ = try await place.carryOut([
            place.step("one", [.write(PlannedFile("\(place.etc)/a", "new\n"))]),
            place.step("two", [sh("true")], undo: .commands([["echo", "undone"]])),
        ])
        _ = try await place.takeBack(try #require(try place.newest()), watch: heard.watch())
        #expect(heard.kinds == "(1/2$|)(2/2)" && heard.lines == ["undone"] && place.read("a") == "old\n", "\(heard.progress)")
    }
}
