import CRI
import FoundationEssentials
import Hosts

/// A node whose numbers are not to be believed: every number of a part of its answers is another one.
struct StrangeNumbersHost: Host {
    let base: any Host
    /// What stands instead, as text; and as a number, where the answer has one.
    let text: String
    let number: Int
    /// Which answers: those whose question falls into this part of so many.
    let part: Int
    let parts: Int

    var isRecorded: Bool { base.isRecorded }

    func now() async -> Int { part == 0 ? number : await base.now() }

    private func isMeant(_ question: String) -> Bool {
        question.utf8.reduce(7) { ($0 &* 31 &+ Int($1)) & 0xffff } % parts == part
    }

    /// With another number for every run of digits.
    private func changed(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        var isInNumber = false
        for byte in bytes {
            let isDigit = (48...57).contains(byte)
            if isDigit, !isInNumber { out += text.utf8 }
            if !isDigit { out.append(byte) }
            isInNumber = isDigit
        }
        return out
    }

    private func changed(_ status: FileStatus) -> FileStatus {
        FileStatus(
            name: status.name, kind: status.kind, mode: number, owner: number, group: number, size: number, modified: number,
            target: status.target)
    }

    func read(_ path: String, limit: Int) async throws(HostError) -> FileContent {
        var content = try await base.read(path, limit: limit)
        guard isMeant(path) else { return content }
        content.bytes = changed(content.bytes)
        content.status = changed(content.status)
        return content
    }

    func list(_ path: String) async throws(HostError) -> [FileStatus] {
        let entries = try await base.list(path)
        return isMeant(path) ? entries.map(changed) : entries
    }

    func status(_ path: String) async throws(HostError) -> FileStatus {
        let status = try await base.status(path)
        return isMeant(path) ? changed(status) : status
    }

    func space(_ path: String) async throws(HostError) -> FileSystemSpace {
        let space = try await base.space(path)
        guard isMeant(path) else { return space }
        return FileSystemSpace(
            size: number, free: number, available: number, inodes: number, inodesFree: number, type: number,
            isReadOnly: space.isReadOnly)
    }

    func run(_ command: Command) async throws(HostError) -> CommandOutput {
        let output = try await base.run(command)
        guard isMeant(command.line) else { return output }
        return CommandOutput(status: output.succeeded ? 0 : number, out: changed(output.out), err: changed(output.err))
    }

    func scan(
        _ log: LogSource, chunk: @escaping @Sendable (UnsafeRawBufferPointer) -> Void
    ) async throws(HostError) -> ScanResult {
        guard isMeant(log.key) else { return try await base.scan(log, chunk: chunk) }
        return try await base.scan(log) { bytes in changed(Array(bytes)).withUnsafeBytes { chunk($0) } }
    }

    func ask<Call: CRICall>(_ call: Call, at socket: String, deadline: Duration) async throws(HostError) -> Call.Reply {
        let reply = try await base.ask(call, at: socket, deadline: deadline)
        // What is no answer any more with the other number is refused by the client, and is the old one here.
        guard isMeant(call.key), let json = try? JSONEncoder().encode(reply),
            let other = try? JSONDecoder().decode(Call.Reply.self, from: Data(changed(Array(json))))
        else { return reply }
        return other
    }

    func get(_ url: String, deadline: Duration) async throws(HostError) -> HTTPAnswer {
        let answer = try await base.get(url, deadline: deadline)
        return isMeant(url) ? HTTPAnswer(status: number, body: changed(answer.body)) : answer
    }
}
