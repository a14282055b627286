import Application
import CRI
import Diagnosis
import FoundationEssentials
import Hosts
import Knowledge
import Testing

/// A recorded node whose machine does not run: its files and logs are there, and nothing answers.
@Suite struct DeadDiskTests {
    private static let examination = Examination(knowledge: Knowledge.base)

    private func found(_ host: any Host) async -> Set<String> {
        let report = await Self.examination.examine(host).report
        return Set(report.findings.filter { $0.rule.severity != .notice }.map(\.id))
    }

    static let recorded = ((try? FileManager.default.contentsOfDirectory(atPath: CapturingTests.nodes.path)) ?? []).sorted()
        .filter { $0.hasPrefix("real-") || $0.hasPrefix("made-") }

    /// That nothing answers there is no fault of the machine.
    @Test(arguments: recorded) func aDiskTellsOfNoFaultThatTheRunningNodeDidNotHave(_ node: String) async throws {
        let running = try RecordedHost(capture: CapturingTests.nodes.appending(path: node).path)
        let told = await found(StoppedHost(base: running))
        var wanted = await found(running)
        // Of a kubeconfig and a certificate that do not agree, the running API server tells which is wrong.
        if wanted.contains("kubeconfig-names-wrong-server") { wanted.insert("apiserver-certificate-lacks-name") }
        #expect(told.subtracting(wanted) == [])
    }

    /// Nor is that a bundle has no answers of programs.
    @Test(arguments: recorded.filter { $0.hasPrefix("real-") }) func aBundleOfFilesTellsOfNoOtherFault(_ node: String)
        async throws
    {
        let running = try RecordedHost(capture: CapturingTests.nodes.appending(path: node).path)
        let told = await found(StoppedHost(base: running) { .notInBundle(what: $0, bundle: "sosreport") })
        #expect(told.subtracting(await found(running)) == [])
    }

    @Test func manyNodesWereLookedAt() { #expect(Self.recorded.count > 100) }
}

/// Answers as `LocalHost` does where it looks at a disk: what only a running machine tells is not told.
private struct StoppedHost: Host {
    let base: RecordedHost
    var refusal: @Sendable (String) -> HostError = { .notRunning(what: $0, root: "/mnt") }

    var isRecorded: Bool { base.isRecorded }
    func now() async -> Int { await base.now() }

    private func refuse(_ path: String) throws(HostError) {
        let live = ["/proc", "/sys", "/dev", "/run", "/var/run"]
        guard live.contains(where: { path == $0 || path.hasPrefix($0 + "/") }) else { return }
        if path.hasPrefix("/run/systemd/system/") { throw .notThere(path: path) }
        throw refusal(path)
    }

    func read(_ path: String, limit: Int) async throws(HostError) -> FileContent {
        try refuse(path)
        return try await base.read(path, limit: limit)
    }

    func list(_ path: String) async throws(HostError) -> [FileStatus] {
        try refuse(path)
        return try await base.list(path)
    }

    func status(_ path: String) async throws(HostError) -> FileStatus {
        try refuse(path)
        return try await base.status(path)
    }

    func space(_ path: String) async throws(HostError) -> FileSystemSpace { try await base.space(path) }

    func run(_ command: Command) async throws(HostError) -> CommandOutput { throw refusal(command.line) }

    func scan(
        _ log: LogSource, chunk: @escaping @Sendable (UnsafeRawBufferPointer) -> Void
    ) async throws(HostError) -> ScanResult { try await base.scan(log, chunk: chunk) }

    func ask<Call: CRICall>(_ call: Call, at socket: String, deadline: Duration) async throws(HostError) -> Call.Reply {
        throw refusal(socket)
    }

    func get(_ url: String, deadline: Duration) async throws(HostError) -> HTTPAnswer { throw refusal(url) }
}
