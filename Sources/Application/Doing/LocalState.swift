import Applying
import Facts
import Glibc
import Screens
import Steps
import Text

/// What drydock keeps on a machine that it changes: locks and journals.
enum LocalState {
    static func demandRoot() throws(Refusal) {
        guard geteuid() == 0 else {
            throw Refusal("Run this as root: the steps read files that only root may read.", status: 3)
        }
    }

    /// Takes the lock.
    static func lock(_ what: String) throws(Refusal) -> RunLock {
        do throws(DoerError) { return try RunLock(below: "/run/drydock", what: "\(what), since \(now)") } catch {
            throw Refusal(error.description, status: 3)
        }
    }

    /// Refuses to begin anything new on a machine on which a run was cut off.
    static func demandNoOpenRun() throws(Refusal) {
        guard let run = try cutOff() else { return }
        throw Refusal("\(run.sentence) Go on with --resume, or take back with --undo what it did.", status: 3)
    }

    /// The run that was cut off, as a person is told of it; nil where none was.
    static func cutOff() throws(Refusal) -> CutOffRun? {
        try open().map { CutOffRun(name: $0.head.name, place: "begun at \($0.began)\(place($0))") }
    }

    /// The run that was cut off; nil where none was.
    static func open() throws(Refusal) -> JournalRun? { try newest(where: \.isOpen) }

    /// The newest run for which something holds.
    static func newest(where isMeant: (JournalRun) -> Bool) throws(Refusal) -> JournalRun? {
        do throws(DoerError) { return try JournalRun.newest(below: LocalDoer.state, where: isMeant) } catch {
            throw Refusal(error.description, status: 3)
        }
    }

    /// All runs whose journals can be read, newest first.
    static func runs() throws(Refusal) -> [JournalRun] {
        var runs: [JournalRun] = []
        for name in JournalRun.names(below: LocalDoer.state).reversed() {
            do throws(DoerError) {
                if let run = try JournalRun.read(name, below: LocalDoer.state) { runs.append(run) }
            } catch { Output.note(error.description) }
        }
        return runs
    }

    /// A run by its name.
    static func run(_ name: String) throws(Refusal) -> JournalRun {
        do throws(DoerError) {
            if JournalRun.names(below: LocalDoer.state).contains(name),
                let run = try JournalRun.read(name, below: LocalDoer.state)
            {
                return run
            }
        } catch { throw Refusal(error.description, status: 3) }
        throw Refusal("There is no run \(name) on this machine. drydock fix --runs lists them.", status: 3)
    }

    /// The journal of a run that begins now.
    static func journal(of head: JournalEntry.Head) -> Journal {
        let name = Journal.name(at: now.filter { $0 != "-" && $0 != ":" }, below: LocalDoer.state)
        return Journal(run: name, below: LocalDoer.state, head: head)
    }

    /// The journal of a run that is there, to go on with.
    static func journal(of run: JournalRun) -> Journal { Journal(run: run.name, below: LocalDoer.state, head: nil) }

    /// Writes the last line of a run.
    static func close(_ journal: Journal, isWell: Bool, _ says: String?) throws(Refusal) {
        do throws(DoerError) { try journal.write(.closed(.init(isWell: isWell, says: says))) } catch {
            throw Refusal(error.description, status: 1)
        }
        Pruning.prune(below: LocalDoer.state, now: Glibc.time(nil))
    }

    private static var now: String { Instant(seconds: Glibc.time(nil)).description }

    private static func place(_ run: JournalRun) -> String {
        run.parts.last { $0.end == nil }.map { ", in the step \"\($0.step.title)\"" } ?? ""
    }
}
