import CRI
import Hosts

/// A host on which everything waits for ever.
struct HungHost: Host {
    let isRecorded = false
    func now() async -> Int { 1_795_503_699 }
    private func hang() async throws(HostError) -> Never {
        while !Task.isCancelled { try? await Task.sleep(for: .seconds(3600)) }
        throw .timedOut(what: "everything", seconds: 0)
    }
    func read(_ path: String, limit: Int) async throws(HostError) -> FileContent { try await hang() }
    func list(_ path: String) async throws(HostError) -> [FileStatus] { try await hang() }
    func status(_ path: String) async throws(HostError) -> FileStatus { try await hang() }
    func space(_ path: String) async throws(HostError) -> FileSystemSpace { try await hang() }
    func run(_ command: Command) async throws(HostError) -> CommandOutput { try await hang() }
    func scan(_ log: LogSource, chunk: @escaping @Sendable (UnsafeRawBufferPointer) -> Void) async throws(HostError)
        -> ScanResult
    { try await hang() }
    func ask<Call: CRICall>(_ call: Call, at socket: String, deadline: Duration) async throws(HostError) -> Call.Reply {
        try await hang()
    }
    func get(_ url: String, deadline: Duration) async throws(HostError) -> HTTPAnswer { try await hang() }
}
