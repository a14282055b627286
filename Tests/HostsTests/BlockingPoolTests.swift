import Glibc
import Testing

@testable import Hosts

/// A call that hangs until the test lets it go.
private final class Hang: Sendable {
    private nonisolated(unsafe) let signal: UnsafeMutablePointer<sem_t>

    init() {
        signal = .allocate(capacity: 1)
        sem_init(signal, 0, 0)
    }

    func wait() { while sem_wait(signal) != 0 {} }
    func release() { sem_post(signal) }
}

@Suite struct BlockingPoolTests {
    @Test func answersAtTheDeadlineThoughTheCallHangs() async throws {
        let pool = BlockingPool(width: 4)
        let hang = Hang()
        await expectError(.timedOut(what: "/nfs", seconds: 0.2)) {
            try await pool.call("/nfs", within: .milliseconds(200)) {
                hang.wait()
                return .success(0)
            }
        }
        hang.release()
    }

    @Test func aLostThreadIsReplacedAndTooManyAreRefused() async throws {
        let pool = BlockingPool(width: 2)
        let hang = Hang()
        func lose() async {
            _ = try? await pool.call("hang", within: .milliseconds(20)) { () -> Result<Int, HostError> in
                hang.wait()
                return .success(0)
            }
        }
        await lose()
        #expect(try await pool.call("beside", within: .seconds(60)) { .success(1) } == 1)
        await lose()
        await expectError(.timedOut(what: "next", seconds: 60)) {
            try await pool.call("next", within: .seconds(60)) { .success(1) }
        }
        hang.release()
        hang.release()
        while (try? await pool.call("later", within: .seconds(60), { .success(1) })) != 1 {
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    @Test func queuedCallsRunWhenAThreadIsFree() async throws {
        let pool = BlockingPool(width: 2)
        let sum = await withTaskGroup(of: Int.self) { group in
            for number in 0..<20 {
                group.addTask {
                    (try? await pool.call("call", within: .seconds(60)) {
                        usleep(5_000)
                        return .success(number)
                    }) ?? -1000
                }
            }
            return await group.reduce(0, +)
        }
        #expect(sum == 190)
    }
}
