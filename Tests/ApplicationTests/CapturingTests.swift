import Application
import Diagnosis
import FoundationEssentials
import Hosts
import Knowledge
import Testing

@Suite struct CapturingTests {
    static let nodes = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: "Nodes")

    /// Recording a node and reading the capture gives what the look at the node itself gave.
    @Test(arguments: ["control-plane-1.36", "hairpin-off", "worker-1.35-containerd-1.7"])
    func aCaptureGivesTheSameFindings(_ name: String) async throws {
        let examination = Examination(knowledge: Knowledge.base)
        let host = try RecordedHost(capture: Self.nodes.appending(path: name).path)
        let live = examination.report(on: await examination.look(at: host))
        let file = FileManager.default.temporaryDirectory.appending(path: "drydock-\(UUID().uuidString).tar.gz")
        defer { try? FileManager.default.removeItem(at: file) }
        let result = try await Capturing(examination: examination, host: host).record(into: file.path, hidesAddresses: false)
        #expect(result.bytes > 1000)
        let again = examination.report(on: await examination.look(at: try RecordedHost(capture: file.path)))
        #expect(again.findings.map(\.id) == live.findings.map(\.id))
        #expect(again.findings.map(\.says) == live.findings.map(\.says))
        #expect(again.unknown.map(\.rule) == live.unknown.map(\.rule))
        #expect(again.ladder == live.ladder)
    }

    @Test func aFileThatIsThereIsNeverWrittenOver() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "drydock-\(UUID().uuidString).tar.gz")
        try Data("mine".utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let host = try RecordedHost(capture: Self.nodes.appending(path: "control-plane-1.36").path)
        let capturing = Capturing(examination: Examination(knowledge: Knowledge.base), host: host)
        await #expect(throws: Refusal.self) { try await capturing.record(into: file.path, hidesAddresses: false) }
        #expect(try Data(contentsOf: file) == Data("mine".utf8))
    }
}
