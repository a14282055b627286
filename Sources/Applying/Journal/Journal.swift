import FoundationEssentials
import Glibc
import Steps
import Synchronization

/// The journal of one run: a file of JSON lines, each on the disk before the next thing is done. A run that changes nothing leaves none.
public final class Journal: Sendable {
    /// Where journals lie, below drydock's own folder: for root alone, because they name what was done.
    static let folder = "journal"
    /// The run's name: the time at which it began, `20261130T101500Z`.
    public let run: String
    private let folder: String
    private let path: String
    private let state: Mutex<State>
    let log: RunLog

    private struct State {
        /// Nil until there is something to note.
        var file: Int32?
        /// What stands first; nil where the journal goes on.
        var head: JournalEntry.Head?
        /// The key of the step that is being done.
        var step = ""
    }

    /// - Parameters:
    ///   - state: drydock's own folder, `/var/lib/drydock`.
    ///   - head: what the run does; nil where the journal is there and goes on.
    public init(run: String, below state: String, head: JournalEntry.Head?) {
        self.run = run
        folder = "\(state)/\(Self.folder)"
        path = "\(folder)/\(run).jsonl"
        log = RunLog("\(folder)/\(run).log")
        self.state = Mutex(State(head: head))
    }

    /// A name for a run that begins now, behind those of all that are there: two may begin in one second, and the clock may have been set
    /// back.
    ///
    /// - Parameter time: `20261130T101500Z`.
    public static func name(at time: String, below state: String) -> String {
        guard let newest = JournalRun.names(below: state).last, newest >= time else { return time }
        let parts = newest.split(separator: "-")
        let number = (parts.count > 1 ? Int(parts[1]) ?? 1 : 1) + 1
        return "\(parts[0])-\(number < 10 ? "0" : "")\(number)"
    }

    /// The steps of a run of which nothing is noted yet; none later.
    var stepsToCome: [Step] { state.withLock { $0.head?.steps ?? [] } }

    deinit { _ = state.withLock { $0.file.map(Glibc.close) } }

    /// Writes an entry and waits until the disk has it: what cannot be noted is not done.
    public func write(_ entry: JournalEntry) throws(DoerError) {
        try state.withLock { (state: inout State) throws(DoerError) -> Void in
            if case .closed = entry, state.file == nil, state.head != nil { return }
            if case .step(let begun) = entry { state.step = begun.step }
            let file = if let file = state.file { file } else { try open() }
            state.file = file
            if let head = state.head { try put(.run(head), file) }
            state.head = nil
            try put(entry, file)
        }
    }

    /// Where the output of the run's commands stands; nil where there is none.
    public var logPath: String? { log.isThere ? log.path : nil }

    /// The key of the step that is being done.
    var current: String { state.withLock { $0.step } }

    private func open() throws(DoerError) -> Int32 {
        if let problem = WholeFile.makeFolder(folder) {
            throw DoerError("The folder of journals \(folder) could not be made: \(problem). Nothing was changed.")
        }
        chmod(folder, 0o700)
        let file = Glibc.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else {
            throw DoerError("The journal \(path) could not be opened: \(WholeFile.reason()). Nothing was changed.")
        }
        try mend(file)
        return file
    }

    /// A line that was cut off goes: what it announces was not done, and the next one would be taken for its end.
    private func mend(_ file: Int32) throws(DoerError) {
        guard lseek(file, 0, SEEK_END) > 0, let bytes = WholeFile.read(path), bytes.last != 10 else { return }
        let end = bytes.lastIndex(of: 10).map { $0 + 1 } ?? 0
        guard ftruncate(file, off_t(end)) == 0 else {
            throw DoerError("The journal \(path) could not be mended: \(WholeFile.reason()). Nothing was changed.")
        }
    }

    private func put(_ entry: JournalEntry, _ file: Int32) throws(DoerError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard var bytes = try? [UInt8](encoder.encode(entry)) else {
            throw DoerError("An entry of the journal cannot be written.")
        }
        bytes.append(10)
        // One write: a line is there, or cut short, and never mixed with another.
        let end = lseek(file, 0, SEEK_END)
        let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
        guard count == bytes.count, fsync(file) == 0 || errno == EINVAL else {
            let reason = count >= 0 && count < bytes.count ? "the disk is full" : WholeFile.reason()
            // Half a line would take the next one with it.
            if end >= 0 { ftruncate(file, end) }
            throw DoerError("The journal \(path) could not be written: \(reason). What would have come next was not done.")
        }
    }
}
