import CRI
import Facts
import Hosts
import Testing

@testable import Probes

/// Etcd without a plain address, asked through etcdctl.
@Suite struct EtcdHealthTests {
    private func health(_ host: some Host) async -> FactSet {
        var facts = FactSet()
        await EtcdHealth.look(at: nil, EtcdClient(host, options: ["--endpoints=https://127.0.0.1:2379"])).write(to: &facts)
        return facts
    }

    /// Only what etcdctl itself says of etcd is a verdict: a program that could not be started is none.
    @Test(arguments: [
        HostError.failed(path: "etcdctl", because: "Resource temporarily unavailable"), .noProgram("etcdctl"),
        .notRunning(what: "etcdctl", root: "/mnt"), .notInBundle(what: "etcdctl", bundle: "sosreport"),
    ]) func whoCouldNotBeAskedIsNotUnwell(_ error: HostError) async {
        let facts = await health(Answering(answer: .failure(error)))
        #expect(facts.flag(EtcdFacts.isHealthy) == nil)
        #expect(facts.reason(EtcdFacts.isHealthy)?.words == error.description)
    }

    @Test func whatEtcdctlEndsWithIsTold() async {
        let words = Array("Error: context deadline exceeded\n".utf8)
        let facts = await health(Answering(answer: .success(CommandOutput(status: 1, out: [], err: words))))
        #expect(facts.flag(EtcdFacts.isHealthy) == false)
        #expect(facts.text(EtcdFacts.healthReason) == "Error: context deadline exceeded")
    }
}

/// Gives one answer to each program, and none else.
private struct Answering: Host {
    let answer: Result<CommandOutput, HostError>

    var isRecorded: Bool { true }
    func now() async -> Int { 0 }
    func read(_ path: String, limit: Int) async throws(HostError) -> FileContent { throw .notRecorded(path) }
    func list(_ path: String) async throws(HostError) -> [FileStatus] { throw .notRecorded(path) }
    func status(_ path: String) async throws(HostError) -> FileStatus { throw .notRecorded(path) }
    func space(_ path: String) async throws(HostError) -> FileSystemSpace { throw .notRecorded(path) }
    func run(_ command: Command) async throws(HostError) -> CommandOutput { try answer.get() }
    func scan(
        _ log: LogSource, chunk: @escaping @Sendable (UnsafeRawBufferPointer) -> Void
    ) async throws(HostError) -> ScanResult { throw .notRecorded(log.key) }
    func ask<Call: CRICall>(_ call: Call, at socket: String, deadline: Duration) async throws(HostError) -> Call.Reply {
        throw .notRecorded(socket)
    }
    func get(_ url: String, deadline: Duration) async throws(HostError) -> HTTPAnswer { throw .notRecorded(url) }
}
