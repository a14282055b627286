import CRI
import Diagnosis
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

/// The loop with a display that plays a person, over recorded nodes.
@Suite(.serialized) struct TerminalProgramTests {
    static func host(_ node: String = "hairpin-off") throws -> RecordedHost {
        try RecordedHost(capture: CapturingTests.nodes.appending(path: node).path)
    }

    /// What was seen while a script was played.
    private struct Played: Sendable {
        /// Each frame as text.
        var frames: [String]
        var copied: [String]
        var suspensions: Int
        var missed: String?
        var isOver: Bool
    }

    /// Runs the script to its end, on a thread that may wait as the main thread of the program does.
    private func play(
        _ steps: [ScriptDisplay.Step], host: (any Host)? = nil, opening: Route? = nil,
        load: @escaping @Sendable (Int) -> KnowledgeBase = { _ in Knowledge.base }
    ) async throws -> Played {
        let host = try host ?? Self.host()
        let played: Played = try await withCheckedThrowingContinuation { continuation in
            DispatchQueue(label: "drydock loop").async {
                continuation.resume(with: Result { try Self.run(steps, host, opening, load) })
            }
        }
        #expect(played.missed == nil)
        #expect(played.isOver)
        return played
    }

    private static func run(
        _ steps: [ScriptDisplay.Step], _ host: any Host, _ opening: Route?, _ load: @escaping @Sendable (Int) -> KnowledgeBase
    ) throws -> Played {
        let display = try ScriptDisplay(steps)
        let mailbox = Mailbox(waker: display.waker)
        nonisolated(unsafe) let counted = display
        let work = Work(host: host, mailbox: mailbox) { load(counted.frames.count) }
        let session = Session(program: "drydock test", nodeName: "before the look", isRecorded: true)
        TerminalProgram(display: display, work: work, mailbox: mailbox, session: session, pages: Pages(), opening: opening).run()
        return Played(
            frames: display.frames.map(\.canvas.text), copied: display.copied, suspensions: display.suspensions,
            missed: display.missed, isOver: display.isOver)
    }

    private static let looked = ScriptDisplay.Step.until("1 cause")

    @Test func theFirstFrameIsDrawnBeforeAnythingIsRead() async throws {
        let frames = Mutex(-1)
        let played = try await play([Self.looked, .key(.character("q"))]) { drawn in
            frames.withLock { $0 = drawn }
            return Knowledge.base
        }
        #expect(frames.withLock { $0 } >= 1)
        #expect(played.frames.first?.contains("Looking at the node") ?? false)
        #expect(played.frames.first?.contains("before the look") ?? false)
    }

    @Test func fromTheCauseToItsRecipeAndBack() async throws {
        let display = try await play([
            Self.looked, .key(.enter), .until("Mend"), .key(.enter), .until("Step 1 of"), .key(.character("y")),
            .until("Copied 1 line."), .key(.escape),
            .until("Mend"), .key(.escape), .until("Diagnosis"), .key(.character("q")),
        ])
        #expect(display.copied.count == 1)
    }

    @Test func keysPageAndPaletteAreMadeFromThePage() async throws {
        let display = try await play([
            Self.looked, .key(.character("?")), .until("Go one page back; nothing is lost."), .key(.escape),
            .key(.character(":")),
            .until("Look at the node again."), .key(.character("e")), .key(.character("x")), .key(.character("p")),
            .key(.character("l")),
            .until("Have an error text explained."), .key(.enter), .until("› Explain"), .key(.escape), .key(.character("q")),
        ])
        #expect(display.frames.count > 5)
    }

    @Test func aPastedTextIsExplainedFromAnyPage() async throws {
        let display = try await play([
            Self.looked, .key(.paste("failed to load kubelet config file, path: /var/lib/kubelet/config.yaml\nand more")),
            .until("2 lines pasted"),
            .until("best match first"), .key(.escape), .key(.escape), .key(.character("q")),
        ])
        #expect(display.frames.contains { $0.contains("known problem") })
    }

    @Test func lettersAreTextWhileOneTypesAndTheHelpLineSaysSo() async throws {
        let display = try await play([
            Self.looked, .key(.character("4")), .until("F1 keys"), .key(.character("q")), .key(.character("?")), .until("q?"),
            .key(.escape), .untilGone("q?"),
            .key(.escape), .untilGone("› Explain"), .key(.character("q")),
        ])
        #expect(!display.frames.contains { $0.contains("Leave drydock?") })
    }

    @Test func lookingAgainShowsProgressAndKeepsWhatIsKnown() async throws {
        let display = try await play([
            Self.looked, .key(.character("1")), .until("› Diagnosis"), .key(.character("r")), .until("rules kept"), .key(.escape),
            .key(.character("q")),
        ])
        #expect(display.frames.contains { $0.contains(" of ") })
        #expect(!display.frames.dropFirst(20).contains { $0.contains("unknown recorded") }, "the name stays known")
    }

    @Test func escapeAtTheTopAsksAndCancelIsFocused() async throws {
        _ = try await play([
            Self.looked, .key(.escape), .until("Leave drydock?"), .key(.enter), .untilGone("Leave drydock?"), .key(.escape),
            .until("Leave drydock?"), .key(.tab), .key(.enter),
        ])
    }

    @Test func ctrlCStopsThenSaysHowToLeaveThenLeaves() async throws {
        _ = try await play([Self.looked, .key(.ctrl("c")), .until("Ctrl-C once more"), .key(.ctrl("c"))])
    }

    @Test func belowTheSmallestSizeNothingActsButLeaving() async throws {
        _ = try await play([
            Self.looked, .resize(52, 14), .until("60x16 needed, 52x14 here"), .key(.enter), .key(.character("1")),
            .resize(80, 24), .until("1  Diagnosis"), .untilGone("› "),
            .resize(20, 5), .key(.character("q")),
        ])
    }

    @Test func suspendingIsTheDisplays() async throws {
        let display = try await play([Self.looked, .key(.ctrl("z")), .key(.character("q"))])
        #expect(display.suspensions == 1)
    }

    @Test func theMouseIsTranslatedToThePage() async throws {
        _ = try await play([
            Self.looked, .key(.character("m")), .until("drydock takes the mouse"),
            .key(.mouse(Mouse(.press, at: Point(x: 8, y: 1)))), .until("Mend"),
            .key(.character("q")), .key(.character("q")),
        ])
    }

    @Test func watchOpensOnTopOfHome() async throws {
        let display = try await play(
            [
                .until("› Watch"), .until("A recorded node does not change."), .key(.character("q")), .until("Diagnosis"),
                .key(.character("q")),
            ], opening: .watch)
        #expect(display.isOver)
    }

    /// A host on which everything waits for ever.
    private struct HungHost: Host {
        let isRecorded = false
        func now() async -> Int { 1_795_503_699 }
        private func hang() async throws(HostError) -> Never {
            while !Task.isCancelled { try? await Task.sleep(for: .seconds(3600)) }
            throw .timedOut(what: "everything", seconds: 0)
        }
        func read(_ path: String, limit: Int) async throws(HostError) -> FileContent { try await hang() }
        func list(_ path: String) async throws(HostError) -> [FileStatus] { try await hang() }
        func status(_ path: String) async throws(HostError) -> FileStatus { try await hang() }
        func space(_ path: String) async throws(HostError) -> FileSystemSpace { try await hang() }
        func run(_ command: Command) async throws(HostError) -> CommandOutput { try await hang() }
        func scan(_ log: LogSource, chunk: @escaping @Sendable (UnsafeRawBufferPointer) -> Void) async throws(HostError)
            -> ScanResult
        { try await hang() }
        func ask<Call: CRICall>(_ call: Call, at socket: String, deadline: Duration) async throws(HostError) -> Call.Reply {
            try await hang()
        }
        func get(_ url: String, deadline: Duration) async throws(HostError) -> HTTPAnswer { try await hang() }
    }

    @Test func aNodeOnWhichEverythingHangsCanBeLeftAtOnce() async throws {
        let clock = ContinuousClock()
        let taken = try await clock.measure {
            _ = try await play(
                [
                    .until("ways to mend"), .key(.ctrl("c")), .until("Stopped."), .key(.character("1")), .until("› Diagnosis"),
                    .key(.escape), .key(.character("q")),
                ], host: HungHost())
        }
        #expect(taken < .seconds(15))
    }

    @Test func aPageIsWrittenIntoANewFile() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "drydock-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let name = folder.appending(path: "page").path
        #expect(FileWriting.write("one\n", named: "page", in: folder.path, ending: ".txt") == "Written to \(name).txt.")
        #expect(FileWriting.write("two\n", named: "page", in: folder.path, ending: ".txt") == "Written to \(name)-2.txt.")
        #expect(try String(contentsOf: URL(filePath: name + ".txt"), encoding: .utf8) == "one\n")
    }
}
