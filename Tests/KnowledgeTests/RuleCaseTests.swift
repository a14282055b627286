import Diagnosis
import Facts
import FoundationEssentials
import Hosts
import Knowledge
import Probes
import Testing

/// Ring 3: every rule fires on a recorded node and stays clear on a near miss. One at a time: hundreds at once would keep both
/// cores from the tests that wait for real programs.
@Suite(.serialized) struct RuleCaseTests {
    static let judge = Judge(rules: Knowledge.rules, ladder: Knowledge.ladder)
    static let survey = Survey(probes: Probes.all(patterns: Knowledge.rules.flatMap(\.patterns), releases: Knowledge.releases))

    static let cases: [RuleCase] = {
        do { return try all() } catch { fatalError("\(error)") }
    }()

    /// The cases to run: all, or those of the rules that DRYDOCK_RULES names, separated by commas, while one works on them.
    static let wanted: [RuleCase] = {
        guard let names = ProcessInfo.processInfo.environment["DRYDOCK_RULES"], !names.isEmpty else { return cases }
        let ids = Set(names.split(separator: ",").map(String.init))
        return cases.filter { ids.contains($0.rule) }
    }()

    private static func all() throws -> [RuleCase] {
        let paths = try FileManager.default.subpathsOfDirectory(atPath: NodeFolder.rules.path).filter { $0.hasSuffix(".yaml") }
        return try paths.sorted().flatMap { path in
            let id = String((path.split(separator: "/").last ?? "").dropLast(5))
            let bytes = [UInt8](try Data(contentsOf: NodeFolder.rules.appending(path: path)))
            return try RuleCase.read(bytes, file: "Tests/Rules/\(path)", rule: id)
        }
    }

    static func report(_ node: String, _ edits: NodeEdits) async throws -> Report {
        let folder = try NodeFolder(node, edits)
        var facts = await survey.look(at: try folder.host())
        for (key, value) in edits.facts { facts.set(key, value, from: Source("a case file")) }
        return judge.report(on: facts)
    }

    @Test(arguments: wanted) func keepsItsLaw(_ ruleCase: RuleCase) async throws {
        let report = try await Self.report(ruleCase.node, ruleCase.edits)
        BrokenRungTests.expectLaw(report)
        let found = report.findings.map(\.id) + report.expected.map(\.id)
        if ruleCase.fires {
            let gaps = report.unknown.first { $0.rule == ruleCase.rule }?.gaps ?? []
            let explainedAway = report.expected.contains { $0.explains.contains(ruleCase.rule) }
            #expect(found.contains(ruleCase.rule) || explainedAway, "found instead: \(found); not judged for: \(gaps)")
            if ruleCase.isFirst { #expect(report.findings.first?.id == ruleCase.rule, "findings: \(found)") }
            let folded = report.findings.first { $0.id == ruleCase.rule }.map { report.symptoms(of: $0).map(\.id) } ?? []
            #expect(Set(ruleCase.explains).isSubset(of: folded), "what folds under it: \(folded)")
        } else {
            #expect(!found.contains(ruleCase.rule), "\(report.findings.first { $0.id == ruleCase.rule }?.says ?? "")")
            let unjudged = report.unknown.first { $0.rule == ruleCase.rule }
            #expect(unjudged == nil, "a near miss must be judged, but lacked \(unjudged?.gaps ?? [])")
        }
    }

    @Test func everyRuleHasBoth() {
        let fires = Set(Self.cases.filter(\.fires).map(\.rule))
        let near = Set(Self.cases.filter { !$0.fires }.map(\.rule))
        let rules = Set(Knowledge.rules.map(\.id))
        #expect(rules.subtracting(fires).sorted() == [], "these rules have no node on which they fire")
        #expect(rules.subtracting(near).sorted() == [], "these rules have no near miss")
        #expect(fires.union(near).subtracting(rules).sorted() == [], "these case files belong to no rule")
    }
}
