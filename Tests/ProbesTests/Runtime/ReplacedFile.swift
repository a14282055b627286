import CRI
import Hosts

/// A recorded node with one file replaced.
struct ReplacedFile: Host {
    let base: RecordedHost
    let path: String
    let bytes: [UInt8]

    var isRecorded: Bool { true }

    func now() async -> Int { await base.now() }

    func read(_ path: String, limit: Int) async throws(HostError) -> FileContent {
        guard path == self.path else { return try await base.read(path, limit: limit) }
        let status = FileStatus(
            name: path, kind: .file, mode: 0o644, owner: 0, group: 0, size: bytes.count, modified: await now())
        return FileContent(bytes: Array(bytes.prefix(limit)), status: status, isCut: bytes.count > limit)
    }

    func list(_ path: String) async throws(HostError) -> [FileStatus] {
        let entries: [FileStatus]
        do { entries = try await base.list(path) } catch {
            guard self.path.hasPrefix(path + "/") else { throw error }
            entries = []
        }
        let name = self.path.dropFirst(path.count + 1)
        guard self.path.hasPrefix(path + "/"), !name.contains("/"), !entries.contains(where: { $0.name == name }) else {
            return entries
        }
        var own = try await read(self.path, limit: 0).status
        own.name = String(name)
        return (entries + [own]).sorted { $0.name < $1.name }
    }

    func status(_ path: String) async throws(HostError) -> FileStatus {
        path == self.path ? try await read(path, limit: 0).status : try await base.status(path)
    }

    func space(_ path: String) async throws(HostError) -> FileSystemSpace { try await base.space(path) }
    func run(_ command: Command) async throws(HostError) -> CommandOutput { try await base.run(command) }

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
