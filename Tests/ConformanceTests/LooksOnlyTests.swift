import Applying
import Editing
import Glibc
import Steps
import Testing

/// A look at what would be done sees files as the steps before would leave them.
@Suite(.enabled(if: geteuid() == 0, "files get an owner")) struct LooksOnlyTests {
    private func step(_ place: Place, _ actions: [Action]) -> Step {
        Step(place.key, on: "cp1", phase: .fix, title: "Do it", why: "It is wrong.", risk: .edits, actions: actions)
    }

    @Test func anEditOfAFileThatAnEarlierStepWrites() async throws {
        let place = try Place()
        let steps = [
            step(place, [.write(PlannedFile(place.path, "kind: A\nnames: [a]\n"))]),
            step(place, [.edit(FileChange(place.path, FileEdit(.yaml, kind: "A", [.set(EditPath(keys: "owner"), "me")])))]),
        ]
        var looking = Engine(ScratchDoer(place), looksOnly: true)
        #expect(await looking.run(Program(steps)).map(\.state) == [.wouldChange, .wouldChange])
        #expect(access(place.path, F_OK) != 0)
        var doing = Engine(ScratchDoer(place))
        #expect(await doing.run(Program(steps)).map(\.state) == [.changed, .changed])
    }
}
