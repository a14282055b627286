import Dispatch
import FoundationEssentials
import Hosts
import Screens
import Terminal
import Testing

@testable import Application

@Suite(.serialized) struct TerminalProgramTests {
    private struct Walk: Sendable {
        var seen: [String]
        var last: String
        var copied: [String]
        var suspensions: Int
        var failure: String?
        /// Whether the program ended by itself.
        var hasLeft: Bool
    }

    /// Runs the program on a recorded node, apart from the tests' own threads: it waits as a program does.
    private func walk(
        on node: String = "control-plane-1.36", delay: Duration = .zero, size: Size = Size(width: 80, height: 24),
        _ steps: PatientDisplay.Step...
    ) async throws -> Walk { try await walk(on: node, delay: delay, size: size, steps: steps) }

    private func walk(
        on node: String = "control-plane-1.36", delay: Duration = .zero, size: Size = Size(width: 80, height: 24),
        steps: [PatientDisplay.Step]
    ) async throws -> Walk {
        let base = try RecordedHost(capture: CapturingTests.nodes.appending(path: node).path)
        let walk: Result<Walk, any Error> = await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(
                    returning: Result {
                        let display = try PatientDisplay(size: size, steps)
                        let mailbox = Mailbox(waker: display.waker)
                        let work = Work(settings: .plainTest, host: SlowHost(base: base, delay: delay), mailbox: mailbox)
                        let session = Session(program: "drydock test", nodeName: "this node", isRecorded: true)
                        TerminalProgram(display: display, work: work, mailbox: mailbox, session: session, pages: Pages()).run()
                        return Walk(
                            seen: display.seen, last: display.text, copied: display.copied, suspensions: display.suspensions,
                            failure: display.failure, hasLeft: !display.hasHungUp && display.failure == nil)
                    })
            }
        }
        let result = try walk.get()
        if let failure = result.failure { Issue.record("This was waited for in vain; the screen shows:\n\(failure)") }
        return result
    }

    private static let home = PatientDisplay.Step.shows("Nothing wrong was found")

    @Test func numbersOpenPagesAndEscLeadsBack() async throws {
        let walk = try await walk(
            Self.home, .type("1"), .shows("drydock › Diagnosis"), .press(.escape), .until { !$0.contains("›") }, .type("6"),
            .shows("drydock › About"), .type("q"), .until { !$0.contains("›") }, .type("q"))
        #expect(walk.hasLeft)
    }

    @Test func escOnTheFirstPageAsksAndTheDialogKeepsAllKeys() async throws {
        let walk = try await walk(
            Self.home, .press(.escape), .shows("Leave drydock?"), .type("1"), .type("r"), .type("q"), .press(.ctrl("l")),
            .shows("Leave drydock?"), .press(.enter), .until { !$0.contains("Leave drydock?") && !$0.contains("›") },
            .type("Q"), .shows("Leave drydock?"), .press(.tab), .press(.enter))
        #expect(walk.hasLeft)
    }

    @Test func ctrlCTwiceLeavesAndAnotherKeyBetweenKeeps() async throws {
        let kept = try await walk(
            Self.home, .press(.ctrl("c")), .shows("Nothing is running."), .press(.down), .press(.ctrl("c")),
            .shows("Nothing is running."))
        #expect(!kept.hasLeft)
        let left = try await walk(Self.home, .press(.ctrl("c")), .press(.ctrl("c")), .shows("never"))
        #expect(left.hasLeft)
    }

    @Test func ctrlCTwiceLeavesAlsoFromADialogAndFromAField() async throws {
        let dialog = try await walk(
            Self.home, .type("Q"), .shows("Leave drydock?"), .press(.ctrl("c")), .press(.ctrl("c")), .shows("never"))
        #expect(dialog.hasLeft)
        let field = try await walk(
            Self.home, .type("4"), .shows("› Explain"), .type("a"), .press(.ctrl("c")), .press(.ctrl("c")), .shows("never"))
        #expect(field.hasLeft)
    }

    @Test func ctrlCStopsALookAndTheBarGoes() async throws {
        let walk = try await walk(
            delay: .milliseconds(100), .until { $0.contains(" of ") && $0.contains(" - ") }, .press(.ctrl("c")),
            .shows("Stopped."),
            .press(.down), .until { !$0.contains("Stopped.") }, .type("r"), Self.home)
        #expect(walk.seen.count == 4)
        #expect(!(walk.seen.dropFirst(2).first?.contains(" - ") ?? true), "no bar of a look that was stopped")
    }

    @Test func aTooSmallScreenTakesNoKeyButQuit() async throws {
        let walk = try await walk(
            Self.home, .resize(Size(width: 52, height: 14)), .until { $0.contains("60x16") && $0.contains("52x14") },
            .press(.enter), .type("?"), .type("1"), .press(.escape), .resize(Size(width: 80, height: 24)), Self.home,
            .resize(Size(width: 59, height: 40)), .shows("60x16"), .type("q"), .shows("never"))
        #expect(walk.seen.count == 4)
        #expect(!(walk.seen.dropFirst(2).first?.contains("›") ?? true), "the keys did nothing")
        #expect(walk.hasLeft)
    }

    @Test func theKeyPageAndThePaletteComeFromThePage() async throws {
        let walk = try await walk(
            on: "hairpin-off", .shows("Mend: "), .type("1"), .shows("› Diagnosis"), .type("?"), .shows("Show all severities"),
            .press(.escape),
            .until { !$0.contains("Show all severities") }, .type(":"), .type("a"), .type("r"), .type("e"), .type("a"),
            .shows("Show one area after the other"), .press(.enter), .shows("Shown: all severities,"), .press(.ctrl("c")))
        #expect(walk.seen.count == 6)
    }

    @Test func copyGoesToTheTerminalAndIsSaid() async throws {
        let walk = try await walk(Self.home, .type("y"), .shows("Copied "))
        #expect(walk.copied.first?.contains("Nothing wrong was found") ?? false)
        #expect(walk.copied.first?.contains("Kubelet: OK.") ?? false)
    }

    @Test func ctrlZSuspendsFromEverywhere() async throws {
        let walk = try await walk(
            Self.home, .press(.ctrl("z")), .type("4"), .shows("› Explain"), .press(.ctrl("z")), .type("x"),
            .resize(Size(width: 40, height: 10)), .shows("60x16"), .press(.ctrl("z")))
        #expect(walk.suspensions == 3)
    }

    @Test func aTypedTextIsExplainedAndItsLettersActOnNothing() async throws {
        let text = "running with swap on is not supported, please disable swap qQrm1"
        var steps: [PatientDisplay.Step] = [Self.home, .type("4"), .shows("› Explain")]
        steps += text.map { .type($0) }
        steps += [.press(.enter), .until { $0.contains("best match first") || $0.contains("nearest") }, .press(.enter)]
        steps.append(.until { $0.contains("› Explain ›") })
        let walk = try await walk(steps: steps)
        #expect(walk.last.contains("swap"))
    }
}
