import CRI
import Hosts
import Testing

/// A recorded node is changed as if it had been so when it was recorded.
@Suite struct RecordedChangesTests {
    let ground = Playground()
    private static let socket = "/run/containerd/containerd.sock"

    private func node() throws -> RecordedHost {
        ground.write("capture.json", "{\"schemaVersion\":1,\"taken\":1764000000,\"hostname\":\"cp1\"}")
        ground.write(
            "index.jsonl",
            """
            {"run": "uname -r", "out": {"text": "6.1.0\\n"}}
            {"run": "crictl info", "out": {"text": "{}"}}
            {"log": "journal kubelet.service 0", "file": {"text": "one\\ntwo\\n"}}
            {"get": "http://127.0.0.1:10248/healthz", "body": {"text": "ok"}}
            {"cri": "/run/crio/crio.sock Version", "json": {"runtimeVersion": "1.36"}}
            {"list": "/opt", "entries": [{"name": "a"}, {"name": "cni", "kind": "directory"}]}
            {"read": "/opt/a", "mode": "0600", "owner": 5, "modified": 7, "file": {"text": "old"}}
            {"status": "/var/lib/etcd", "error": "notThere"}
            """)
        ground.write("files/etc/kubernetes/a", "a\n")
        ground.write("files/etc/kubernetes/b", "b\n")
        ground.write("files/etc/kubernetes/pki/ca.crt", "ca\n")
        return try RecordedHost(capture: ground.path)
    }

    @Test func withoutChangesItIsTheNode() async throws {
        let host = try node().kept()
        for _ in 0..<2 {
            #expect(try await host.read("/etc/kubernetes/a").text == "a\n")
            #expect(try await host.list("/etc/kubernetes").map(\.name) == ["a", "b", "pki"])
            #expect(try await host.run("uname", "-r").text == "6.1.0\n")
        }
        #expect(await host.now() == 1_764_000_000)
    }

    @Test func filesComeAndGo() async throws {
        var host = try node()
        host.write("/etc/kubernetes/a", Array("other\n".utf8))
        host.setStatus("/etc/kubernetes/a", CapturedStatus(mode: "0600", modified: 5))
        host.write("/etc/cni/net.d/10-x.conf", Array("{}".utf8))
        host.remove("/etc/kubernetes/b")
        host.remove("/etc/kubernetes/pki")
        host.fail("/etc/shadow", .word("denied"))
        host.setList("/opt/cni/bin", [])
        let content = try await host.read("/etc/kubernetes/a")
        #expect(content.text == "other\n" && content.status.mode == 0o600 && content.status.modified == 5)
        #expect(try await host.list("/etc/kubernetes").map(\.name) == ["a"])
        #expect(try await host.list("/etc/cni/net.d").map(\.name) == ["10-x.conf"])
        #expect(try await host.status("/etc/cni/net.d").kind == .directory)
        #expect(try await host.status("/etc/cni/net.d/10-x.conf").modified == 1_764_000_000)
        #expect(try await host.list("/opt/cni/bin").isEmpty)
        await expectError(.notThere(path: "/etc/kubernetes/b")) { try await host.read("/etc/kubernetes/b") }
        await expectError(.notThere(path: "/etc/kubernetes/pki/ca.crt")) { try await host.read("/etc/kubernetes/pki/ca.crt") }
        await expectError(.notThere(path: "/etc/kubernetes/pki")) { try await host.list("/etc/kubernetes/pki") }
        await expectError(.denied(path: "/etc/shadow")) { try await host.read("/etc/shadow") }
    }

    /// A listing that was recorded names what is written and not what is removed, with all folders above.
    @Test func recordedListingsFollow() async throws {
        var host = try node()
        host.write("/opt/cni/bin/bridge", Array("x".utf8))
        host.write("/opt/a", Array("new".utf8))
        #expect(try await host.list("/opt").map(\.name) == ["a", "cni"])
        #expect(try await host.list("/opt/cni/bin").map(\.name) == ["bridge"])
        let status = try await host.read("/opt/a").status
        #expect(status.mode == 0o600 && status.owner == 5 && status.modified == 1_764_000_000 && status.size == 3)
        host = try node()
        host.write("/opt/a", Array("new".utf8), isOlder: true)
        #expect(try await host.read("/opt/a").status.modified == 7)
        host.remove("/opt/a")
        #expect(try await host.list("/opt").map(\.name) == ["cni"])
        host.write("/opt/z", [])
        #expect(try await host.list("/opt").map(\.name) == ["cni", "z"])
        host.setStatus("/opt/link", CapturedStatus(kind: .link, target: "/dev/null"))
        #expect(try await host.list("/opt").map(\.kind) == [.directory, .link, .file])
    }

    @Test func whatWasNotThereIsThereWithWhatLiesInIt() async throws {
        var host = try node()
        await expectError(.notThere(path: "/var/lib/etcd")) { try await host.status("/var/lib/etcd") }
        host.write("/var/lib/etcd/member/x", [])
        #expect(try await host.status("/var/lib/etcd").kind == .directory)
    }

    @Test func statusAloneChanges() async throws {
        var host = try node()
        host.setStatus("/etc/kubernetes/a", CapturedStatus(mode: "0666", owner: 7, modified: 9))
        #expect(try await host.read("/etc/kubernetes/a").text == "a\n")
        #expect(try await host.status("/etc/kubernetes/a").owner == 7)
        #expect(try await host.list("/etc/kubernetes")[0].mode == 0o666)
    }

    @Test func otherAnswersChange() async throws {
        var host = try node()
        host.setOutput(of: "uname -r", CommandOutput(status: 0, out: Array("4.18.0\n".utf8)))
        host.fail(command: "crictl", .word("noProgram"))
        host.setLine(ofCall: "\(Self.socket) Version", Array("{\"cri\":\"\",\"json\":{\"runtimeVersion\": \"v1.6.20\"}}".utf8))
        let refused = HostError.runtime(socket: "/run/crio/crio.sock", problem: .refused, because: "no")
        host.fail(call: "/run/crio/crio.sock", .whole(refused))
        host.fail(url: "http://127.0.0.1:10248/healthz", .whole(.timedOut(what: "x", seconds: 3)))
        host.setLog("kernel 0", Array("boot\n".utf8))
        host.setNow(77)
        #expect(try await host.run("uname", "-r").text == "4.18.0\n")
        await expectError(.noProgram("crictl")) { try await host.run("crictl", "info") }
        #expect(try await host.ask(VersionRequest(), at: Self.socket).runtimeVersion == "v1.6.20")
        await expectError(refused) { try await host.ask(VersionRequest(), at: "/run/crio/crio.sock") }
        await expectError(.timedOut(what: "x", seconds: 3)) { try await host.get("http://127.0.0.1:10248/healthz") }
        let kernel = Bytes()
        _ = try await host.scan(.kernel(boot: 0, limit: 1000)) { kernel.append($0) }
        #expect(kernel.text == "boot\n")
        #expect(await host.now() == 77)
    }

    @Test func questionsAreAskedInOtherWords() async throws {
        var host = try node()
        #expect(host.ask("uname -r", as: "uname --kernel-release") == 1)
        #expect(try await host.run("uname", "--kernel-release").text == "6.1.0\n")
        await expectError(.notRecorded("uname -r")) { try await host.run("uname", "-r") }
        #expect(host.ask("no such words", as: "others") == 0)
    }

    /// A capture may tell only what differs from one beside it.
    @Test func aCaptureStandsOnItsBase() async throws {
        let place = Playground()
        place.write("whole/capture.json", "{\"schemaVersion\":1,\"taken\":1,\"hostname\":\"a\"}")
        place.write("whole/files/etc/x/one", "1")
        place.write("whole/files/etc/x/two", "2")
        place.write("whole/index.jsonl", "{\"run\": \"uname -r\", \"out\": {\"text\": \"6.1.0\"}}")
        place.write(
            "other/capture.json",
            "{\"schemaVersion\":1,\"taken\":2,\"hostname\":\"b\",\"base\":\"whole\",\"without\":[\"/etc/x/two\"]}")
        place.write("other/files/etc/x/one", "other")
        place.write("other/index.jsonl", "{\"run\": \"id -u\", \"out\": {\"text\": \"0\"}}\n")
        let host = try RecordedHost(capture: place.path + "/other")
        #expect(host.head.hostname == "b")
        #expect(try await host.read("/etc/x/one").text == "other")
        #expect(try await host.list("/etc/x").map(\.name) == ["one"])
        #expect(try await host.run("uname", "-r").text == "6.1.0")
        #expect(try await host.run("id", "-u").text == "0")
        for base in ["../whole", "nothing", ".", ""] {
            place.write("other/capture.json", "{\"schemaVersion\":1,\"taken\":2,\"hostname\":\"b\",\"base\":\"\(base)\"}")
            #expect(throws: HostError.self) { try RecordedHost(capture: place.path + "/other") }
        }
        place.write("other/capture.json", "{\"schemaVersion\":1,\"taken\":2,\"hostname\":\"b\",\"base\":\"other\"}")
        #expect(throws: HostError.self) { try RecordedHost(capture: place.path + "/other") }
    }
}
