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

    /// The files that the steps write or edit, as they read afterwards. What a command would make first is left out.
    private static func files(after steps: [Step], on folder: NodeFolder) throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for action in steps.flatMap(\.actions) {
            switch action {
            case .write(let file): files[file.path] = Array(file.content.utf8)
            case .edit(let change):
                let there = try? Data(contentsOf: URL(filePath: folder.path + "/files" + change.path))
                if let bytes = files[change.path] ?? there.map({ [UInt8]($0) }) {
                    files[change.path] = try change.edit.apply(to: bytes)
                }
            default: break
            }
        }
        return files
    }

    @Test(arguments: nodes.filter { edited[$0.rule] != nil }) func editsClearTheRule(_ node: RuleCase) async throws {
        let folder = try NodeFolder(node.node, node.edits)
        let (facts, report) = try await Self.look(folder)
        let plan = try Self.plan(Self.edited[node.rule] ?? "", node.rule, facts, report)
        let steps = try #require(plan.steps, "asked: \(plan.asked.map(\.name)), \(plan.obstacles)")
        var edits = node.edits
        var changes = 0
        for (path, bytes) in try Self.files(after: steps, on: folder) {
            let there = try? Data(contentsOf: URL(filePath: folder.path + "/files" + path))
            if there != Data(bytes) { changes += 1 }
            edits.put(path, String(decoding: bytes, as: UTF8.self))
        }
        #expect(changes > 0)
        let (_, fixed) = try await Self.look(try NodeFolder(node.node, edits))
        #expect(!fixed.findings.map(\.id).contains(node.rule))
    }

    /// Rules with a recipe that needs no answer on the first node on which they fire, nor a hand.
    private static let ready = [
        "admin-kubeconfig-is-readable-by-others": "close-kubeconfig", "admin-kubeconfig-is-stale": "copy-admin-kubeconfig",
        "apiserver-certificate-lacks-name": "reissue-apiserver-certificate",
        "certificate-cannot-be-read": "make-missing-certificate", "certificate-expires-soon": "renew-certificates",
        "certificate-file-is-missing": "make-missing-certificate", "certificate-files-belong-to-a-user": "give-pki-to-root",
        "certificate-has-expired": "renew-certificates", "certificate-has-wrong-ca": "reissue-certificate",
        "certificate-key-does-not-match": "reissue-certificate", "clock-is-behind-certificates": "set-the-clock-by-network-time",
        "control-plane-flag-is-unknown": "remove-manifest-flag", "etcd-certificate-lacks-name": "reissue-etcd-certificates",
        "etcd-peer-certificate-has-expired": "renew-certificates", "kubeconfig-cannot-be-read": "rewrite-kubeconfig",
        "kubeconfig-context-is-broken": "rewrite-kubeconfig",
        "kubeconfig-names-missing-file": "renew-kubelet-client-certificate",
        "kubeconfig-trusts-another-ca": "renew-kubelet-client-certificate",
        "kubelet-client-certificate-has-expired": "renew-kubelet-client-certificate",
        "kubelet-client-certificate-is-not-renewed": "renew-kubelet-client-certificate",
        "kubelet-may-not-read-object": "look-at-stale-pods",
        "kubelet-serving-certificate-has-expired": "renew-kubelet-serving-certificate",
        "kubernetes-packages-are-not-held": "hold-kubernetes-packages", "manifest-is-broken": "restore-manifest",
        "manifest-is-missing": "restore-manifest", "node-is-not-registered": "register-node-again",
        "node-lease-is-forbidden": "restore-node-name", "node-was-renamed": "restore-node-name",
        "package-is-half-installed": "finish-package-installation", "private-key-is-readable-by-others": "close-private-keys",
        "service-account-keys-differ": "derive-service-account-public-key", "spare-certificate-has-expired": "renew-certificates",
        "user-kubeconfig-has-expired": "copy-admin-kubeconfig", "user-kubeconfig-has-wrong-owner": "own-kubeconfig",
    ]

    @Test(arguments: ready.sorted { $0.key < $1.key }) func isReady(rule: String, recipe: String) async throws {
        let node = try #require(Self.nodes.first { $0.rule == rule })
        let folder = try NodeFolder(node.node, node.edits)
        let (facts, report) = try await Self.look(folder)
        let plan = try Self.plan(recipe, rule, facts, report)
        let steps = try #require(plan.steps, "asked: \(plan.asked.map(\.name)), \(plan.obstacles)")
        #expect(steps.contains { $0.risk != .looks })
        _ = try Self.files(after: steps, on: folder)
    }

    @Test func aMisspeltFlagIsSpeltAsKubeadmSpellsIt() async throws {
        let rule = "control-plane-flag-is-unknown"
        let node = try #require(Self.nodes.first { $0.rule == rule })
        let folder = try NodeFolder(node.node, node.edits)
        let (facts, report) = try await Self.look(folder)
        let steps = try #require(try Self.plan("remove-manifest-flag", rule, facts, report).steps)
        let files = try Self.files(after: steps, on: folder)
        let manifest = String(decoding: files["/etc/kubernetes/manifests/kube-apiserver.yaml"] ?? [], as: UTF8.self)
        #expect(manifest.contains("--secure-port=6443"))
        #expect(!manifest.contains("secure-prot"))
    }

    @Test(.enabled(if: ProcessInfo.processInfo.environment["DRYDOCK_SHOW_RECIPES"] != nil))
    func shown() async throws {
        let areas = Set(
            (ProcessInfo.processInfo.environment["DRYDOCK_SHOW_RECIPES"] ?? "").split(separator: ",").map(String.init))
        for rule in Knowledge.rules where areas.contains(rule.area) {
            guard let node = Self.nodes.first(where: { $0.rule == rule.id }) else { continue }
            let folder = try NodeFolder(node.node, node.edits)
            let (facts, report) = try await Self.look(folder)
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
                do { _ = try Self.files(after: plan.entries.map(\.step), on: folder) } catch {
                    print("    CANNOT EDIT: \(error)")
                }
                for entry in plan.entries where entry.step.risk != .looks {
                    print("    \(entry.heading)")
                    for action in entry.step.actions { print("      \(ActionText.line(action))") }
                }
            }
        }
    }
}
