import Diagnosis
import Facts
import Proofs
import Testing

/// A recorded node with 18 containers that are started again and again: each is explained, with the API server and without.
@Suite struct BrokenPodsTests {
    private static let expected = [
        "addr-in-use": "container-exits-with-error", "cmd-not-executable": "container-cannot-start",
        "cmd-not-found": "container-cannot-start",
        "cmd-not-in-path": "container-cannot-start", "config-parse-error": "container-exits-with-usage-error",
        "crash-exit0": "container-completes-and-restarts", "crash-exit1": "container-exits-with-error",
        "crash-sigsegv": "container-segfaults",
        "init-fails": "container-exits-with-error", "liveness-exec-timeout": "container-is-killed",
        "liveness-fails": "container-is-killed",
        "liveness-wrong-port": "container-is-killed", "mount-subpath-missing": "container-cannot-start",
        "oom": "container-is-out-of-memory",
        "oom-child": "container-is-out-of-memory", "permission-denied": "container-exits-with-error",
        "readonly-rootfs": "container-exits-with-error", "shell-cmd-127": "container-command-is-not-found",
        "startup-fails": "container-is-killed",
    ]
    private static let waiting: Set = [
        "image-name-is-invalid", "image-is-never-pulled", "registry-name-is-not-resolved", "container-config-lacks-object",
        "container-would-run-as-root", "pod-tolerates-no-taint", "pod-lacks-volume-claim", "container-start-is-refused",
    ]
    private static let mounting: Set = ["volume-lacks-object", "host-path-is-of-another-kind"]

    private func report(apiAnswers: Bool) async throws -> Report {
        var change = NodeChange()
        if !apiAnswers {
            for key in [PodFacts.waiting, PodFacts.starting, PodFacts.unscheduled] { change.set(key, .absent) }
            change.set(APIServerFacts.answers, false)
        }
        return try await TestsFolder.report("broken-pods", change)
    }

    @Test(arguments: [true, false]) func eachIsExplained(apiAnswers: Bool) async throws {
        let report = try await report(apiAnswers: apiAnswers)
        var found: [String: String] = [:]
        for finding in report.findings {
            for evidence in finding.evidence where evidence.source.hasPrefix("CRI ContainerStatus ") {
                let pod = evidence.source.split(separator: "/").last.map(String.init) ?? ""
                #expect(found[pod] == nil, "\(pod) is explained twice")
                found[pod] = finding.id
            }
        }
        #expect(found == Self.expected)
        let waiting = Set(
            report.findings.filter { $0.evidence.contains { $0.source.hasPrefix("GET /api/v1/namespaces/") } }.map(\.id))
        #expect(waiting == (apiAnswers ? Self.waiting : []))
        let mounting = Set(report.findings.filter { $0.evidence.contains { $0.source.hasPrefix("event about Pod") } }.map(\.id))
        #expect(mounting == (apiAnswers ? Self.mounting : []))
    }
}
