import Glibc
import Testing

@testable import CRI

/// Sockets that cannot be reached, each for its own reason.
@Suite struct UnixSocketTests {
    private func failure(_ path: String) -> CRIError? {
        do {
            _ = try CRIClient(socket: path).ask(VersionRequest(), deadline: .seconds(2))
            return nil
        } catch {
            return error
        }
    }

    @Test func tellsThatNothingIsThere() {
        let directory = TemporaryDirectory()
        let path = directory.path + "/absent.sock"
        #expect(failure(path) == .noSocket(path: path))
        #expect(failure(path + "/below") == .noSocket(path: path + "/below"))
        #expect(failure("") == .noSocket(path: ""))
    }

    @Test func tellsWhatIsNoSocket() {
        let directory = TemporaryDirectory()
        let path = directory.path + "/file"
        close(open(path, O_CREAT | O_WRONLY, 0o600))
        #expect(failure(path) == .notASocket(path: path))
        #expect(failure(path + "/below") == .noSocket(path: path + "/below"))
        #expect(failure(directory.path) == .notASocket(path: directory.path))
    }

    @Test func tellsThatNobodyListens() {
        let directory = TemporaryDirectory()
        let path = directory.path + "/stale.sock"
        close(FakeRuntime.listen(path, backlog: 1))
        #expect(failure(path) == .refused(path: path))
    }

    @Test func tellsThatTheUserMayNot() {
        let directory = TemporaryDirectory()
        let path = directory.path + "/private.sock"
        let listener = FakeRuntime.listen(path, backlog: 1)
        chmod(path, 0o600)
        chmod(directory.path, 0o755)
        // Root may all: for the call this thread's file system user is nobody. Glibc's module does not show setfsuid(2).
        let setUser = unsafeBitCast(dlsym(nil, "setfsuid"), to: (@convention(c) (uid_t) -> Int32).self)
        if geteuid() == 0 { _ = setUser(65534) } else { chmod(path, 0) }
        let told = failure(path)
        _ = setUser(geteuid())
        close(listener)
        #expect(told == .permissionDenied(path: path))
    }

    @Test func tellsAPathThatIsTooLong() {
        let directory = TemporaryDirectory()
        let long = directory.path + "/" + String(repeating: "a", count: 120)
        close(open(directory.path + "/short", O_CREAT | O_WRONLY, 0o600))
        #expect(failure(long) == .noSocket(path: long))
        close(FakeRuntime.listen(directory.path + "/s", backlog: 1))
        rename(directory.path + "/s", long)
        #expect(failure(long) == .pathTooLong(path: long))
        #expect("\(CRIError.pathTooLong(path: long))".contains("has \(long.utf8.count) bytes"))
    }
}
