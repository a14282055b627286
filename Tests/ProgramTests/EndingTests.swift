import FoundationEssentials
import Glibc
import Testing

/// However the program ends, it ends in time, leaves nobody behind, and says so where its words were lost.
@Suite struct EndingTests {
    /// A folder of the test's own.
    private final class Ground: Sendable {
        let path: String
        init() {
            var template = Array("/tmp/drydock-end-XXXXXX".utf8CString)
            path = String(cString: mkdtemp(&template))
        }
        deinit { try? FileManager.default.removeItem(atPath: path) }
    }

    private let ground = Ground()

    // MARK: Words that are lost

    static let commands = [
        "recipes", "recipes show start-containerd", "knowledge list", "knowledge facts --format json", "plan --example single",
        "explain 'failed to load kubelet config file'", "--help", "--version",
    ]

    @Test(arguments: commands) func aFullOrClosedOutputIsToldAndHasAStatusOfItsOwn(_ command: String) async throws {
        for sink in [">/dev/full", ">&-"] {
            let output = try await BuiltProgram.shell("\(BuiltProgram.path) \(command) \(sink)")
            #expect(output.status == 74, "\(command) \(sink): \(output.status) \(output.err)")
            #expect(output.err.contains("The output could not be written"), "\(output.err)")
        }
    }

    @Test(arguments: ["text", "json", "markdown", "junit"]) func noReportIsLostSilently(_ format: String) async throws {
        let (one, many) = (BuiltProgram.node("control-plane-1.36"), BuiltProgram.node("worker-1.36-crio"))
        for from in ["--from \(one)", "--from \(one) --from \(many)"] {
            let output = try await BuiltProgram.shell("\(BuiltProgram.path) diagnose \(from) --format \(format) >/dev/full")
            #expect(output.status == 74)
            #expect(output.err.contains("No space left on device"))
        }
    }

    @Test func aReaderWhoHasEnoughIsNoTrouble() async throws {
        let output = try await BuiltProgram.shell("exec bash -o pipefail -c '\(BuiltProgram.path) knowledge list | head -n 1'")
        #expect(output.status == 0)
        #expect(output.err.isEmpty)
    }

    @Test func aFullErrorStreamChangesNoVerdict() async throws {
        let output = try await BuiltProgram.shell("\(BuiltProgram.path) recipes zzqqzz 2>/dev/full")
        #expect(output.status == 1)
    }

    // MARK: Disks that are full

    @Test(.enabled(if: geteuid() == 0, "it mounts a small disk in a namespace of its own")) func aFullDiskIsToldInWords()
        async throws
    {
        let program = BuiltProgram.path
        let script = """
            set -e; cd \(ground.path); mkdir small; mount -t tmpfs -o size=16k,mode=0755 none small
            \(program) plan --example single >plan.yaml
            set +e; \(program) plan plan.yaml --out small/out; echo "plan $?"
            \(program) capture -o small/c.tar.gz; echo "capture $?"
            ls -A small | grep -c part
            """
        try Data(script.utf8).write(to: URL(filePath: ground.path + "/full.sh"))
        let output = try await BuiltProgram.shell("exec unshare -m sh \(ground.path)/full.sh")
        #expect(output.out == "plan 1\ncapture 1\n0\n", "\(output.out)\n\(output.err)")
        #expect(output.err.contains("could not be written: No space left on device"))
        #expect(!output.err.contains("CocoaError") && !output.err.contains("could not be read: No space"))
    }

    // MARK: Nobody left behind

    /// Every program that a look runs hangs, ignores what can be ignored, and has a child in a session of its own. The stand-ins
    /// sleep for a time that no other process sleeps for.
    private func hung(_ seconds: Int) -> String {
        """
        set -e; cd \(ground.path)
        cat >hang <<'END'
        #!/bin/sh
        trap '' TERM INT HUP QUIT
        (setsid /bin/sleep \(seconds) &)
        setsid /bin/sleep \(seconds) &
        /bin/sleep \(seconds)
        END
        chmod 755 hang
        for name in journalctl systemctl dmesg kubelet containerd crictl kubectl curl zcat nft ip iptables-save findmnt date; do
            for folder in /usr/local/bin /usr/sbin /usr/bin /sbin /bin; do
                if [ -f $folder/$name ]; then mount --bind hang $folder/$name; fi
            done
        done

        """
    }

    private func sleepers(_ seconds: Int) async throws -> Int {
        let output = try await BuiltProgram.shell(
            "for f in /proc/[0-9]*/cmdline; do tr '\\0' ' ' <$f 2>/dev/null | grep -x '/bin/sleep \(seconds) ' ; done | wc -l")
        return Int(output.out.filter(\.isNumber)) ?? -1
    }

    private func expectNobody(_ seconds: Int) async throws {
        var left = -1
        for _ in 0..<40 {
            left = try await sleepers(seconds)
            if left == 0 { break }
            try await Task.sleep(for: .milliseconds(100))
        }
        #expect(left == 0, "\(left) children are left")
    }

    @Test(
        .enabled(if: geteuid() == 0, "it mounts stand-ins in a namespace of its own"),
        arguments: ["TERM", "INT", "HUP", "QUIT", "KILL", "SEGV"]) func aSignalEndsTheChildrenToo(_ signal: String) async throws
    {
        let seconds = 770_000 + Int(getpid()) % 1000 * 100 + (Self.numbers[signal] ?? 0)
        let script =
            hung(seconds) + """
                set -m; export SWIFT_BACKTRACE=enable=no
                for command in "diagnose" "capture -o c.tar.gz" "watch"; do
                    \(BuiltProgram.path) $command >/dev/null 2>&1 & pid=$!
                    sleep 1.5; kill -\(signal) $pid; wait $pid || echo "ended $?"
                done
                ls -A
                """
        try Data(script.utf8).write(to: URL(filePath: ground.path + "/run.sh"))
        let output = try await BuiltProgram.shell("cd \(ground.path); exec setsid unshare -m bash run.sh")
        #expect(output.out.split(separator: "\n").count { $0.hasPrefix("ended") } == 3, "\(output.out) \(output.err)")
        try await expectNobody(seconds)
        // The keeper takes the half-written file away as soon as it is alone.
        let names = try FileManager.default.contentsOfDirectory(atPath: ground.path)
        #expect(!names.contains { $0.hasSuffix(".part") }, "\(names)")
    }

    private static let numbers = ["TERM": 1, "INT": 2, "HUP": 3, "QUIT": 4, "KILL": 5, "SEGV": 6]

    @Test(.enabled(if: geteuid() == 0, "it mounts stand-ins in a namespace of its own")) func aNodeOnWhichAllHangsGetsItsReport()
        async throws
    {
        let seconds = 760_000 + Int(getpid()) % 1000
        let script = hung(seconds) + "exec timeout -s KILL 60 \(BuiltProgram.path) diagnose"
        try Data(script.utf8).write(to: URL(filePath: ground.path + "/run.sh"))
        let start = ContinuousClock.now
        let output = try await BuiltProgram.shell("cd \(ground.path); exec unshare -m bash run.sh")
        #expect(ContinuousClock.now - start < .seconds(31))
        #expect([1, 3].contains(output.status), "\(output.status)")
        #expect(!output.err.contains("MISUSE"))
        try await expectNobody(seconds)
    }
}
