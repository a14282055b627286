import Applying
import FoundationEssentials
import Glibc
import Steps
import Testing

/// The journal stands before what it tells, and is read whatever became of it.
@Suite struct JournalTests {
    private let place: ScratchState
    private let run = "20261130T100000Z"

    init() throws { place = try ScratchState() }

    private var path: String { "\(place.state)/journal/\(run).jsonl" }
    private var lines: [String] {
        get throws { try String(contentsOf: URL(filePath: path), encoding: .utf8).split(separator: "\n").map(String.init) }
    }

    private func record() async throws {
        try place.write("a", "old\n")
        _ = try await place.carryOut([
            place.step("one", [.write(PlannedFile("\(place.etc)/a", "new\n"))]),
            place.step("two", [.run(Run(["sh", "-c", "exit 3"]))]),
        ])
    }

    @Test func eachThingStandsThereBeforeItIsDoneAndAfter() async throws {
        try await record()
        let kinds = try lines.map { line in String(line.dropFirst(2).prefix { $0 != "\"" }) }
        #expect(kinds == ["run", "step", "write", "done", "end", "step", "command", "done", "end", "closed"])
        let found = try #require(try place.newest())
        #expect(found.parts.map(\.step.key) == ["one", "two"] && found.parts[1].commands == ["sh -c 'exit 3'"])
        #expect(found.closed?.isWell == false && !found.isOpen)
    }

    @Test func onlyRootMayReadIt() async throws {
        try await record()
        var found = stat()
        #expect(stat(path, &found) == 0 && found.st_mode & 0o777 == 0o600)
        #expect(stat("\(place.state)/journal", &found) == 0 && found.st_mode & 0o777 == 0o700)
    }

    @Test func aSecretAmongACommandsWordsIsReplaced() async throws {
        let ends = try await place.carryOut([
            place.step("one", [.run(Run(["true", "--token", "abcdef.0123456789abcdef"]))])
        ])
        #expect(ends[0].changes.count == 1 && !ends[0].changes[0].contains("0123456789abcdef"), "\(ends[0].changes)")
        let line = try #require(try lines.first { $0.hasPrefix("{\"command\":") })
        #expect(line.contains("true --token") && !line.contains("0123456789abcdef"), "\(line)")
    }

    /// Wherever the last line was cut off, what stands before it counts.
    @Test func aJournalThatWasCutAnywhereIsRead() async throws {
        try await record()
        let bytes = try Data(contentsOf: URL(filePath: path))
        let first = try #require(bytes.firstIndex(of: 10)) + 1
        for length in stride(from: 0, to: bytes.count, by: 7) {
            try bytes.prefix(length).write(to: URL(filePath: path))
            let found = try JournalRun.read(run, below: place.state)
            #expect((found == nil) == (length < first), "\(length)")
            #expect(found?.closed == nil || length == bytes.count)
        }
    }

    @Test func aNewerFormIsRefusedWithItsLine() async throws {
        try await record()
        try Data("{\"run\":{\"schemaVersion\":9}}\n".utf8).write(to: URL(filePath: path))
        let error = #expect(throws: DoerError.self) { try JournalRun.read(run, below: place.state) }
        #expect(error?.description.contains("\(run).jsonl:1 is of a newer drydock") == true, "\(error?.description ?? "")")
    }

    @Test func aLineThatIsNoneIsNamed() async throws {
        try await record()
        try Data((try lines[0] + "\nnonsense\n").utf8).write(to: URL(filePath: path))
        let error = #expect(throws: DoerError.self) { try JournalRun.read(run, below: place.state) }
        #expect(error?.description.contains("\(run).jsonl:2 is no entry of a journal") == true, "\(error?.description ?? "")")
    }

    /// A full disk: what cannot be noted is not done.
    @Test func whatCannotBeNotedIsNotDone() async throws {
        try place.write("a", "old\n")
        mkdir(place.state, 0o700)
        mkdir("\(place.state)/journal", 0o700)
        #expect(symlink("/dev/full", path) == 0)
        let ends = try await place.carryOut(
            [place.step("one", [.write(PlannedFile("\(place.etc)/a", "new\n"))])], closes: false)
        #expect(ends.map(\.state) == [.failed] && place.read("a") == "old\n", "\(ends)")
    }

    @Test func aRunThatChangesNothingLeavesNone() async throws {
        try place.write("a", "old\n")
        let ends = try await place.carryOut([place.step("one", [.write(PlannedFile("\(place.etc)/a", "old\n"))])])
        #expect(ends.map(\.state) == [.unchanged])
        #expect(try place.newest() == nil && access("\(place.state)/journal", F_OK) != 0)
    }

    @Test func aRunThatGoesOnAddsToItsJournal() async throws {
        try place.write("a", "old\n")
        let flag = "\(place.etc)/flag"
        let steps = [
            place.step("one", [.write(PlannedFile("\(place.etc)/a", "new\n"))]),
            place.step(
                "two", [.run(Run(["test", "-e", flag])), .write(PlannedFile("\(place.etc)/b", "b\n"))],
                check: .succeeds(["test", "-e", "\(place.etc)/b"])),
        ]
        #expect(try await place.carryOut(steps, closes: false).map(\.state) == [.changed, .failed])
        try place.write("flag", "")
        let journal = Journal(run: run, below: place.state, head: nil)
        var engine = Engine(LocalDoer(run: run, below: place.state, journal: journal))
        let ends = await engine.run(Program(steps))
        #expect(ends.map(\.state) == [.unchanged, .changed], "\(ends)")
        let found = try #require(try place.newest())
        #expect(found.parts.map(\.step.key) == ["one", "two"] && found.parts[1].end?.failed == false)
    }
}
