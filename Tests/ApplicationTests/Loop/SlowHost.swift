import CRI
import Hosts

/// A recorded node whose commands take their time.
struct SlowHost: Host {
    let base: RecordedHost
    let delay: Duration

    var isRecorded: Bool { base.isRecorded }
    func now() async -> Int { await base.now() }
    func read(_ path: String, limit: Int) async throws(HostError) -> FileContent { try await base.read(path, limit: limit) }
    func list(_ path: String) async throws(HostError) -> [FileStatus] { try await base.list(path) }
    func status(_ path: String) async throws(HostError) -> FileStatus { try await base.status(path) }
    func space(_ path: String) async throws(HostError) -> FileSystemSpace { try await base.space(path) }

    func run(_ command: Command) async throws(HostError) -> CommandOutput {
        try? await Task.sleep(for: delay)
        return try await base.run(command)
    }

    func scan(
        _ log: LogSource, chunk: @escaping @Sendable (UnsafeRawBufferPointer) -> Void
    ) async throws(HostError) -> ScanResult { try await base.scan(log, chunk: chunk) }

    func ask<Call: CRICall>(_ call: Call, at socket: String, deadline: Duration) async throws(HostError) -> Call.Reply {
        try await base.ask(call, at: socket, deadline: deadline)
    }

    func get(_ url: String, deadline: Duration) async throws(HostError) -> HTTPAnswer {
        try await base.get(url, deadline: deadline)
    }
}
