import CRI
import Glibc
import Hosts
import Synchronization
import Testing
import Text

@Suite struct LocalHostTests {
    let ground = Playground()
    let host = LocalHost()

    @Test func readsAFileWithItsStatus() async throws {
        let path = ground.write("config.yaml", "kind: KubeletConfiguration\n", mode: 0o600)
        let content = try await host.read(path)
        #expect(content.text == "kind: KubeletConfiguration\n")
        #expect(content.status.mode == 0o600)
        #expect(content.status.size == 27)
        #expect(content.status.name == path)
        #expect(!content.isCut)
    }

    @Test func cutsAtTheLimitAndSaysSo() async throws {
        let path = ground.write("long", String(repeating: "x", count: 200_000))
        let cut = try await host.read(path, limit: 100_000)
        #expect(cut.bytes.count == 100_000)
        #expect(cut.isCut)
        let whole = try await host.read(path, limit: 200_000)
        #expect(whole.bytes.count == 200_000)
        #expect(!whole.isCut)
    }

    @Test func readsFilesOfProcWhoseSizeIsNotTold() async throws {
        let content = try await host.read("/proc/self/mountinfo")
        #expect(content.bytes.count > 100)
        #expect(try await host.read("/proc/sys/kernel/ostype").trimmed == "Linux")
    }

    @Test func tellsWhyItCannotRead() async throws {
        ground.write("file", "")
        mkfifo(ground.path + "/pipe", 0o644)
        await expectError(.notThere(path: ground.path + "/none")) { try await host.read(ground.path + "/none") }
        await expectError(.notThere(path: ground.path + "/file/none")) { try await host.read(ground.path + "/file/none") }
        await expectError(.wrongKind(path: ground.path)) { try await host.read(ground.path) }
        await expectError(.wrongKind(path: ground.path + "/pipe")) { try await host.read(ground.path + "/pipe") }
        await expectError(.wrongKind(path: "/dev/zero")) { try await host.read("/dev/zero") }
        await expectError(.wrongKind(path: ground.path + "/file")) { try await host.list(ground.path + "/file") }
        await expectError(.failed(path: "etc/hosts", because: "it is not an absolute path")) { try await host.read("etc/hosts") }
    }

    @Test func listsADirectorySorted() async throws {
        ground.write("b.conf", "12")
        ground.write("a/x", "")
        symlink("b.conf", ground.path + "/c")
        let entries = try await host.list(ground.path)
        #expect(entries.map(\.name) == ["a", "b.conf", "c"])
        #expect(entries.map(\.kind) == [.directory, .file, .link])
        #expect(entries[1].size == 2)
        #expect(entries[2].target == "b.conf")
    }

    @Test func tellsTheStatusOfALinkItself() async throws {
        symlink("/nowhere/at/all", ground.path + "/link")
        let status = try await host.status(ground.path + "/link")
        #expect(status.kind == .link)
        #expect(status.target == "/nowhere/at/all")
        #expect(status.name == ground.path + "/link")
        await expectError(.notThere(path: ground.path + "/link")) { try await host.read(ground.path + "/link") }
    }

    @Test func tellsTheSpaceOfAFileSystem() async throws {
        let space = try await host.space("/tmp")
        #expect(space.size > 0)
        #expect(space.available <= space.free)
        #expect(try await host.space("/proc").type == 0x9fa0)
    }

    @Test func scansTheEndOfAFileFromTheStartOfALine() async throws {
        let lines = (0..<100_000).map { "line \($0) of the container's log" }
        let text = lines.joined(separator: "\n") + "\n"
        let path = ground.write("0.log", text)
        let seen = Bytes()
        let result = try await host.scan(.file(path: path, limit: 1_000_000)) { seen.append($0) }
        let got = seen.text
        #expect(result == ScanResult(bytes: got.utf8.count, isCut: true))
        #expect(got.utf8.count <= 1_000_000 && got.utf8.count > 999_900)
        #expect(got.hasPrefix("line ") && got.hasSuffix("line 99999 of the container's log\n"))
        #expect(seen.longest <= 256 << 10)
        let whole = Bytes()
        let all = try await host.scan(.file(path: path, limit: 10_000_000)) { whole.append($0) }
        #expect(whole.text == text)
        #expect(!all.isCut)
    }

    @Test func tellsWhatIsWrongWithARuntimesSocket() async throws {
        let socket = ground.path + "/containerd.sock"
        await expectError(.runtime(socket: socket, problem: .noSocket, because: "There is no socket at \(socket).")) {
            try await host.ask(VersionRequest(), at: socket)
        }
        let descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: socket.utf8) }
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        #expect(bound == 0)
        await expectError(
            .runtime(socket: socket, problem: .refused, because: "The socket \(socket) is there and nothing listens on it.")
        ) {
            try await host.ask(VersionRequest(), at: socket)
        }
        listen(descriptor, 1)
        do {
            _ = try await host.ask(VersionRequest(), at: socket, deadline: .milliseconds(200))
            Issue.record("A silent socket answered")
        } catch {
            guard case .runtime(socket, .hung, _) = error else {
                Issue.record("\(error)")
                return
            }
        }
    }

    @Test func sevenHundredLooksAtOnceAllEnd() async throws {
        let path = ground.write("one", "1")
        let sum = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<700 { group.addTask { (try? await host.read(path).bytes.count) ?? 0 } }
            return await group.reduce(0, +)
        }
        #expect(sum == 700)
    }
}

/// Bytes that a scan handed over.
final class Bytes: Sendable {
    private let state = Mutex<(bytes: [UInt8], longest: Int)>(([], 0))

    func append(_ more: UnsafeRawBufferPointer) {
        state.withLock { state in
            state.bytes.append(contentsOf: more)
            state.longest = max(state.longest, more.count)
        }
    }

    var bytes: [UInt8] { state.withLock { $0.bytes } }
    var text: String { String(decoding: bytes, as: UTF8.self) }
    var longest: Int { state.withLock { $0.longest } }
}

/// Expects that a look fails just so.
func expectError<Answer>(
    _ wanted: HostError, at location: SourceLocation = #_sourceLocation, _ look: () async throws -> Answer
) async {
    do {
        _ = try await look()
        Issue.record("It gave an answer, not \(wanted)", sourceLocation: location)
    } catch {
        #expect(error as? HostError == wanted, sourceLocation: location)
    }
}
