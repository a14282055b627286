import Diagnosis
import Editing
import Facts
import FoundationEssentials
import Knowledge
import Planning
import Probes
import Steps
import Testing

/// Recipes made into steps on the recorded nodes on which their rules fire: what they need is there, what they edit can be edited, and
/// where edits alone fix it, the rule is clear afterwards.
@Suite(.serialized) struct RecipesOnNodesTests {
    /// The recipe of a rule whose edits alone must clear it.
    private static let edited = [
        "kubeconfig-names-wrong-server": "correct-kubeconfig-server",
        "kubelet-asks-wrong-server": "correct-kubeconfig-server",
        "apiserver-misses-etcd": "match-apiserver-with-etcd",
        "apiserver-has-no-issuer": "add-issuer-flag",
        "control-plane-flag-was-removed": "remove-manifest-flag",
        "kubelet-claims-forbidden-label": "label-node-through-api",
        "kubeconfig-variable-points-nowhere": "mend-kubeconfig-variable",
    ]

    private static let nodes = RuleCaseTests.cases.filter { $0.fires && $0.edits.facts.isEmpty }

    private static func look(_ folder: NodeFolder) async throws -> (FactSet, Report) {
        let facts = await RuleCaseTests.survey.look(at: try folder.host())
        return (facts, RuleCaseTests.judge.report(on: facts))
    }

    private static func plan(_ id: String, _ rule: String, _ facts: FactSet, _ report: Report) throws -> RecipePlan {
        let finding = try #require((report.findings + report.expected).first { $0.id == rule })
        let recipe = try #require(Knowledge.recipes.first { $0.id == id }, "there is no recipe \(id)")
        return RecipePlanner(facts: facts, finding: finding).plan(recipe)
    }

    @Test(arguments: nodes.filter { edited[$0.rule] != nil }) func editsClearTheRule(_ node: RuleCase) async throws {
        let folder = try NodeFolder(node.node, node.edits)
        let (facts, report) = try await Self.look(folder)
        let plan = try Self.plan(Self.edited[node.rule] ?? "", node.rule, facts, report)
        let steps = try #require(plan.steps, "asked: \(plan.asked.map(\.name)), \(plan.obstacles)")
        var changes = 0
        for case .edit(let change) in steps.flatMap(\.actions) {
            let file = URL(filePath: folder.path + "/files" + change.path)
            let bytes = [UInt8]((try? Data(contentsOf: file)) ?? Data())
            let after = try change.edit.apply(to: bytes)
            if after != bytes { changes += 1 }
            try Data(after).write(to: file)
        }
        #expect(changes > 0)
        let (_, fixed) = try await Self.look(folder)
        #expect(!fixed.findings.map(\.id).contains(node.rule))
    }

    /// Of each rule the first node, with the first recipe that is to be ready there.
    private static let ready: [String: String] = [:]

    @Test(.enabled(if: ProcessInfo.processInfo.environment["DRYDOCK_SHOW_RECIPES"] != nil))
    func shown() async throws {
        let areas = Set((ProcessInfo.processInfo.environment["DRYDOCK_SHOW_RECIPES"] ?? "").split(separator: ",").map(String.init))
        for rule in Knowledge.rules where areas.contains(rule.area) {
            guard let node = Self.nodes.first(where: { $0.rule == rule.id }) else { continue }
            let (facts, report) = try await Self.look(try NodeFolder(node.node, node.edits))
            print("\(rule.id) on \(node.node): \(node.why)")
            for id in rule.recipes {
                guard let plan = try? Self.plan(id, rule.id, facts, report) else {
                    print("  \(id): no finding")
                    continue
                }
                let open = plan.entries.filter { !$0.isDecided }.map(\.heading)
                let fits = plan.fits.map { $0 ? "fits" : "does not fit" } ?? "may fit"
                print(
                    "  \(id): \(fits), \(plan.steps == nil ? "NOT READY" : "ready"), asked \(plan.asked.map(\.name)), obstacles \(plan.obstacles), open \(open)"
                )
                for entry in plan.entries where entry.step.risk != .looks {
                    print("    \(entry.heading)")
                    for action in entry.step.actions { print("      \(ActionText.line(action))") }
                }
            }
        }
    }
}
