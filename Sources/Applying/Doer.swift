import Steps

/// The only door that changes a machine. It does one primitive thing at a time and decides nothing.
public protocol Doer: Sendable {
    /// Asked between operations.
    var stop: Stop { get }
    /// Tells whoever follows the run.
    func tell(_ progress: Progress)

    /// The notes of steps that were begun and not ended.
    func isNoted(_ step: String) async -> Bool
    func note(_ step: String) async throws(DoerError)
    func clear(_ step: String) async throws(DoerError)

    /// A step is about to change something for the first time in this run: what takes it back is noted.
    func begin(_ step: Step) async throws(DoerError)
    /// A step that was begun has ended.
    func ended(_ end: StepEnd) async throws(DoerError)

    /// A file as it is there; nil where there is none. Throws where that cannot be seen.
    func file(_ path: String) async throws(DoerError) -> FileState?
    /// Why a file could not be written here, as it stands; nil where nothing is known against it. A whole sentence.
    func obstacle(to path: String) async -> String?
    /// Writes a file whole: beside its place, with its mode, then over it.
    func write(_ bytes: [UInt8], to path: String, mode: FileMode, as purpose: FilePurpose) async throws(DoerError)
    /// Whether a program is not on this machine.
    func lacks(_ program: String) async -> Bool
    /// Runs a command without a shell. One that ended with another status than 0 is an answer, not an error; one whose output did not come
    /// whole is an error.
    func run(_ words: [String], environment: [String: String]) async throws(DoerError) -> CommandEnd
    /// The same where the output is kept in a file, and told to nobody.
    func runQuietly(_ words: [String], environment: [String: String]) async throws(DoerError) -> CommandEnd
    /// Runs a command that changes nothing: a check, a guard.
    func ask(_ words: [String], environment: [String: String]) async throws(DoerError) -> CommandEnd
    /// The bytes at an address, over TLS.
    func download(_ url: String) async throws(DoerError) -> [UInt8]
    /// Whether a container of this name runs, by the runtime.
    func runs(container: String) async throws(DoerError) -> Bool
    /// What drydock itself sees of a condition, or of a rule: nil where it cannot be told.
    func holds(_ check: Check) async -> Bool?
    func sleep(seconds: Int) async
    /// Puts a file's kept bytes back, with its mode and owner.
    func restore(_ old: JournalEntry.Old, to path: String) async throws(DoerError)
    /// Removes a file, and those folders, outermost first, that hold nothing then.
    func remove(_ path: String, folders: [String]) async throws(DoerError)
}

/// For a doer that keeps no journal, and that nobody follows.
extension Doer {
    public var stop: Stop { Stop() }
    public func obstacle(to path: String) async -> String? { nil }
    public func lacks(_ program: String) async -> Bool { false }
    public func tell(_ progress: Progress) {}
    public func runQuietly(_ words: [String], environment: [String: String]) async throws(DoerError) -> CommandEnd {
        try await run(words, environment: environment)
    }
    public func begin(_ step: Step) async throws(DoerError) {}
    public func ended(_ end: StepEnd) async throws(DoerError) {}
    public func ask(_ words: [String], environment: [String: String]) async throws(DoerError) -> CommandEnd {
        try await run(words, environment: environment)
    }
    public func restore(_ old: JournalEntry.Old, to path: String) async throws(DoerError) {
        throw DoerError("Nothing was kept of \(path).")
    }
    public func remove(_ path: String, folders: [String]) async throws(DoerError) {
        throw DoerError("It is not known whether \(path) was there.")
    }
}

/// Why a file is written, by which is decided whose it is and what becomes of the one that was there.
public enum FilePurpose: Sendable {
    /// A plan's own: it is root's. What stood there is kept first, once a run.
    case plan
    /// A person's, of which a part is changed: it stays whose it was. What stood there is kept first, once a run.
    case edit
    /// What a look found: it is root's, and nothing of the look before is kept.
    case look
}

/// A file as it is there.
public struct FileState: Sendable, Equatable {
    public var bytes: [UInt8]
    public var mode: FileMode

    public init(bytes: [UInt8], mode: FileMode) {
        self.bytes = bytes
        self.mode = mode
    }
}

/// How a command ended.
public struct CommandEnd: Sendable, Equatable {
    /// As a shell gives it: 128 and the signal's number where one ended it.
    public var status: Int
    public var out: [UInt8]
    /// The last of what it wrote to stderr.
    public var err: String

    public init(status: Int, out: [UInt8] = [], err: String = "") {
        self.status = status
        self.out = out
        self.err = err
    }
}

/// Why a primitive thing could not be done: a whole sentence, with the path or program.
public struct DoerError: Error, Sendable, Equatable, CustomStringConvertible {
    public var description: String

    public init(_ description: String) { self.description = description }
}
