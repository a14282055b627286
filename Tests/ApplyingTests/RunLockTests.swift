import Applying
import Testing

@Suite struct RunLockTests {
    @Test func theSecondIsToldWhoHoldsItAndSinceWhen() throws {
        let place = try ScratchState()
        var first: RunLock? = try RunLock(below: place.state, what: "fix swap-is-on, since 2026-11-30T10:15:00Z")
        let error = #expect(throws: DoerError.self) { try RunLock(below: place.state, what: "undo") }
        #expect(error?.description.contains("fix swap-is-on, since 2026-11-30T10:15:00Z") == true, "\(error?.description ?? "")")
        #expect(first != nil)
        first = nil
        #expect(throws: Never.self) { try RunLock(below: place.state, what: "undo") }
    }
}
