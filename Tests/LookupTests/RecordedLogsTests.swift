import Diagnosis
import FoundationEssentials
import Knowledge
import KnowledgeFormat
import Testing

@testable import Lookup

/// What a real kubelet 1.36.2, kubeadm and containerd wrote (Tests/Logs): each line that reports a fault leads to its entry, and the
/// lines of a healthy node lead to none that is a problem.
@Suite struct RecordedLogsTests {
    private static let folder =
        #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/") + "/Tests/Logs/"
    private static let explainer = Explainer(knowledge: Knowledge.base, catalogue: Knowledge.catalogue)

    struct Line: Sendable, CustomTestStringConvertible {
        var file: String
        /// The entries of which the best match must be one.
        var entries: [String]
        var text: String
        var testDescription: String { "\(file): \(entries.joined(separator: " or "))" }
    }

    static let faults: [Line] = read("faults.tsv").compactMap { line in
        let cells = line.split(separator: "\t", maxSplits: 2).map(String.init)
        guard cells.count == 3 else { return nil }
        return Line(file: cells[0], entries: cells[1].split(separator: " ").map(String.init), text: cells[2])
    }

    private static func read(_ name: String) -> [String] {
        guard let bytes = try? Data(contentsOf: URL(filePath: folder + name)) else { return [] }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    private func explain(_ text: String) -> [Explainer.Match] { Self.explainer.explain(Array(text.utf8)).matches }

    @Test func theExcerptsAreThere() {
        #expect(Self.faults.count > 25)
        #expect(Self.read("healthy.log").count > 50)
    }

    @Test(arguments: faults) func aLineThatReportsAFaultIsKnown(_ line: Line) {
        let found = explain(line.text).map(\.id)
        #expect(found.first.map(line.entries.contains) == true, "\(found)")
    }

    @Test func aHealthyNodesLogShowsNoProblem() {
        let severe = Dictionary(uniqueKeysWithValues: Knowledge.base.rules.map { ($0.id, $0.severity) })
        let found = explain(Self.read("healthy.log").joined(separator: "\n") + "\n").filter { match in
            match.isRule && (severe[match.id] ?? .error) > .notice
        }
        #expect(found.isEmpty, "\(found.map { "\($0.id): \($0.line)" })")
    }

    /// The last line of a kubelet that ends says why; before it come remarks that other entries explain.
    @Test func whatAProgramDiedOfComesBeforeItsRemarks() throws {
        let swap = Self.faults.filter { $0.file.hasSuffix("swap-on.log") }.map(\.text)
        #expect(swap.count == 2)
        #expect(explain(swap.reversed().joined(separator: "\n") + "\n").first?.id == "swap-is-on")
    }
}
