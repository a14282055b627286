import Applying
import FoundationEssentials
import Glibc
import Steps

/// A folder with files to change and a state folder of drydock's own, for one test.
final class ScratchState: Sendable {
    let folder: String

    init() throws {
        var name = Array("/tmp/drydock-applying-XXXXXX".utf8CString)
        guard let made = mkdtemp(&name) else { throw DoerError("no folder") }
        folder = String(cString: made)
        mkdir(etc, 0o755)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    var state: String { "\(folder)/state" }
    var etc: String { "\(folder)/etc" }

    func write(_ name: String, _ text: String, mode: mode_t = 0o644) throws {
        try Data(text.utf8).write(to: URL(filePath: "\(etc)/\(name)"))
        chmod("\(etc)/\(name)", mode)
    }

    func read(_ name: String) -> String? {
        (try? Data(contentsOf: URL(filePath: "\(etc)/\(name)"))).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Every path below `etc` with its mode and content.
    var tree: [String] {
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: etc)) ?? []
        return names.sorted().map { name in
            var found = stat()
            stat("\(etc)/\(name)", &found)
            return "\(name) \(String(found.st_mode, radix: 8)) \(found.st_uid) \(read(name) ?? "folder")"
        }
    }

    /// A step that writes and edits; its key is its number.
    func step(_ key: String, _ actions: [Action], undo: Undo = .journal, check: Check? = nil) -> Step {
        Step(
            key, on: "m", phase: .fix, title: "Step \(key).", why: "A test.", risk: .edits, actions: actions, check: check,
            undo: undo)
    }

    /// Carries steps out under a journal of this name.
    func carryOut(
        _ steps: [Step], run: String = "20261130T100000Z", closes: Bool = true, watch: RunWatch = RunWatch()
    ) async throws -> [StepEnd] {
        let journal = Journal(run: run, below: state, head: .init(name: "fix a by b", machine: "m", steps: steps))
        var engine = Engine(LocalDoer(run: run, below: state, journal: journal, watch: watch))
        let ends = await engine.run(Program(steps))
        if closes { try journal.write(.closed(.init(isWell: ends.allSatisfy { $0.status == 0 }))) }
        return ends
    }

    /// What carrying them out would do.
    func preview(_ steps: [Step]) async throws -> [StepEnd] {
        var engine = Engine(LocalDoer(run: "preview", below: state), looksOnly: true)
        return await engine.run(Program(steps))
    }

    func takeBack(_ run: JournalRun, looksOnly: Bool = false, watch: RunWatch = RunWatch()) async throws -> [StepEnd] {
        let journal = looksOnly ? nil : Journal(run: run.name, below: state, head: nil)
        return await TakingBack(
            run, by: LocalDoer(run: run.name, below: state, journal: journal, watch: watch), journal: journal
        ).carryOut()
    }

    func newest() throws -> JournalRun? { try JournalRun.newest(below: state) { _ in true } }
}
