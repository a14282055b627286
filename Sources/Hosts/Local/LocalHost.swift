import CRI
import Glibc

/// This machine; or the disk of one that does not start, mounted at a folder.
///
/// No call blocks a thread of Swift's pool, and each answers within its deadline whatever hangs below it.
public struct LocalHost: Host {
    /// The most entries of a directory that are listed.
    static let mostEntries = 20_000

    /// How long a look at a file may take before it is given up.
    public let patience: Duration
    let root: RootFolder
    private let files: LocalFiles
    private let pool = BlockingPool.shared
    private let places = HungPlaces.shared
    /// When the machine whose disk is looked at ran last.
    private let lastSeen = LastSeen()

    /// - Parameters:
    ///   - root: a folder under which the whole file system of a node lies; then no commands are run and nothing is asked,
    ///     because they would speak of this machine.
    ///   - patience: how long a look at a file may take.
    public init(root: String? = nil, patience: Duration = .seconds(3)) {
        self.root = RootFolder(root)
        self.patience = patience
        files = LocalFiles(root: self.root)
    }

    /// A disk tells of the time when its machine ran last.
    public var isRecorded: Bool { !root.isMachine }

    public func now() async -> Int {
        guard !root.isMachine else { return time(nil) }
        if let known = lastSeen.seconds { return known }
        let place = places.place(of: root.prefix + JournalFolder.places[0])
        let found = try? await places.call(root.prefix, at: place, within: .seconds(5)) { [files] in
            .success(DeadDisk.lastSeen(files))
        }
        return lastSeen.keep((found ?? nil) ?? time(nil))
    }

    public func read(_ path: String, limit: Int) async throws(HostError) -> FileContent {
        // The name of a machine that does not run is what it takes when it starts.
        if !root.isMachine, path == DeadDisk.hostname {
            var content = try await read("/etc/hostname", limit: limit)
            content.status.name = path
            return content
        }
        return try await look(path) { [files] in files.read(path, limit: limit) }
    }

    public func list(_ path: String) async throws(HostError) -> [FileStatus] {
        try await look(path) { [files] in files.list(path) }
    }

    public func status(_ path: String) async throws(HostError) -> FileStatus {
        try await look(path) { [files] in files.status(path) }
    }

    public func space(_ path: String) async throws(HostError) -> FileSystemSpace {
        try await look(path) { [files] in files.space(path) }
    }

    public func run(_ command: Command) async throws(HostError) -> CommandOutput {
        try refuseFolder(command.line)
        return try await CommandRun(command).collect()
    }

    /// The file of a program, in the folders where programs are looked for.
    package func found(_ program: String) async -> Result<String, HostError>? {
        guard root.isMachine else { return nil }
        do throws(HostError) { return .success(try await ProgramSearch().file(of: program)) } catch { return .failure(error) }
    }

    /// The same, and what the command writes is handed on as it comes, from the thread that reads it, with whether it is stderr's. Where
    /// the task is cancelled, the command is ended with all that it started.
    /// - Parameter keepsLeft: whether processes that it leaves behind stay until it ends, as ssh's shared connections must.
    package func run(
        _ command: Command, keepsLeft: Bool = false, hearing: @escaping @Sendable (UnsafeRawBufferPointer, Bool) -> Void
    ) async throws(HostError) -> CommandOutput {
        try refuseFolder(command.line)
        var run = CommandRun(command)
        run.keepsLeft = keepsLeft
        run.hearing = hearing
        return try await run.collect()
    }

    public func scan(
        _ log: LogSource, chunk: @escaping @Sendable (UnsafeRawBufferPointer) -> Void
    ) async throws(HostError) -> ScanResult {
        switch log {
        case .file(let path, let limit):
            let tail = FileTail(files: files, path: path, limit: limit)
            return try await tail.scan(at: places.place(of: root.prefix + path), patience: .seconds(5), chunk)
        case .journal, .kernel:
            guard root.isMachine else { return try await DeadDisk.scan(log, files, chunk) }
            return try await JournalScan(log: log, files: files).scan(chunk)
        }
    }

    public func get(_ url: String, deadline: Duration) async throws(HostError) -> HTTPAnswer {
        try refuseFolder(url)
        return try await pool.call(url, within: deadline + .milliseconds(250)) { PlainHTTP.get(url, deadline: deadline) }
    }

    private func look<Answer: Sendable>(
        _ path: String, _ body: @escaping @Sendable () -> Result<Answer, HostError>
    ) async throws(HostError) -> Answer {
        if !root.isMachine, DeadDisk.isLive(path) {
            // Units that systemd made while it ran are gone with it.
            if path.hasPrefix("/run/systemd/system/") { throw .notThere(path: path) }
            try refuseFolder(path)
        }
        return try await places.call(path, at: places.place(of: root.prefix + path), within: patience, body)
    }

    /// A command or a socket would tell of this machine, not of the one whose disk is looked at.
    func refuseFolder(_ what: String) throws(HostError) {
        guard !root.isMachine else { return }
        throw .notRunning(what: what, root: root.prefix)
    }
}
