import CRI
import FoundationEssentials
import Redaction
import Synchronization

/// Answers what another host answers, without secrets: what a diagnosis sees of a living node is what a capture of it would hold,
/// and so are its verdicts. `Survey` looks through it at every node.
///
/// Three things pass as they are. Names of files do, for they are asked for again. Numbers do. And the chunks of a long log do, which
/// would take longer to scrub than to search: a line of it becomes text through `CleanText`, and `Survey` goes over all facts once more.
public struct ScrubbedHost: Host {
    /// A log of which no more than this is wanted, in bytes, is scrubbed as a whole.
    private static let shortLook = 64 << 10

    private let base: any Host
    private var scrubber: Scrubber { CleanText.scrubber }

    public init(_ base: any Host) { self.base = (base as? ScrubbedHost)?.base ?? base }

    public var isRecorded: Bool { base.isRecorded }

    public func now() async -> Int { await base.now() }

    public func read(_ path: String, limit: Int) async throws(HostError) -> FileContent {
        try await clean { () async throws(HostError) in
            var content = try await base.read(path, limit: limit)
            content.bytes = scrubber.text(content.bytes)
            content.status = clean(content.status)
            return content
        }
    }

    public func list(_ path: String) async throws(HostError) -> [FileStatus] {
        try await clean { () async throws(HostError) in try await base.list(path).map(clean) }
    }

    public func status(_ path: String) async throws(HostError) -> FileStatus {
        try await clean { () async throws(HostError) in clean(try await base.status(path)) }
    }

    public func space(_ path: String) async throws(HostError) -> FileSystemSpace {
        try await clean { () async throws(HostError) in try await base.space(path) }
    }

    public func run(_ command: Command) async throws(HostError) -> CommandOutput {
        try await clean { () async throws(HostError) in
            var output = try await base.run(command)
            output.out = scrubber.text(output.out)
            output.err = scrubber.text(output.err)
            return output
        }
    }

    public func scan(
        _ log: LogSource, chunk: @escaping @Sendable (UnsafeRawBufferPointer) -> Void
    ) async throws(HostError) -> ScanResult {
        try await clean { () async throws(HostError) in
            guard log.limit <= Self.shortLook else { return try await base.scan(log, chunk: chunk) }
            let text = Mutex<[UInt8]>([])
            let result = try await base.scan(log) { bytes in text.withLock { $0 += bytes } }
            scrubber.text(text.withLock { $0 }).withUnsafeBytes { Pieces.each(of: $0, chunk) }
            return result
        }
    }

    /// The reply as a capture writes it, scrubbed and read again: what belongs to a secret's name stands beside it in one text.
    public func ask<Call: CRICall>(_ call: Call, at socket: String, deadline: Duration) async throws(HostError) -> Call.Reply {
        try await clean { () async throws(HostError) in
            let reply = try await base.ask(call, at: socket, deadline: deadline)
            do {
                let json = Array(try CaptureWriter.encoder().encode(reply))
                let clean = scrubber.text(json)
                return clean == json ? reply : try JSONDecoder().decode(Call.Reply.self, from: Data(clean))
            } catch {
                throw .runtime(socket: socket, problem: .malformed, because: "its answer could not be cleaned of secrets.")
            }
        }
    }

    public func get(_ url: String, deadline: Duration) async throws(HostError) -> HTTPAnswer {
        try await clean { () async throws(HostError) in
            var answer = try await base.get(url, deadline: deadline)
            answer.body = scrubber.text(answer.body)
            return answer
        }
    }

    private func clean(_ status: FileStatus) -> FileStatus {
        var status = status
        status.target = status.target.map(scrubber.subject)
        return status
    }

    /// An answer, or the error without secrets in its words.
    private func clean<Answer>(_ answer: () async throws(HostError) -> Answer) async throws(HostError) -> Answer {
        do throws(HostError) { return try await answer() } catch { throw error.scrubbed(scrubber) }
    }
}
