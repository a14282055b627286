import CRI
import Hosts
import Testing

@Suite struct RecordedHostTests {
    let ground = Playground()

    private func host(_ index: String = "", coverage: String = "", files: [String: String] = [:]) throws -> RecordedHost {
        ground.write("capture.json", "{\"schemaVersion\":1,\"taken\":1764000000,\"hostname\":\"cp1\"\(coverage)}")
        if !index.isEmpty { ground.write("index.jsonl", index) }
        for (name, text) in files { ground.write(name, text) }
        return try RecordedHost(capture: ground.path)
    }

    @Test func saysWhoAndWhen() async throws {
        let host = try host()
        #expect(host.head.hostname == "cp1")
        #expect(await host.now() == 1_764_000_000)
        #expect(host.isRecorded)
    }

    @Test func answersFromFilesWithoutAnIndex() async throws {
        let host = try host(files: [
            "files/etc/kubernetes/kubelet.conf": "kind: Config\n", "files/etc/kubernetes/pki/ca.crt": "x",
            "files/etc/kubernetes/pki/ca.key": "y",
        ])
        let content = try await host.read("/etc/kubernetes/pki/ca.crt")
        #expect(
            content.status
                == FileStatus(
                    name: "/etc/kubernetes/pki/ca.crt", kind: .file, mode: 0o644, owner: 0, group: 0, size: 1,
                    modified: 1_764_000_000))
        #expect(try await host.status("/etc/kubernetes/pki/ca.key").mode == 0o600)
        #expect(try await host.read("/etc/kubernetes/kubelet.conf").status.mode == 0o600)
        #expect(try await host.list("/etc/kubernetes").map(\.name) == ["kubelet.conf", "pki"])
        #expect(try await host.list("/etc/kubernetes/pki/").map(\.kind) == [.file, .file])
        #expect(try await host.status("/etc/kubernetes/pki").kind == .directory)
        await expectError(.wrongKind(path: "/etc/kubernetes/pki")) { try await host.read("/etc/kubernetes/pki") }
        await expectError(.wrongKind(path: "/etc/kubernetes/kubelet.conf")) {
            try await host.list("/etc/kubernetes/kubelet.conf")
        }
    }

    @Test func tellsAbsenceFromIgnorance() async throws {
        let index = """
            {"list": "/opt/cni/bin", "entries": [{"name": "bridge", "mode": "0755"}]}
            {"read": "/etc/crictl.yaml", "error": "notThere"}
            {"list": "/var/lib/etcd", "error": "notThere"}
            {"list": "/etc/cni", "entries": []}
            """
        let host = try host(index, files: ["files/etc/kubernetes/x": "1", "files/proc/sys/net/ipv4/ip_forward": "1\n"])
        for path in [
            "/etc/kubernetes/y", "/opt/cni/bin/loopback", "/etc/crictl.yaml", "/var/lib/etcd/member/wal", "/var/lib/etcd",
            "/etc/cni/net.d/x.conf",
        ] {
            await expectError(.notThere(path: path)) { try await host.read(path) }
            await expectError(.notThere(path: path)) { try await host.status(path) }
        }
        for path in ["/opt/cni/bin/bridge", "/etc/ssh/sshd_config", "/opt/other", "/proc/swaps", "/proc/sys/net/ipv4/tcp_x"] {
            await expectError(.notRecorded(path)) { try await host.read(path) }
        }
        #expect(try await host.status("/opt/cni/bin/bridge").mode == 0o755)
        await expectError(.notThere(path: "/etc/cni/net.d")) { try await host.list("/etc/cni/net.d") }
        await expectError(.notThere(path: "/etc/kubernetes/manifests")) { try await host.list("/etc/kubernetes/manifests") }
        await expectError(.notRecorded("/var/log")) { try await host.list("/var/log") }
    }

    @Test func aCaptureOfWhatWasAskedProvesNothingMore() async throws {
        let host = try host(
            "{\"list\": \"/etc/kubernetes/manifests\", \"entries\": [{\"name\": \"etcd.yaml\"}]}\n",
            coverage: ",\"coverage\":\"asked\"",
            files: ["files/etc/kubernetes/x": "1"])
        await expectError(.notRecorded("/etc/kubernetes/y")) { try await host.read("/etc/kubernetes/y") }
        await expectError(.notRecorded("/etc/kubernetes")) { try await host.list("/etc/kubernetes") }
        await expectError(.notThere(path: "/etc/kubernetes/manifests/y")) { try await host.read("/etc/kubernetes/manifests/y") }
        await expectError(.notRecorded("/etc/kubernetes/manifests/etcd.yaml")) {
            try await host.read("/etc/kubernetes/manifests/etcd.yaml")
        }
    }

    @Test func answersCommands() async throws {
        let index = """
            {"run": "systemctl is-active kubelet", "exit": 3, "out": {"text": "inactive\\n"}}
            {"run": "ip -j addr", "out": "commands/ip.out", "cut": true}
            {"run": "kubectl get nodes", "error": {"timedOut": {"what": "kubectl get nodes", "seconds": 5}}}
            {"run": "crictl", "error": "noProgram"}
            """
        let host = try host(index, files: ["commands/ip.out": "[]"])
        #expect(try await host.run("systemctl", "is-active", "kubelet") == CommandOutput(status: 3, out: "inactive\n".bytes))
        #expect(try await host.run("ip", "-j", "addr") == CommandOutput(status: 0, out: "[]".bytes, isCut: true))
        #expect(
            try await host.run(Command("systemctl", ["is-active", "kubelet"], limit: 2))
                == CommandOutput(status: 3, out: "in".bytes, isCut: true))
        await expectError(.timedOut(what: "kubectl get nodes", seconds: 5)) { try await host.run("kubectl", "get", "nodes") }
        await expectError(.noProgram("crictl")) { try await host.run("crictl", "ps", "-a") }
        await expectError(.notRecorded("uname -r")) { try await host.run("uname", "-r") }
    }

    @Test func answersTheRuntimeAndHTTP() async throws {
        let index = """
            {"cri": "/run/containerd/containerd.sock Version", "json": {"version": "0.1.0", "runtimeName": "containerd", "runtimeVersion": "v1.7.24", "runtimeApiVersion": "v1"}}
            {"cri": "/run/containerd/containerd.sock RuntimeConfig", "error": "unknownMethod"}
            {"cri": "/run/crio/crio.sock", "error": "noSocket"}
            {"get": "http://127.0.0.1:10248/healthz", "body": {"text": "ok"}}
            {"get": "http://127.0.0.1:2381/health", "error": {"noConnection": {"url": "http://127.0.0.1:2381/health", "because": "connection refused"}}}
            {"space": "/var/lib/etcd", "room": {"size": 100, "free": 50, "available": 40, "inodes": 10, "inodesFree": 5, "type": 61267, "isReadOnly": false}}
            """
        let host = try host(index)
        let socket = "/run/containerd/containerd.sock"
        #expect(try await host.ask(VersionRequest(), at: socket).runtimeVersion == "v1.7.24")
        await expectError(.runtime(socket: socket, problem: .unknownMethod, because: "it does not know this method.")) {
            try await host.ask(RuntimeConfigRequest(), at: socket)
        }
        await expectError(.runtime(socket: "/run/crio/crio.sock", problem: .noSocket, because: "there is no such socket.")) {
            try await host.ask(VersionRequest(), at: "/run/crio/crio.sock")
        }
        await expectError(.notRecorded("\(socket) ListImages")) { try await host.ask(ListImagesRequest(), at: socket) }
        #expect(try await host.get("http://127.0.0.1:10248/healthz") == HTTPAnswer(status: 200, body: "ok".bytes))
        await expectError(.noConnection(url: "http://127.0.0.1:2381/health", because: "connection refused")) {
            try await host.get("http://127.0.0.1:2381/health")
        }
        #expect(try await host.space("/var/lib/etcd").available == 40)
        await expectError(.notRecorded("/var")) { try await host.space("/var") }
    }

    @Test func answersLogs() async throws {
        let index = """
            {"log": "journal kubelet.service 0", "file": "logs/kubelet"}
            {"log": "kernel 0", "error": "denied"}
            {"log": "journal containerd.service 0", "file": {"text": "one line\\n"}}
            """
        let text = (0..<50_000).map { "line \($0)\n" }.joined()
        let host = try host(index, files: ["logs/kubelet": text, "files/var/log/pods/a/0.log": "a\nb\n"])
        let whole = Bytes()
        #expect(
            try await host.scan(.journal(unit: "kubelet.service", boot: 0, limit: 50 << 20)) { whole.append($0) }
                == ScanResult(bytes: text.utf8.count, isCut: false))
        #expect(whole.text == text)
        let end = Bytes()
        let result = try await host.scan(.journal(unit: "kubelet.service", boot: 0, limit: 22)) { end.append($0) }
        #expect(end.text == "line 49999\n" || end.text == "line 49998\nline 49999\n")
        #expect(result == ScanResult(bytes: end.bytes.count, isCut: true))
        let pod = Bytes()
        #expect(try await host.scan(.file(path: "/var/log/pods/a/0.log", limit: 100)) { pod.append($0) }.bytes == 4)
        await expectError(.denied(path: "kernel 0")) { try await host.scan(.kernel(boot: 0, limit: 100)) { _ in } }
        await expectError(.notRecorded("kernel -1")) { try await host.scan(.kernel(boot: -1, limit: 100)) { _ in } }
        await expectError(.notThere(path: "/var/log/pods/a/1.log")) {
            try await host.scan(.file(path: "/var/log/pods/a/1.log", limit: 100)) { _ in }
        }
    }

    @Test func saysWhatIsWrongWithACapture() async throws {
        let unknown =
            "it contains no capture.json, and nothing in it was recognised; besides captures \(RecordedHost.foreign) are read"
        await expectError(.badCapture(unknown)) { try RecordedHost(capture: ground.path) }
        ground.write("capture.json", "{\"schemaVersion\":2,\"taken\":1,\"hostname\":\"x\"}")
        await expectError(.badCapture("its format is version 2, but this drydock reads version 1")) {
            try RecordedHost(capture: ground.path)
        }
        ground.write("capture.json", "{")
        await expectError(.badCapture("its capture.json cannot be read")) { try RecordedHost(capture: ground.path) }
        await expectError(.badCapture("line 2 of index.jsonl is not an answer")) {
            try host("{\"read\": \"/a\"}\n{\"reed\": \"/b\"}\n")
        }
        let odd = try host("{\"read\": \"/a\", \"size\": \"big\"}\n{\"read\": \"/b\", \"file\": \"../../etc/passwd\"}\n")
        await expectError(.badCapture("the answer to read /a")) { try await odd.read("/a") }
        await expectError(.badCapture("../../etc/passwd, which index.jsonl names, is missing from it")) {
            try await odd.read("/b")
        }
        await expectError(.notThere(path: "/no/such/capture")) { try RecordedHost(capture: "/no/such/capture") }
    }

    @Test func theLastLineCountsInAnyOrderOfKeys() async throws {
        let host = try host(
            "{\"read\":\"/a\",\"error\":\"denied\"}\n\n{\"file\":{\"text\":\"x\"},\"read\":\"/a\",\"mode\":\"0640\"}\n")
        let content = try await host.read("/a")
        #expect(content.text == "x" && content.status.mode == 0o640)
    }
}
