import FoundationEssentials
import Glibc
import Steps
import Synchronization

/// The journal of one run: a file of JSON lines, each on the disk before the next thing is done.
public final class Journal: Sendable {
    /// Where journals lie, below drydock's own folder: for root alone, because they name what was done.
    static let folder = "journal"
    /// The run's name: the time at which it began, `20261130T101500Z`.
    public let run: String
    private let file: Int32
    private let path: String
    /// The step that is being done.
    private let step = Mutex("")

    /// Begins a journal, or goes on with one that is there.
    ///
    /// - Parameter state: drydock's own folder, `/var/lib/drydock`.
    public init(run: String, below state: String) throws(DoerError) {
        self.run = run
        let folder = "\(state)/\(Self.folder)"
        if let problem = WholeFile.makeFolder(folder) {
            throw DoerError("The folder of journals \(folder) could not be made: \(problem). Nothing was changed.")
        }
        chmod(folder, 0o700)
        path = "\(folder)/\(run).jsonl"
        file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else {
            throw DoerError("The journal \(path) could not be opened: \(WholeFile.reason()). Nothing was changed.")
        }
    }

    deinit { close(file) }

    /// Writes an entry and waits until the disk has it: what cannot be noted is not done.
    public func write(_ entry: JournalEntry) throws(DoerError) {
        if case .step(let begun) = entry { step.withLock { $0 = begun.step } }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard var bytes = try? [UInt8](encoder.encode(entry)) else {
            throw DoerError("An entry of the journal cannot be written.")
        }
        bytes.append(10)
        // One write: a line is there, or cut short, and never mixed with another.
        let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
        guard count == bytes.count, fsync(file) == 0 || errno == EINVAL else {
            let reason = count >= 0 && count < bytes.count ? "the disk is full" : WholeFile.reason()
            throw DoerError("The journal \(path) could not be written: \(reason). What would have come next was not done.")
        }
    }

    /// The key of the step that is being done.
    var current: String { step.withLock { $0 } }
}
