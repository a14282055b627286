import Testing

@testable import Probes

@Suite struct ContainerLogTailTests {
    @Test func isTheLastLineWithWords() {
        let log =
            "2026-11-24T06:17:23.1Z stdout F starting\n2026-11-24T06:17:23.2Z stderr F   no such table: users\n2026-11-24T06:17:23.3Z stderr F \n"
        #expect(ContainerLogTail.lastLine(Array(log.utf8)) == "no such table: users")
    }

    @Test func isCut() {
        let log = "2026-11-24T06:17:23.1Z stdout F " + String(repeating: "x", count: 900)
        #expect(ContainerLogTail.lastLine(Array(log.utf8))?.count == 300)
    }

    @Test func anEmptyLogHasNone() { #expect(ContainerLogTail.lastLine([]) == nil) }
}
