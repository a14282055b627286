import Glibc
import Testing

@testable import Hosts

@Suite struct BlockingPoolTests {
    @Test func answersAtTheDeadlineThoughTheCallHangs() async throws {
        let pool = BlockingPool(width: 4)
        let start = ContinuousClock.now
        await expectError(.timedOut(what: "/nfs", seconds: 0.2)) {
            try await pool.call("/nfs", within: .milliseconds(200)) {
                sleep(2)
                return .success(0)
            }
        }
        #expect(ContinuousClock.now - start < .seconds(1))
    }

    @Test func aLostThreadIsReplacedAndTooManyAreRefused() async throws {
        let pool = BlockingPool(width: 2)
        for _ in 0..<2 {
            _ = try? await pool.call("hang", within: .milliseconds(20)) { () -> Result<Int, HostError> in
                sleep(2)
                return .success(0)
            }
        }
        await expectError(.timedOut(what: "next", seconds: 5)) { try await pool.call("next", within: .seconds(5)) { .success(1) } }
        try await Task.sleep(for: .seconds(2.3))
        #expect(try await pool.call("later", within: .seconds(5)) { .success(1) } == 1)
    }

    @Test func queuedCallsRunWhenAThreadIsFree() async throws {
        let pool = BlockingPool(width: 2)
        let sum = await withTaskGroup(of: Int.self) { group in
            for number in 0..<20 {
                group.addTask {
                    (try? await pool.call("call", within: .seconds(10)) {
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
