import Diagnosis
import FoundationEssentials
import GoldenSupport
import Proofs
import Testing
import YAML

/// Nodes that are odd and healthy: nothing above a notice is found on them, every rung stands or is not there, and nothing that
/// matters goes unseen. `Tests/Odd` has one file each: why it is odd, and what differs from a recorded node.
@Suite(.serialized) struct OddNodeTests {
    struct Odd: Sendable, CustomStringConvertible {
        var name: String
        var node: String
        var change: NodeChange
        /// Notices that are right on it.
        var notices: [String]
        /// Expected states that are right on it.
        var expected: [String]
        var description: String { name }
    }

    static let all: [Odd] = {
        do { return try read() } catch { fatalError("\(error)") }
    }()

    private static let form = Shape.fields([
        .init("why", .text, isRequired: true, "Why it is odd, and healthy."),
        .init("node", .text, "The recorded node."),
        .init("change", ProofForm.change, "What differs on it."),
        .init("notices", .texts, "Notices that are right on it."),
        .init("expected", .texts, "Expected states that are right on it."),
    ])

    private static func read() throws -> [Odd] {
        let folder = TestsFolder.tests.appending(path: "Odd")
        let wanted = ProcessInfo.processInfo.environment["DRYDOCK_ODD"].map { Set($0.split(separator: ",").map(String.init)) }
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }.sorted()
        return try files.filter { wanted?.contains(String($0.dropLast(5))) ?? true }.map { file in
            let bytes = [UInt8](try Data(contentsOf: folder.appending(path: file)))
            let root = try ProofReader.document(bytes, file: file, form)
            return Odd(
                name: String(file.dropLast(5)), node: root["node"]?.text ?? "control-plane-1.36",
                change: try NodeChange(root["change"], file: file), notices: (root["notices"]?.array ?? []).compactMap(\.text),
                expected: (root["expected"]?.array ?? []).compactMap(\.text))
        }
    }

    @Test func thereAreMany() { #expect(Self.all.count >= 42) }

    @Test(arguments: all) func isSilent(_ odd: Odd) async throws {
        let report = try await TestsFolder.report(odd.node, odd.change)
        let found = report.findings.filter { $0.rule.severity > .notice || !odd.notices.contains($0.id) }
        #expect(found.map { "\($0.id): \($0.says)" } == [])
        let cases = Self.all.count
        #expect(Score().add("odd nodes: false alarms", found.isEmpty ? 0 : 1, cases: cases, isFault: true) == nil)
        #expect(Set(odd.notices).subtracting(report.findings.map(\.id)).sorted() == [], "notices that are right here")
        #expect(report.expected.map(\.id).sorted() == odd.expected.sorted())
        #expect(report.ladder.filter { $0.state == .broken || $0.state == .unknown }.map { "\($0.rung): \($0.says)" } == [])
        #expect(report.unseen == [])
        #expect(
            report.ladder.filter { $0.says.contains("nothing") }.map(\.says) == [], "a rung says nothing of what was not seen")
    }
}
