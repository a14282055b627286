import Application
import Diagnosis
import FoundationEssentials
import Hosts
import Knowledge
import Testing

/// What other programs collected is read as a capture is, and says the same as far as it goes.
@Suite struct BundleTests {
    private let examination = Examination(knowledge: Knowledge.base)

    private func inFolder<Answer>(_ body: (URL) async throws -> Answer) async throws -> Answer {
        let folder = FileManager.default.temporaryDirectory.appending(path: "bundle-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await body(folder)
    }

    private func causes(_ host: any Host) async -> [String] {
        await examination.examine(host).report.causes.filter { $0.rule.severity != .notice }.map(\.id)
    }

    @Test(arguments: [
        "containerd-stopped", "real-etcd-wrong-port", "real-etcd-image-misspelt", "real-runc-missing",
        "made-kubelet-gate-misspelt",
    ]) func aBrokenNodeInASosreportHasTheSameFirstCause(_ node: String) async throws {
        try await inFolder { folder in
            let laidOut = try LaidOutNode(node, in: folder)
            try laidOut.sosreport()
            let told = await causes(try RecordedHost(capture: folder.path))
            let wanted = await causes(laidOut.host)
            #expect(told.first == wanted.first)
        }
    }

    @Test(arguments: ["real-healthy-cp3", "real-healthy-w1", "control-plane-1.36", "worker-1.36", "worker-1.36-crio"])
    func aHealthyNodeIsQuietInEveryForm(_ node: String) async throws {
        try await inFolder { folder in
            try LaidOutNode(node, in: folder).sosreport()
            #expect(await causes(try RecordedHost(capture: folder.path)) == [])
        }
        try await inFolder { folder in
            try LaidOutNode(node, in: folder).clusterDump()
            guard FileManager.default.fileExists(atPath: folder.path + "/nodes.json"),
                FileManager.default.fileExists(atPath: folder.path + "/space-0")
            else { return }
            #expect(await causes(try RecordedHost(capture: folder.path)) == [])
        }
    }

    @Test func aDumpTellsOfPodsThatDoNotStart() async throws {
        try await inFolder { folder in
            let laidOut = try LaidOutNode("made-pod-mounts-over-a-file", in: folder)
            try laidOut.clusterDump()
            let host = try RecordedHost(capture: folder.path)
            let told = await causes(host)
            #expect(!told.isEmpty)
            let all = await causes(laidOut.host)
            #expect(told.allSatisfy { all.contains($0) })
        }
    }
}
