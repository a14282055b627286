import CRI
import Hosts
import Testing

@Suite struct OverlayHostTests {
    let ground = Playground()

    private func overlay(_ edit: (inout HostEdits) -> Void) throws -> OverlayHost {
        ground.write("capture.json", "{\"schemaVersion\":1,\"taken\":1764000000,\"hostname\":\"cp1\"}")
        ground.write(
            "index.jsonl",
            """
            {"run": "uname -r", "out": {"text": "6.1.0\\n"}}
            {"log": "journal kubelet.service 0", "file": {"text": "one\\ntwo\\n"}}
            {"get": "http://127.0.0.1:10248/healthz", "body": {"text": "ok"}}
            """)
        ground.write("files/etc/kubernetes/a", "a\n")
        ground.write("files/etc/kubernetes/b", "b\n")
        ground.write("files/etc/kubernetes/pki/ca.crt", "ca\n")
        var edits = HostEdits()
        edit(&edits)
        return OverlayHost(try RecordedHost(capture: ground.path), edits)
    }

    @Test func withoutEditsItIsTheNode() async throws {
        let host = try overlay { _ in }
        #expect(try await host.read("/etc/kubernetes/a").text == "a\n")
        #expect(try await host.list("/etc/kubernetes").map(\.name) == ["a", "b", "pki"])
        #expect(try await host.run("uname", "-r").text == "6.1.0\n")
        #expect(await host.now() == 1_764_000_000)
    }

    @Test func filesComeAndGo() async throws {
        let host = try overlay { edits in
            edits.write("/etc/kubernetes/a", "other\n", mode: 0o600, modified: 5)
            edits.write("/etc/cni/net.d/10-x.conf", "{}")
            edits.remove("/etc/kubernetes/b")
            edits.remove("/etc/kubernetes/pki")
            edits.fail("/etc/shadow", .denied(path: "/etc/shadow"))
            edits.makeFolder("/opt/cni/bin")
        }
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

    @Test func statusAloneChanges() async throws {
        let host = try overlay { edits in
            edits.setStatus(
                "/etc/kubernetes/a", FileStatus(name: "a", kind: .file, mode: 0o666, owner: 7, group: 0, size: 2, modified: 9))
        }
        #expect(try await host.read("/etc/kubernetes/a").text == "a\n")
        #expect(try await host.status("/etc/kubernetes/a").owner == 7)
        #expect(try await host.list("/etc/kubernetes")[0].mode == 0o666)
    }

    @Test func otherAnswersChange() async throws {
        let socket = "/run/containerd/containerd.sock"
        let host = try overlay { edits in
            edits.run("uname -r", out: "4.18.0\n")
            edits.run("crictl", fails: .noProgram("crictl"))
            edits.answer(socket, "Version", json: "{\"runtimeVersion\": \"v1.6.20\"}")
            edits.answer("/run/crio/crio.sock", fails: .runtime(socket: "/run/crio/crio.sock", problem: .refused, because: "no"))
            edits.get("http://127.0.0.1:10248/healthz", fails: .timedOut(what: "x", seconds: 3))
            edits.append("three\n", toLog: "journal kubelet.service 0")
            edits.setLog("kernel 0", "boot\n")
            edits.setNow(77)
        }
        #expect(try await host.run("uname", "-r").text == "4.18.0\n")
        await expectError(.noProgram("crictl")) { try await host.run("crictl", "info") }
        #expect(try await host.ask(VersionRequest(), at: socket).runtimeVersion == "v1.6.20")
        await expectError(.runtime(socket: "/run/crio/crio.sock", problem: .refused, because: "no")) {
            try await host.ask(VersionRequest(), at: "/run/crio/crio.sock")
        }
        await expectError(.timedOut(what: "x", seconds: 3)) { try await host.get("http://127.0.0.1:10248/healthz") }
        let log = Bytes()
        #expect(try await host.scan(.journal(unit: "kubelet.service", boot: 0, limit: 1000)) { log.append($0) }.bytes == 14)
        #expect(log.text == "one\ntwo\nthree\n")
        let kernel = Bytes()
        _ = try await host.scan(.kernel(boot: 0, limit: 1000)) { kernel.append($0) }
        #expect(kernel.text == "boot\n")
        #expect(await host.now() == 77)
    }
}
