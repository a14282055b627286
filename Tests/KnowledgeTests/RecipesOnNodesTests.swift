import Diagnosis
import Editing
import Facts
import FoundationEssentials
import Hosts
import Knowledge
import KnowledgeFormat
import Planning
import Probes
import Proofs
import Steps
import Testing

/// Ring 3, the other half: where a rule fires on a recorded node and leads to a recipe that can be done without a hand, it can be done
/// there. Its steps are decided, its edits fit the node's own files, and something is left to do.
@Suite(.serialized) struct RecipesOnNodesTests {
    /// The first node of each rule; all nodes of those that DRYDOCK_RULES names.
    static let cases: [Claim] = {
        var seen: Set<String> = []
        let isNarrow = RuleCaseTests.wanted.count < RuleCaseTests.contents.claims.count
        return RuleCaseTests.wanted.filter { $0.fires && (isNarrow || seen.insert($0.rule).inserted) }
    }()

    private static let judge = Judge(rules: Knowledge.rules, ladder: Knowledge.ladder)
    private static let survey = Survey(
        probes: Probes.all(patterns: Knowledge.rules.flatMap(\.patterns), releases: Knowledge.releases))

    /// The compiled ones; those of the folder that DRYDOCK_RECIPES names lie over them, while one works on them.
    private static let recipes: [String: Recipe] = {
        var out = Dictionary(Knowledge.recipes.map { ($0.id, $0) }) { $1 }
        guard let folder = ProcessInfo.processInfo.environment["DRYDOCK_RECIPES"], !folder.isEmpty else { return out }
        let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
        let files = paths.filter { $0.hasSuffix(".yaml") }.map { path in
            let bytes = (try? Data(contentsOf: URL(filePath: "\(folder)/\(path)"))).map { [UInt8]($0) } ?? []
            return KnowledgeFile(path: "recipes/\(path)", shownAs: path, bytes: bytes)
        }
        for recipe in KnowledgeFolder.read(files, beside: Knowledge.base).0.recipes { out[recipe.id] = recipe }
        return out
    }()

    @Test(arguments: cases) func oneOfTheRulesRecipesCanBeDone(_ claim: Claim) async throws {
        let host = try TestsFolder.run.host(claim.node, claim.change, file: claim.file)
        var facts = claim.change.facts(over: await Self.survey.look(at: host))
        Self.standIn(&facts)
        let report = Self.judge.report(on: facts)
        guard let finding = report.findings.first(where: { $0.id == claim.rule }) else { return }
        let recipes = finding.rule.recipes.compactMap { Self.recipes[$0] }.filter { recipe in
            recipe.manual == nil && recipe.risk > .looks
        }
        guard !recipes.isEmpty, Self.atRest[claim.rule] == nil else { return }
        var obstacles: [String] = []
        for recipe in recipes {
            let plan = Self.plan(recipe, facts, finding)
            guard let steps = plan.steps else {
                let open = plan.entries.filter { !$0.isDecided }.map(\.heading)
                obstacles.append("\(recipe.id): \(plan.obstacles + open)")
                continue
            }
            if try await isDue(steps, host, facts, report) { return }
            obstacles.append("\(recipe.id): nothing is left to do by its checks")
        }
        Issue.record("\(obstacles)")
    }

    /// Rules whose node leaves nothing to do, and why.
    private static let atRest = [
        "containerd-keeps-crashing": "A runtime that crashes now and then is up at the look.",
        "runc-may-not-set-the-oom-score": "The recorded node, which is a container, restricts OOM scores already.",
        "etcd-rejects-connections": "The client with the wrong certificate is on another machine; this node's own are good.",
    ]

    /// What nodes made by hand do not tell of their system, and each real one does.
    private static func standIn(_ facts: inout FactSet) {
        let source = Source("a stand-in")
        let usual: [(FactKey, Value)] = [
            (MachineFacts.packaging, "deb"), (MachineFacts.architecture, "x86_64"), (MachineFacts.osID, "debian"),
            (MachineFacts.osFamily, .list(["debian"])), (MachineFacts.isContainer, .flag(false)),
        ]
        for (key, value) in usual where facts.value(key) == nil { facts.set(key, value, from: source) }
        guard facts.rows(PackageFacts.packages) == nil else { return }
        let rows = ["containerd.io", "cri-o"].map { name in
            Row<PackageFacts.Package>([.name: .text(name), .state: .text("installed")], from: source)
        }
        facts.set(PackageFacts.packages, rows, from: source)
    }

    /// With an example for each answer that a person would give.
    private static func plan(_ recipe: Recipe, _ facts: FactSet, _ finding: Finding) -> RecipePlan {
        let first = RecipePlanner(facts: facts, finding: finding).plan(recipe)
        let answers = Dictionary(first.asked.map { ($0.name, $0.example) }) { $1 }
        return RecipePlanner(facts: facts, finding: finding, answers: answers).plan(recipe)
    }

    /// Whether a step would change something; each edit must fit the file as it is, and be made only once.
    private func isDue(_ steps: [Step], _ host: any Host, _ facts: FactSet, _ report: Report) async throws -> Bool {
        var isDue = false
        var files: [String: [UInt8]] = [:]
        var made: Set<String> = []
        for step in steps where step.risk > .looks {
            if step.check != nil, !holds(step.check, facts, report) { isDue = true }
            for action in step.actions {
                switch action {
                case .run(let run): made.formUnion(Self.written(by: run))
                case .write(let file):
                    files[file.path] = Array(file.content.utf8)
                    // drydock's own scratch files are no end in themselves.
                    if !file.path.hasPrefix("/var/lib/drydock/"), try await bytes(file.path, host) != files[file.path] {
                        isDue = true
                    }
                case .edit(let change):
                    var before = files[change.path]
                    if before == nil { before = try await bytes(change.path, host) }
                    if before == nil, made.contains(change.path) { continue }
                    do {
                        let after = try change.edit.apply(to: before ?? [])
                        #expect(try change.edit.apply(to: after) == after, "\(step.id) is made twice")
                        if after != before ?? [] { isDue = true }
                        files[change.path] = after
                    } catch { Issue.record("\(step.id): \(change.path): \(error)") }
                default: break
                }
            }
        }
        return isDue
    }

    /// nil where the node has no such file.
    private func bytes(_ path: String, _ host: any Host) async throws -> [UInt8]? { try? await host.read(path).bytes }

    /// The files that a command of a recipe makes, of which nobody knows the content before it has run.
    private static func written(by run: Run) -> [String] {
        let makers = ["cp", "install", "mv", "kubeadm", "kubectl"]
        return (run.output.map { [$0.path] } ?? [])
            + (makers.contains(run.words[0]) ? run.words.filter { $0.hasPrefix("/") } : [])
    }

    private func holds(_ check: Check?, _ facts: FactSet, _ report: Report) -> Bool {
        switch check {
        case .clear(let rule): !report.findings.contains { $0.id == rule }
        case .holds(let text):
            if let condition = try? ConditionReading.read(text),
                case .found = Evaluation(facts: Derivations.complete(facts)).judge(condition)
            {
                true
            } else {
                false
            }
        case .succeeds, nil: false
        }
    }
}
