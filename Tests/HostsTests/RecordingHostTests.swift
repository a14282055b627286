import CRI
import FoundationEssentials
import Glibc
import Testing

@testable import Hosts

@Suite struct RecordingHostTests {
    let ground = Playground()

    private func writer(_ name: String = "out.tar.gz", hiding: Bool = false) throws -> CaptureWriter {
        let head = CaptureHead(program: .init(name: "drydock", version: "0"), taken: 1_764_000_000, hostname: "cp1")
        return try CaptureWriter(ground.path + "/" + name, head: head, hidingAddresses: hiding)
    }

    @Test func whatWasRecordedAnswersTheSame() async throws {
        let server = OneAnswer("HTTP/1.1 500 Broken\r\nContent-Length: 9\r\n\r\n[-]etcd x")
        ground.write("a/plain", "text\n", mode: 0o640)
        ground.write("a/empty", "")
        ground.write("a/binary", (0...255).map { UInt8($0) } + [0xff, 0x00])
        ground.write("a/long", String(repeating: "0123456789\n", count: 30_000))
        ground.write("a/ümlaut \"quoted\"", "1")
        symlink("plain", ground.path + "/a/link")
        let a = ground.path + "/a"
        let local = LocalHost()
        let writer = try writer()
        let recording = RecordingHost(local, into: writer)
        let commands = [
            Command("sh", ["-c", "echo out; echo err >&2; exit 4"]), Command("no-such-program", []),
            Command("sh", ["-c", "head -c 9000 /dev/zero"], limit: 5000),
            Command("sh", ["-c", "sleep 30"], deadline: .milliseconds(100)), Command("true", []),
            Command("printf", ["%s", "it's 'quoted' \n"]),
        ]
        let logs: [LogSource] = [
            .file(path: a + "/long", limit: 1000), .file(path: a + "/none", limit: 10), .file(path: a + "/plain", limit: 10),
        ]
        let paths = [
            "/plain", "/empty", "/binary", "/long", "/ümlaut \"quoted\"", "/link", "/none", "", "/plain/x", "//plain",
            "/../a/plain",
        ].map { a + $0 }
        // First the live one, into the capture, then that.
        func look(_ host: any Host) async -> [String] {
            var seen: [String] = []
            func note<Answer>(_ look: () async throws -> Answer) async {
                do { seen.append("\(try await look())") } catch { seen.append("error \(error)") }
            }
            for path in paths {
                await note { try await host.read(path) }
                await note { try await host.status(path) }
                await note { try await host.list(path) }
            }
            await note { try await host.space(a) }
            await note { try await host.space(a + "/none") }
            await note { try await host.read(a + "/long", limit: 1 << 20) }
            for command in commands { await note { try await host.run(command) } }
            for log in logs {
                let bytes = Bytes()
                await note { try await host.scan(log) { bytes.append($0) } }
                seen.append(bytes.text)
            }
            await note { try await host.ask(VersionRequest(), at: a + "/no.sock") }
            await note { try await host.get(server.url) }
            await note { try await host.get("http://127.0.0.1:1/x") }
            return seen
        }
        let live = await look(recording)
        try await writer.finish()
        let recorded = await look(try RecordedHost(capture: ground.path + "/out.tar.gz"))
        #expect(live.count == recorded.count)
        for (one, other) in zip(live, recorded) { #expect(one == other) }
        #expect(live.contains { $0.contains("[-]etcd x") || $0.contains("HTTPAnswer(status: 500") })
    }

    @Test func aLongerReadTakesTheShorterOnesPlace() async throws {
        ground.write("f", "0123456789")
        let writer = try writer()
        let recording = RecordingHost(LocalHost(), into: writer)
        #expect(try await recording.read(ground.path + "/f", limit: 4).isCut)
        #expect(try await recording.read(ground.path + "/f", limit: 100).text == "0123456789")
        #expect(try await recording.read(ground.path + "/f", limit: 2).text == "01")
        try await writer.finish()
        let recorded = try RecordedHost(capture: ground.path + "/out.tar.gz")
        #expect(try await recorded.read(ground.path + "/f", limit: 100).text == "0123456789")
        #expect(try await recorded.read(ground.path + "/f", limit: 4) == LocalHost().read(ground.path + "/f", limit: 4))
    }

    @Test func theArchiveAppearsWholeAndForItsOwnerOnly() async throws {
        let writer = try writer("node.drydock.tar.gz")
        let before = try await LocalHost().list(ground.path)
        #expect(before.count == 1 && before[0].name.hasPrefix(".node") && before[0].mode == 0o600)
        try await writer.finish()
        let after = try await LocalHost().list(ground.path)
        #expect(after.map(\.name) == ["node.drydock.tar.gz"])
        #expect(after[0].mode == 0o600)
        await expectError(.failed(path: "the capture", because: "it is already finished")) { try await writer.finish() }
    }

    @Test func anAbandonedWriterLeavesNothing() async throws {
        _ = try writer()
        #expect(try await LocalHost().list(ground.path).isEmpty)
        await expectError(.notThere(path: ground.path + "/no/out.tar.gz")) { try writer("no/out.tar.gz") }
    }

    @Test func manyTasksRecordAtOnce() async throws {
        for number in 0..<200 { ground.write("many/\(number)", "file \(number)\n") }
        let writer = try writer()
        let recording = RecordingHost(LocalHost(), into: writer)
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<200 { group.addTask { _ = try? await recording.read(ground.path + "/many/\(number)") } }
        }
        try await writer.finish()
        let recorded = try RecordedHost(capture: ground.path + "/out.tar.gz")
        for number in 0..<200 { #expect(try await recorded.read(ground.path + "/many/\(number)").text == "file \(number)\n") }
    }

    @Test func hiddenAddressesAreHiddenInQuestionsToo() async throws {
        ground.write("base/capture.json", "{\"schemaVersion\":1,\"taken\":1,\"hostname\":\"x\"}")
        ground.write(
            "base/index.jsonl",
            """
            {"get": "http://10.61.77.10:10248/healthz", "body": {"text": "ok 10.61.77.10"}}
            {"run": "ip route get 10.61.77.1", "out": {"text": "10.61.77.1 dev eth0 src 10.61.77.10"}}
            {"log": "journal kubelet.service 0", "file": {"text": "10.61.77.10 a\\n"}}
            """)
        let writer = try writer(hiding: true)
        let recording = RecordingHost(try RecordedHost(capture: ground.path + "/base"), into: writer)
        _ = try await recording.get("http://10.61.77.10:10248/healthz")
        _ = try await recording.run("ip", "route", "get", "10.61.77.1")
        _ = try await recording.scan(.journal(unit: "kubelet.service", boot: 0, limit: 100)) { _ in }
        try await writer.finish()
        let unpacked = try await LocalHost().run(Command("tar", ["-xOzf", ground.path + "/out.tar.gz"])).text
        // Two bytes are drawn at random; one of them may stay by chance.
        #expect(!unpacked.contains("10.61.77."))
        #expect(unpacked.contains("http://10."))
    }
}
