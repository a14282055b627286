import Glibc
import Hosts
import Testing

@Suite struct RootFolderTests {
    let ground = Playground()

    @Test func readsUnderTheFolder() async throws {
        ground.write("etc/kubernetes/kubelet.conf", "kind: Config\n")
        let host = LocalHost(root: ground.path + "/")
        let content = try await host.read("/etc/kubernetes/kubelet.conf")
        #expect(content.text == "kind: Config\n")
        #expect(content.status.name == "/etc/kubernetes/kubelet.conf")
        #expect(try await host.list("/etc").map(\.name) == ["kubernetes"])
        await expectError(.notThere(path: "/etc/hosts")) { try await host.read("/etc/hosts") }
    }

    @Test func followsLinksInsideTheFolder() async throws {
        ground.write("var/lib/real/config", "inside\n")
        ground.write("etc/x", "")
        symlink("/var/lib/real", ground.path + "/etc/link")
        symlink("../../../../../../var/lib/real/config", ground.path + "/etc/up")
        symlink("loop", ground.path + "/etc/loop")
        symlink("/etc/passwd", ground.path + "/etc/outside")
        let host = LocalHost(root: ground.path)
        #expect(try await host.read("/etc/link/config").text == "inside\n")
        #expect(try await host.read("/etc/up").text == "inside\n")
        #expect(try await host.status("/etc/link").target == "/var/lib/real")
        await expectError(.notThere(path: "/etc/outside")) { try await host.read("/etc/outside") }
        await expectError(.failed(path: "/etc/loop", because: "Too many levels of symbolic links")) {
            try await host.read("/etc/loop")
        }
        await expectError(.notThere(path: "/../../../etc/passwd")) { try await host.read("/../../../etc/passwd") }
    }

    @Test func refusesWhatWouldTellOfThisMachine() async throws {
        let host = LocalHost(root: ground.path)
        await expectError(.notRunning(what: "uname -r", root: ground.path)) { try await host.run("uname", "-r") }
        await expectError(.notRunning(what: "http://127.0.0.1:10248/healthz", root: ground.path)) {
            try await host.get("http://127.0.0.1:10248/healthz")
        }
        await expectError(.notRunning(what: "/proc/mounts", root: ground.path)) { try await host.read("/proc/mounts") }
        await expectError(.notRunning(what: "/run/systemd/system", root: ground.path)) {
            try await host.status("/run/systemd/system")
        }
        let missing = "no journal file can be read in /var/log/journal or /run/log/journal"
        await expectError(.failed(path: "kernel 0", because: missing)) {
            try await host.scan(.kernel(boot: 0, limit: 1000)) { _ in }
        }
    }
}
