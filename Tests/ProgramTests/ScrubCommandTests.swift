import FoundationEssentials
import Glibc
import Testing

@Suite struct ScrubCommandTests {
    private final class Ground: Sendable {
        let path: String
        init() {
            var template = Array("/tmp/drydock-scrub-XXXXXX".utf8CString)
            path = String(cString: mkdtemp(&template))
        }
        deinit { try? FileManager.default.removeItem(atPath: path) }
    }

    private let ground = Ground()
    private var program: String { BuiltProgram.path }

    @Test func aStreamLosesItsSecretsAndSaysHowMany() async throws {
        let text = "I1124 kubelet started\npostgres://app:S3cretPw99@db/x failed\nbye\n"
        let output = try await BuiltProgram.run("scrub", input: text)
        #expect(output.status == 0)
        #expect(!output.out.contains("S3cretPw99"))
        #expect(output.out.hasPrefix("I1124 kubelet started\npostgres://") && output.out.hasSuffix("failed\nbye\n"))
        #expect(output.err == "Lines with secrets, which were replaced: 1 of 3 lines.\n")
        let again = try await BuiltProgram.run("scrub", "-", input: output.out)
        #expect(again.out == output.out && again.err == "No secrets were found in 3 lines.\n")
    }

    @Test func aPackedFileGoesIntoANewFileAndNeverOverOne() async throws {
        let script = "cd \(ground.path); printf 'password: hunter2xyz\\n' | gzip >log.gz; \(program) scrub log.gz -o clean.log"
        let output = try await BuiltProgram.shell(script + "; stat -c %a clean.log; grep -c hunter2xyz clean.log; ls -A | wc -l")
        #expect(output.out == "600\n0\n2\n", "\(output.err)")
        let again = try await BuiltProgram.shell("cd \(ground.path); \(program) scrub log.gz -o clean.log")
        #expect(again.status == 1 && again.err.contains("clean.log already exists"))
    }

    /// What is no text would pass as it is; a log with colours and a stray byte is one.
    @Test func whatIsNoTextIsRefused() async throws {
        let packed = try await BuiltProgram.shell("head -c 2000 /dev/urandom | \(program) scrub")
        #expect(packed.status == 2 && packed.out.isEmpty && packed.err.contains("is no text in UTF-8"))
        let line = "\\033[31mred\\033[0m \\377 password: hunter2xyz\\n"
        let coloured = try await BuiltProgram.shell("printf '\(line)' | \(program) scrub")
        #expect(coloured.status == 0 && !coloured.out.contains("hunter2xyz"))
    }

    @Test func aCaptureIsWrittenAnewAndTheOldOneStays() async throws {
        let node = BuiltProgram.node("control-plane-1.36")
        let script = """
            cd \(ground.path); cp -r \(node) cp1; echo 'note: DB_PASSWORD=S3cretPw99' >>cp1/files/etc/hosts
            tar -czf cp1.tar.gz -C cp1 .; sum=$(sha256sum <cp1.tar.gz)
            \(program) scrub cp1.tar.gz && [ "$sum" = "$(sha256sum <cp1.tar.gz)" ] && echo same
            tar -xzOf cp1-scrubbed.tar.gz | grep -c S3cretPw99
            look() { \(program) diagnose --from "$1" | sed 's/, [0-9.]* s\\.$//'; }
            look cp1-scrubbed.tar.gz >new; look cp1.tar.gz >old; [ -s old ] && diff old new && echo alike
            """
        let output = try await BuiltProgram.shell(script)
        #expect(output.out == "cp1-scrubbed.tar.gz\nsame\n0\nalike\n", "\(output.err)")
        let again = try await BuiltProgram.shell("cd \(ground.path); \(program) scrub cp1.tar.gz")
        #expect(again.status == 1 && again.err.contains("cp1-scrubbed.tar.gz already exists"))
    }

    @Test func whatCannotBeScrubbedIsRefused() async throws {
        let missing = try await BuiltProgram.run("scrub", "/nowhere/x.log")
        #expect(missing.status == 1 && missing.err.contains("/nowhere/x.log cannot be read: No such file or directory"))
        let wide = try await BuiltProgram.shell("printf 'password: x' | iconv -f UTF-8 -t UTF-16 | \(program) scrub")
        #expect(wide.status == 2 && wide.out.isEmpty && wide.err.contains("UTF-16"))
        let archive = try await BuiltProgram.shell("cd \(ground.path); echo a >a; tar -czf a.tar.gz a; \(program) scrub a.tar.gz")
        #expect(archive.status == 1 && archive.err.contains("no capture"), "\(archive.err)")
        let full = try await BuiltProgram.shell("echo x | \(program) scrub >/dev/full")
        #expect(full.status == 74)
    }

    @Test func aCheckIsALineAndAStatusAndMetricsTakeTheirPlaceWhole() async throws {
        let node = BuiltProgram.node("control-plane-1.36")
        let kept = try await BuiltProgram.run("check", "kubelet-is-unhealthy", "--from", node)
        #expect(kept.status == 0 && kept.out == "kubelet-is-unhealthy: kept.\n")
        let stranger = try await BuiltProgram.run("check", "no-such-rule", "--length", "20")
        #expect(stranger.status == 2 && stranger.out == "There is no rule...\n")
        let unread = try await BuiltProgram.run("check", "kubelet-is-unhealthy", "--from", "/nowhere")
        #expect(unread.status == 2 && unread.out.hasPrefix("The capture /nowhere cannot be read"))
        let script = """
            cd \(ground.path); echo old >m.prom
            \(program) diagnose --from \(node) --format prometheus -o m.prom; echo $?; grep -c '^drydock_info' m.prom; ls -A
            \(program) diagnose --from \(node) --format prometheus -o none/m.prom; echo $?
            """
        let written = try await BuiltProgram.shell(script)
        #expect(
            written.out == "0\n1\nm.prom\n74\n" && written.err.contains("could not be written to none/m.prom"),
            "\(written.out)\(written.err)")
        let many = try await BuiltProgram.run("diagnose", "--from", node, "--from", node, "--format", "prometheus")
        #expect(many.status == 2 && many.err.contains("are for one machine"))
    }
}
