import Dispatch
import FoundationEssentials
import Hosts
import Knowledge
import KnowledgeFormat
import Screens
import Synchronization
import Terminal
import Testing

@testable import Application

/// The loop with a display that plays a patient person, over recorded nodes.
@Suite(.serialized) struct TerminalProgramTests {
    private struct Walk: Sendable {
        var seen: [String]
        /// Each frame as text.
        var frames: [String]
        var copied: [String]
        var suspensions: Int
        var failure: String?
        /// Whether the program ended by itself.
        var hasLeft: Bool
        var last: String { frames.last ?? "" }
    }

    /// Where a walk leads: a healthy recorded node on a screen of 80x24, if nothing else is said.
    private struct Place: Sendable {
        var host: any Host
        var size = Size(width: 80, height: 24)
        var opening: Route?
        /// Reads the knowledge; told how many frames were drawn before.
        var load: @Sendable (Int) -> KnowledgeBase = { _ in Knowledge.base }

        init(_ host: any Host) { self.host = host }

        init(_ node: String = "control-plane-1.36", delay: Duration = .zero, opening: Route? = nil) throws {
            let base = try RecordedHost(capture: CapturingTests.nodes.appending(path: node).path)
            host = SlowHost(base: base, delay: delay)
            self.opening = opening
        }
    }

    /// Runs the program apart from the tests' own threads: it waits as a program does.
    private func walk(_ place: Place? = nil, _ steps: PatientDisplay.Step...) async throws -> Walk {
        try await walk(place, steps: steps)
    }

    private func walk(_ place: Place? = nil, steps: [PatientDisplay.Step]) async throws -> Walk {
        let place = try place ?? Place()
        let walk: Result<Walk, any Error> = await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: Result { try Self.run(place, steps) }) }
        }
        let result = try walk.get()
        if let failure = result.failure { Issue.record("This never appeared; the screen shows:\n\(failure)") }
        return result
    }

    private static func run(_ place: Place, _ steps: [PatientDisplay.Step]) throws -> Walk {
        let display = try PatientDisplay(size: place.size, steps)
        let mailbox = Mailbox(waker: display.waker)
        nonisolated(unsafe) let counted = display
        let runner = EffectRunner(host: place.host, mailbox: mailbox) { place.load(counted.framesDrawn) }
        let session = Session(program: "drydock test", nodeName: "before the look", isRecorded: true)
        TerminalProgram(
            display: display, runner: runner, mailbox: mailbox, session: session, pages: Pages(), opening: place.opening
        ).run()
        return Walk(
            seen: display.seen, frames: display.frames.map(\.canvas.text), copied: display.copied,
            suspensions: display.suspensions, failure: display.failure,
            hasLeft: !display.hasHungUp && display.failure == nil)
    }

    private static let home = PatientDisplay.Step.shows("Nothing wrong was found")
    /// Of the node whose hairpin mode is off.
    private static let cause = PatientDisplay.Step.shows("1 cause")

    @Test func numbersOpenPagesAndEscLeadsBack() async throws {
        let walk = try await walk(
            nil, Self.home, .type("1"), .shows("drydock › Diagnosis"), .press(.escape), .until { !$0.contains("›") }, .type("6"),
            .shows("drydock › Set up"), .type("q"), .until { !$0.contains("›") }, .type("q"))
        #expect(walk.hasLeft)
    }

    @Test func escOnTheFirstPageAsksAndTheDialogKeepsAllKeys() async throws {
        let walk = try await walk(
            nil, Self.home, .press(.escape), .shows("Leave drydock?"), .type("1"), .type("r"), .type("q"), .press(.ctrl("l")),
            .shows("Leave drydock?"), .press(.enter), .until { !$0.contains("Leave drydock?") && !$0.contains("›") },
            .type("Q"), .shows("Leave drydock?"), .press(.tab), .press(.enter))
        #expect(walk.hasLeft)
    }

    @Test func ctrlCTwiceLeavesAndAnotherKeyBetweenKeeps() async throws {
        let kept = try await walk(
            nil, Self.home, .press(.ctrl("c")), .shows("Nothing is running."), .press(.down), .press(.ctrl("c")),
            .shows("Nothing is running."))
        #expect(!kept.hasLeft)
        let left = try await walk(nil, Self.home, .press(.ctrl("c")), .press(.ctrl("c")), .shows("never"))
        #expect(left.hasLeft)
    }

    /// 68 letters on a screen of 60 columns.
    @Test func whatIsLongerThanTheMessageRowIsReadWhole() async throws {
        var place = try Place()
        place.size = Size(width: 60, height: 16)
        let walk = try await walk(
            place, Self.home, .press(.ctrl("c")), .shows("Ctrl-C again"), .press(.down), .hides("Ctrl-C again"))
        let words = walk.seen.dropFirst().first?.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words?.contains("Nothing is running. q leaves this page; Ctrl-C again leaves drydock.") == true)
    }

    @Test func ctrlCTwiceLeavesAlsoFromADialogAndFromAField() async throws {
        let dialog = try await walk(
            nil, Self.home, .type("Q"), .shows("Leave drydock?"), .press(.ctrl("c")), .press(.ctrl("c")), .shows("never"))
        #expect(dialog.hasLeft)
        let field = try await walk(
            nil, Self.home, .type("4"), .shows("› Explain"), .type("a"), .press(.ctrl("c")), .press(.ctrl("c")), .shows("never"))
        #expect(field.hasLeft)
    }

    @Test func ctrlCStopsALookAndTheBarGoes() async throws {
        let walk = try await walk(
            Place(delay: .milliseconds(100)), .until { $0.contains(" of ") && $0.contains(" - ") }, .press(.ctrl("c")),
            .shows("Stopped."),
            .press(.down), .until { !$0.contains("Stopped.") }, .type("r"), Self.home)
        #expect(walk.seen.count == 4)
        #expect(!(walk.seen.dropFirst(2).first?.contains(" - ") ?? true), "no bar of a look that was stopped")
    }

    @Test func aTooSmallScreenTakesNoKeyButQuit() async throws {
        let walk = try await walk(
            nil, Self.home, .resize(Size(width: 52, height: 14)), .until { $0.contains("60x16") && $0.contains("52x14") },
            .press(.enter), .type("?"), .type("1"), .press(.escape), .resize(Size(width: 80, height: 24)), Self.home,
            .resize(Size(width: 59, height: 40)), .shows("60x16"), .type("q"), .shows("never"))
        #expect(walk.seen.count == 4)
        #expect(!(walk.seen.dropFirst(2).first?.contains("›") ?? true), "the keys did nothing")
        #expect(walk.hasLeft)
    }

    @Test func theKeyPageAndThePaletteComeFromThePage() async throws {
        let walk = try await walk(
            Place("hairpin-off"), .shows("Fix: "), .type("1"), .shows("› Diagnosis"), .type("?"), .shows("Show all severities"),
            .press(.escape),
            .until { !$0.contains("Show all severities") }, .type(":"), .type("a"), .type("r"), .type("e"), .type("a"),
            .shows("Show one area after the other"), .press(.enter), .shows("Shown: all severities,"), .press(.ctrl("c")))
        #expect(walk.seen.count == 6)
    }

    @Test func copyGoesToTheTerminalAndIsSaid() async throws {
        let walk = try await walk(nil, Self.home, .type("y"), .shows("Copied "))
        #expect(walk.copied.first?.contains("Nothing wrong was found") ?? false)
        #expect(walk.copied.first?.contains("Kubelet: OK.") ?? false)
    }

    @Test func ctrlZSuspendsFromEverywhere() async throws {
        let walk = try await walk(
            nil, Self.home, .press(.ctrl("z")), .type("4"), .shows("› Explain"), .press(.ctrl("z")), .type("x"),
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

    @Test func theFirstFrameIsDrawnBeforeAnythingIsRead() async throws {
        let frames = Mutex(-1)
        var place = try Place("hairpin-off")
        place.load = { drawn in
            frames.withLock { $0 = drawn }
            return Knowledge.base
        }
        let walk = try await walk(place, Self.cause)
        #expect(frames.withLock { $0 } >= 1)
        #expect(walk.frames.first?.contains("Checking the node") ?? false)
        #expect(walk.frames.first?.contains("before the look") ?? false)
    }

    @Test func fromTheCauseToItsRecipeAndBack() async throws {
        let walk = try await walk(
            Place("hairpin-off"), Self.cause, .press(.enter), .shows("Fix"), .press(.enter), .shows("Step 1 of"), .type("y"),
            .shows("Copied 2 lines."), .press(.escape), .shows("Fix"), .press(.escape), .hides("›"), .type("q"), .shows("never"))
        #expect(walk.copied.count == 1)
        #expect(walk.hasLeft)
    }

    @Test func thePaletteOpensAnyPage() async throws {
        let walk = try await walk(
            Place("hairpin-off"), Self.cause, .type(":"), .shows("Check the node again."), .type("e"), .type("x"), .type("p"),
            .type("l"), .shows("Explain an error text."), .shows("Enter do it"), .press(.enter), .shows("› Explain"))
        #expect(walk.seen.count == 5)
        let palette = walk.frames.filter { $0.contains("Explain an error text.") }
        #expect(!palette.contains { $0.contains("r check again") }, "letters are text there, and the help line says no other")
    }

    @Test func aPastedTextIsExplainedFromAnyPage() async throws {
        let text = "failed to load kubelet config file, path: /var/lib/kubelet/config.yaml\nand more"
        let walk = try await walk(
            Place("hairpin-off"), Self.cause, .press(.paste(text)), .shows("2 lines pasted"), .shows("best match first"))
        #expect(walk.last.contains("known problem"))
    }

    @Test func theHelpLineOffersNoLettersWhileOneTypes() async throws {
        let walk = try await walk(
            Place("hairpin-off"), Self.cause, .type("4"), .shows("F1 keys"), .type("q"), .type("?"), .shows("q?"),
            .press(.escape), .hides("q?"), .press(.escape), .hides("› Explain"))
        #expect(!walk.frames.contains { $0.contains("Leave drydock?") })
    }

    @Test func lookingAgainShowsProgressAndKeepsWhatIsKnown() async throws {
        let walk = try await walk(
            Place("hairpin-off", delay: .milliseconds(30)), .shows("no hairpin mode"), .type("1"), .shows("rules kept"),
            .type("r"),
            .until { $0.contains(" of ") && $0.contains(" - ") && $0.contains("hairpin") }, .shows("rules kept"))
        #expect(walk.seen.count == 4)
        let named = walk.frames.drop { !$0.contains("wb-cp1") && !$0.contains("hairpin") }
        #expect(!named.contains { $0.contains("unknown recorded") }, "the name stays known")
    }

    @Test func theMouseIsTranslatedToThePage() async throws {
        let walk = try await walk(
            Place("hairpin-off"), Self.cause, .type("m"), .shows("drydock uses the mouse"),
            .press(.mouse(Mouse(.press, at: Point(x: 8, y: 1)))), .shows("› cni-config-lacks-hairpin"))
        #expect(walk.last.contains("hairpin"))
    }

    @Test func watchOpensOnTopOfHome() async throws {
        let walk = try await walk(
            Place("hairpin-off", opening: .watch), .shows("› Watch"), .shows("A recorded node does not change."), .type("q"),
            .hides("› Watch"), .type("q"), .shows("never"))
        #expect(walk.hasLeft)
    }

    @Test func aNodeOnWhichEverythingHangsCanBeLeftAtOnce() async throws {
        let clock = ContinuousClock()
        let taken = try await clock.measure {
            let walk = try await walk(
                Place(HungHost()), .shows("fixes"), .press(.ctrl("c")), .shows("Stopped."), .type("1"),
                .shows("› Diagnosis"), .press(.escape), .type("q"), .shows("never"))
            #expect(walk.hasLeft)
        }
        #expect(taken < .seconds(120), "everything hangs for an hour")
    }

    @Test func aPageIsWrittenIntoANewFile() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "drydock-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let name = folder.appending(path: "page").path
        #expect(FileWriting.write("one\n", named: "page", in: folder.path, ending: ".txt") == "Written to \(name).txt.")
        #expect(FileWriting.write("two\n", named: "page", in: folder.path, ending: ".txt") == "Written to \(name)-2.txt.")
        #expect(try String(contentsOf: URL(filePath: name + ".txt"), encoding: .utf8) == "one\n")
    }
}
