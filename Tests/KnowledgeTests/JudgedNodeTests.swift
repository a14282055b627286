import Diagnosis
import FoundationEssentials
import GoldenSupport
import Knowledge
import Proofs
import Testing
import YAML

/// Ring 4: recorded nodes with a fault, each judged as a whole. A node's `judged.yaml` names each cause, the worst first, with the
/// symptoms that fold under it; nothing else above a notice may be found there.
@Suite(.serialized) struct JudgedNodeTests {
    struct Judged: Sendable, CustomStringConvertible {
        var node: String
        var why: String
        var causes: [(id: String, symptoms: [String])]
        var broken: [String]
        var description: String { node }
    }

    static let nodes: [Judged] = {
        do { return try all() } catch { fatalError("\(error)") }
    }()

    private static func all() throws -> [Judged] {
        try TestsFolder.proofs.nodes.names.compactMap { node in
            guard let bytes = try? Data(contentsOf: TestsFolder.nodes.appending(path: "\(node)/judged.yaml")) else { return nil }
            let root = try YAMLDocument.parse([UInt8](bytes), file: "\(node)/judged.yaml").first
            guard let root, let why = root["why"]?.text, let causes = root["causes"]?.entries,
                root.keys(notIn: ["why", "causes", "broken"]).isEmpty
            else { throw CaseError("\(node)/judged.yaml needs why and causes, and may name the broken rungs.") }
            return Judged(
                node: node, why: why,
                causes: causes.map { ($0.key.name, ($0.value.array ?? []).compactMap(\.text).sorted()) },
                broken: (root["broken"]?.array ?? []).compactMap(\.text))
        }
    }

    @Test func eachRecordedFaultIsJudged() {
        #expect(Self.nodes.count >= 7)
        #expect(Self.nodes.allSatisfy { !$0.causes.isEmpty })
    }

    @Test(arguments: nodes) func isJudgedAsAWhole(_ judged: Judged) async throws {
        let report = try await TestsFolder.report(judged.node)
        let causes = report.causes.filter { $0.rule.severity > .notice }
        #expect(causes.map(\.id) == judged.causes.map(\.id), "\(causes.map(\.says))")
        for (id, symptoms) in judged.causes {
            guard let cause = causes.first(where: { $0.id == id }) else { continue }
            let folded = report.symptoms(of: cause).filter { $0.rule.severity > .notice }.map(\.id).sorted()
            #expect(folded == symptoms, "what folds under \(id)")
        }
        #expect(report.ladder.filter { $0.state == .broken }.map(\.rung.rawValue).sorted() == judged.broken.sorted())
        score(report, causes.map(\.id), judged)
    }

    private func score(_ report: Report, _ found: [String], _ judged: Judged) {
        let (wanted, cases) = (judged.causes[0].id, Self.nodes.count)
        #expect(Score().add("nodes: cause, first", found.first == wanted ? 1 : 0, cases: cases) == nil)
        #expect(Score().add("nodes: cause, in three", found.prefix(3).contains(wanted) ? 1 : 0, cases: cases) == nil)
        let rules = Knowledge.rules.count
        #expect(Score().add("nodes: rules unknown", report.unknown.count, of: rules, cases: cases, isFault: true) == nil)
    }
}
