import Editing
import Glibc
import Steps
import Testing

@testable import Applying

/// What a run did is taken back from its journal alone.
@Suite struct TakingBackTests {
    private let place: ScratchState

    init() throws { place = try ScratchState() }

    private var steps: [Step] {
        [
            place.step(
                "one",
                [
                    .write(PlannedFile("\(place.etc)/new/deep/a.conf", mode: 0o600, "made\n")),
                    .write(PlannedFile("\(place.etc)/old.conf", mode: 0o644, "other\n")),
                ]),
            place.step(
                "two", [.edit(FileChange("\(place.etc)/person.yaml", FileEdit(.yaml, [.set(EditPath(keys: "a"), .integer(2))])))]),
        ]
    }

    private func fill() throws {
        try place.write("old.conf", "mine\n", mode: 0o640)
        try place.write("person.yaml", "# kept\na: 1 # here too\n", mode: 0o600)
        if geteuid() == 0 { chown("\(place.etc)/old.conf", 3, 4) }
    }

    @Test func theTreeIsAsItWas() async throws {
        try fill()
        let before = place.tree
        let ends = try await place.carryOut(steps)
        #expect(ends.map(\.state) == [.changed, .changed], "\(ends)")
        #expect(place.tree != before && place.read("person.yaml") == "# kept\na: 2 # here too\n")
        let run = try #require(try place.newest())
        let look = try await place.takeBack(run, looksOnly: true)
        #expect(look.map(\.state) == [.wouldChange, .wouldChange] && place.tree != before, "\(look)")
        let undone = try await place.takeBack(run)
        #expect(undone.map(\.step.key) == ["two", "one"] && undone.allSatisfy { $0.state == .changed }, "\(undone)")
        #expect(place.tree == before, "\(place.tree)")
        #expect(try place.newest()?.standing == [])
    }

    /// Each step gets back what stood there before it, not what stood there before the run.
    @Test func twoStepsOnOneFileAreTakenBackOneByOne() async throws {
        try fill()
        let before = place.tree
        let edits = [2, 3].map { number in
            place.step(
                "to-\(number)",
                [.edit(FileChange("\(place.etc)/person.yaml", FileEdit(.yaml, [.set(EditPath(keys: "a"), .integer(number))])))])
        }
        _ = try await place.carryOut(edits)
        #expect(place.read("person.yaml") == "# kept\na: 3 # here too\n")
        let ends = try await place.takeBack(try #require(try place.newest()))
        #expect(ends.map(\.state) == [.changed, .changed], "\(ends)")
        #expect(place.tree == before)
    }

    @Test func whatSomebodyChangedSinceIsLeft() async throws {
        try fill()
        _ = try await place.carryOut(steps)
        try place.write("person.yaml", "a: 3\n", mode: 0o600)
        let ends = try await place.takeBack(try #require(try place.newest()))
        #expect(ends.map(\.state) == [.failed] && ends[0].says?.contains("was changed after this step") == true, "\(ends)")
        #expect(place.read("person.yaml") == "a: 3\n" && place.read("old.conf") == "other\n")
        #expect(try place.newest()?.standing.count == 2)
    }

    @Test func aRunThatWasCutOffIsTakenBackToo() async throws {
        try fill()
        let before = place.tree
        // The second step fails behind its edit, and the journal is not closed.
        let broken = place.step(
            "two",
            [
                .edit(FileChange("\(place.etc)/person.yaml", FileEdit(.yaml, [.set(EditPath(keys: "a"), .integer(2))]))),
                .run(Run(["false"])),
            ])
        let ends = try await place.carryOut([steps[0], broken], closes: false)
        #expect(ends.last?.state == .failed)
        let run = try #require(try place.newest())
        #expect(run.isOpen && run.parts.count == 2)
        let doer = LocalDoer(run: run.name, below: place.state)
        #expect(await doer.isNoted("two"))
        _ = try await place.takeBack(run)
        #expect(place.tree == before)
        // Nothing goes on with what was taken back.
        #expect(await !doer.isNoted("two"))
        #expect(try place.newest()?.isOpen == false)
    }

    @Test func whatCannotBeTakenBackSaysSoAndStopsThere() async throws {
        try fill()
        let final = place.step(
            "two", [.run(Run(["true"]))], undo: .none(because: "What it ran cannot be called back."))
        _ = try await place.carryOut([steps[0], final])
        let ends = try await place.takeBack(try #require(try place.newest()))
        #expect(ends.map(\.says) == ["This cannot be taken back: What it ran cannot be called back."])
        #expect(place.read("old.conf") == "other\n")
    }

    @Test func aStepsOwnUndoIsDone() async throws {
        try fill()
        let touched = "\(place.etc)/touched"
        let step = place.step(
            "one", [.run(Run(["touch", touched]))], undo: .commands([["rm", touched]]), check: .succeeds(["test", "-e", touched]))
        _ = try await place.carryOut([step])
        #expect(place.read("touched") == "")
        let ends = try await place.takeBack(try #require(try place.newest()))
        #expect(ends.map(\.state) == [.changed] && place.read("touched") == nil, "\(ends)")
    }

    /// A look tells what becomes of a file once, whoever does it.
    @Test func aFileIsToldOfOnce() async throws {
        let file = "\(place.etc)/new.conf"
        let step = place.step("one", [.write(PlannedFile(file, "a\n"))], undo: .actions([.write(PlannedFile(file, ""))]))
        _ = try await place.carryOut([step])
        let ends = try await place.takeBack(try #require(try place.newest()), looksOnly: true)
        #expect(ends.map(\.changes) == [["remove \(file)"]] && ends[0].files.count == 1, "\(ends)")
    }

    /// A step whose own way back leaves a file that was not there is finished from the journal.
    @Test func whatAStepsOwnUndoLeavesIsPutBackToo() async throws {
        try fill()
        let before = place.tree
        let file = "\(place.etc)/new.conf"
        let step = place.step(
            "one", [.write(PlannedFile(file, "a\n")), .run(Run(["true"]))], undo: .commands([["truncate", "--size=0", file]]))
        _ = try await place.carryOut([step])
        let ends = try await place.takeBack(try #require(try place.newest()))
        #expect(ends.map(\.state) == [.changed] && place.tree == before, "\(ends)")
    }

    /// A command of the way back that has nothing to take back, as the step failed before it, does not keep the files from going back.
    @Test func aStepThatFailedHalfwayLeavesNoFile() async throws {
        try fill()
        let before = place.tree
        let file = "\(place.etc)/new.conf"
        let step = place.step(
            "one", [.write(PlannedFile(file, "a\n")), .run(Run(["false"]))],
            undo: .actions([
                .run(Run(["rmdir", "\(place.etc)/never-made"])),
                .edit(FileChange(file, FileEdit(.lines, [.remove(EditPath(keys: "a"))]))),
            ]))
        let ends = try await place.carryOut([step])
        #expect(ends.map(\.state) == [.failed] && place.read("new.conf") == "a\n", "\(ends)")
        let undone = try await place.takeBack(try #require(try place.newest()))
        #expect(undone.map(\.state) == [.changed] && place.tree == before, "\(undone)")
        #expect(undone[0].says?.contains("rmdir") == true, "\(undone)")
    }

    /// A service that is restarted before its file is back goes on with what was to be taken back.
    @Test func servicesAreRestartedWhenAllFilesAreBack() async throws {
        let file = "\(place.etc)/a.conf"
        func part(_ key: String, _ actions: [Action], writes: Bool = false) -> JournalRun.Part {
            var part = JournalRun.Part(
                step: place.step(key, actions),
                begun: .init(step: key, units: [.init(name: "a.service", state: "active", file: "enabled")], installed: []))
            if writes { part.writes = [.init(step: key, path: file, old: nil, sum: Self.sum, folders: [])] }
            return part
        }
        try place.write("a.conf", "new\n")
        var run = JournalRun(name: "r", head: .init(name: "fix", machine: "m", steps: []))
        let restart: Action = .unit(UnitChange("a.service", .restarted))
        run.parts = [
            part("write", [.write(PlannedFile(file, "new\n")), restart], writes: true),
            part("restart", [.unit(.definitionsRead), restart]),
        ]
        let ends = await TakingBack(run, by: LocalDoer(run: "r", below: place.state), journal: nil).carryOut()
        #expect(
            ends.flatMap(\.changes) == [
                "remove \(file)", "run systemctl daemon-reload", "run systemctl restart a.service",
            ], "\(ends)")
    }

    /// What a fix mended is broken again once it is taken back: the service fails as it did before, and nothing is left to take back.
    @Test(arguments: [("activating", StepEnd.State.changed), ("active", .failed)])
    func aServiceThatDidNotRunBeforeNeedNotStart(before: String, state: StepEnd.State) async throws {
        let unit = "drydock-test-that-is-not-there.service"
        try place.write("a.conf", "new\n")
        var part = JournalRun.Part(
            step: place.step("one", [.unit(UnitChange(unit, .restarted))]),
            begun: .init(step: "one", units: [.init(name: unit, state: before, file: "enabled")], installed: []))
        part.writes = [.init(step: "one", path: "\(place.etc)/a.conf", old: nil, sum: Self.sum, folders: [])]
        let journal = Journal(run: "r", below: place.state, head: .init(name: "fix", machine: "m", steps: [part.step]))
        var run = JournalRun(name: "r", head: .init(name: "fix", machine: "m", steps: [part.step]))
        run.parts = [part]
        let ends = await TakingBack(run, by: LocalDoer(run: "r", below: place.state), journal: journal).carryOut()
        #expect(ends.map(\.state) == [state] && place.read("a.conf") == nil, "\(ends)")
        #expect(ends.first?.says?.contains("does not start") == (state == .changed), "\(ends)")
    }

    /// Between two steps a service that fails again and again may have come up by itself: how it was at first counts.
    @Test func howAServiceWasAtFirstCounts() {
        func begun(_ step: String, _ state: String) -> JournalRun.Part {
            JournalRun.Part(
                step: place.step(step, [.unit(UnitChange("a.service", .restarted))]),
                begun: .init(step: step, units: [.init(name: "a.service", state: state, file: "enabled")], installed: []))
        }
        var run = JournalRun(name: "r", head: .init(name: "fix", machine: "m", steps: []))
        run.parts = [begun("one", "activating"), begun("two", "active")]
        #expect(run.downAtFirst == ["a.service"])
        run.parts.reverse()
        #expect(run.downAtFirst.isEmpty)
    }

    /// The first step of a run notes the units of all.
    @Test func theUnitsOfAllStepsAreNotedAtFirst() async throws {
        try fill()
        let unit = "drydock-test-that-is-not-there.service"
        let later = place.step("two", [.unit(UnitChange(unit, .restarted))])
        _ = try await place.carryOut([steps[0], later])
        let run = try #require(try place.newest())
        #expect(run.parts.first?.step.key == "one" && run.downAtFirst == [unit], "\(run.parts.map(\.begun))")
    }

    /// SHA-256 of "new" and a line break.
    private static let sum = "7aa7a5359173d05b63cfd682e3c38487f3cb4f7f1d60659fe59fab1505977d4c"

    /// A restart leaves nothing that could be taken back, and does not keep what was before it from being.
    @Test func aStepThatLeavesNothingIsPassed() async throws {
        try fill()
        let before = place.tree
        _ = try await place.carryOut([steps[0], place.step("two", [.run(Run(["true"]))], undo: .actions([]))])
        let ends = try await place.takeBack(try #require(try place.newest()))
        #expect(ends.map(\.state) == [.unchanged, .changed] && place.tree == before, "\(ends)")
    }

    /// Only what drydock kept is put back: a copy that somebody changed is not what stood there.
    @Test func aCopyThatIsNotWhatWasKeptIsNotPutBack() async throws {
        try fill()
        _ = try await place.carryOut([steps[1]])
        let run = try #require(try place.newest())
        let kept = try #require(run.parts.first?.writes.first?.old?.kept)
        #expect(truncate(kept, 0) == 0)
        let ends = try await place.takeBack(run)
        #expect(ends.first?.says?.contains("is not what was kept of") == true, "\(ends)")
        #expect(place.read("person.yaml") == "# kept\na: 2 # here too\n")
    }
}
