import Glibc
import Testing

@testable import Hosts

@Suite struct HungPlacesTests {
    /// While a call hangs, others at its place are not tried; as soon as it is back they are.
    @Test func aPlaceIsLeftAloneWhileACallHangsThere() async throws {
        let (places, pool, gate) = (HungPlaces(), BlockingPool(width: 4), DispatchGate())
        await expectError(.timedOut(what: "/m/a", seconds: 0.05)) {
            try await places.call("/m/a", at: "/m", within: .milliseconds(50), on: pool) {
                gate.wait()
                return .success(1)
            }
        }
        #expect(places.isHung("/m"))
        let start = ContinuousClock.now
        await expectError(.timedOut(what: "/m/b", seconds: 100)) {
            try await places.call("/m/b", at: "/m", within: .seconds(100), on: pool) { .success(1) }
        }
        #expect(ContinuousClock.now - start < .seconds(50))
        #expect(try await places.call("/n", at: "/n", within: .seconds(60), on: pool) { .success(2) } == 2)
        gate.open()
        for _ in 0..<200 where places.isHung("/m") { try await Task.sleep(for: .milliseconds(20)) }
        #expect(try await places.call("/m/b", at: "/m", within: .seconds(60), on: pool) { .success(3) } == 3)
    }

    @Test func aPathHangsTogetherWithItsMountOrItsFolder() {
        let places = HungPlaces()
        #expect(places.place(of: "/proc/self/stat") == "/proc")
        #expect(places.place(of: "/no-such-mount/pki/ca.crt") == "/no-such-mount/pki/")
    }

    @Test func aFolderOfThePathThatDoesNotAnswerIsLeftOut() async throws {
        let (places, gate) = (HungPlaces(), DispatchGate())
        _ = try? await places.call("/usr/local/bin/x", at: "/usr/local/bin", within: .milliseconds(20)) {
            gate.wait()
            return .success(1)
        }
        var search = ProgramSearch()
        search.places = places
        #expect(search.path == "/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin")
        #expect(try await search.file(of: "sh").hasSuffix("/sh"))
        // What only that folder may have is not known not to be there.
        await expectError(.timedOut(what: "/usr/local/bin/no-such-program", seconds: 1)) {
            try await search.file(of: "no-such-program")
        }
        gate.open()
    }
}

/// Holds threads until it is opened.
private final class DispatchGate: Sendable {
    private nonisolated(unsafe) let signal: UnsafeMutablePointer<sem_t>

    init() {
        signal = .allocate(capacity: 1)
        sem_init(signal, 0, 0)
    }

    func wait() { while sem_wait(signal) != 0 {} }
    func open() { sem_post(signal) }
}
