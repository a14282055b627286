import CRI

/// The only way anything of drydock looks at a node. It only looks: there is nothing here that writes.
///
/// `LocalHost` asks this machine, `RecordedHost` answers from a capture, `RecordingHost` asks another host and keeps what it
/// answered. A host does not understand what it returns. Every call has a deadline and a byte limit and answers in time,
/// whatever hangs on the node.
public protocol Host: Sendable {
    /// Whether the answers come from a capture: then "now" is the time of the capture.
    var isRecorded: Bool { get }

    /// The node's clock, in seconds since 1970-01-01T00:00:00Z.
    func now() async -> Int

    /// The first `limit` bytes of a file (`FileContent.isCut` where there were more), with its status. Follows links.
    func read(_ path: String, limit: Int) async throws(HostError) -> FileContent

    /// The names and statuses in a directory, sorted by name, without `.` and `..`; at most 20,000.
    func list(_ path: String) async throws(HostError) -> [FileStatus]

    /// The status of a path; a link is not followed, its target is told.
    func status(_ path: String) async throws(HostError) -> FileStatus

    /// The size and free room of the file system a path lies on.
    func space(_ path: String) async throws(HostError) -> FileSystemSpace

    /// Runs a program, without a shell, in its own process group, with a fixed environment (`LC_ALL=C`, `PATH`, `DRYDOCK_RUN`), and waits
    /// until it ends; after its deadline the whole group is killed. A program that ended with a status other than 0 is an
    /// answer, not an error.
    func run(_ command: Command) async throws(HostError) -> CommandOutput

    /// Reads a log in chunks of at most 256 KB, oldest line first, and hands each to `chunk`. Stops after the log's limit.
    func scan(_ log: LogSource, chunk: @escaping @Sendable (UnsafeRawBufferPointer) -> Void) async throws(HostError) -> ScanResult

    /// One CRI call on a runtime's socket.
    func ask<Call: CRICall>(_ call: Call, at socket: String, deadline: Duration) async throws(HostError) -> Call.Reply

    /// One plain HTTP GET to an address of this machine (`http://127.0.0.1:10248/healthz`): no TLS, no name look-up, no redirect.
    func get(_ url: String, deadline: Duration) async throws(HostError) -> HTTPAnswer
}

extension Host {
    /// A file of at most 1 MiB.
    public func read(_ path: String) async throws(HostError) -> FileContent { try await read(path, limit: 1 << 20) }

    /// Runs a program with the usual limits: 5 s, 4 MiB.
    public func run(_ program: String, _ arguments: String...) async throws(HostError) -> CommandOutput {
        try await run(Command(program, arguments))
    }

    /// One CRI call with the usual deadline of 3 s.
    public func ask<Call: CRICall>(_ call: Call, at socket: String) async throws(HostError) -> Call.Reply {
        try await ask(call, at: socket, deadline: .seconds(3))
    }

    /// One plain HTTP GET with the usual deadline of 3 s.
    public func get(_ url: String) async throws(HostError) -> HTTPAnswer { try await get(url, deadline: .seconds(3)) }
}
