import Diagnosis
import Knowledge
import KnowledgeFormat
import Planning
import Testing

@testable import Lookup

/// A word that kubectl prints for a state has a page, and exit code, reason and place lead on from it.
@Suite struct StateTests {
    private static let explainer = Explainer(knowledge: Knowledge.base, catalogue: Knowledge.catalogue)

    private func ids(_ text: String) -> [String] { Self.explainer.explain(Array(text.utf8)).matches.map(\.id) }

    @Test(arguments: [
        ("CrashLoopBackOff", "container-is-in-crash-loop"), ("ImagePullBackOff", "image-is-not-pulled"),
        ("ErrImageNeverPull", "image-may-not-be-pulled"), ("CreateContainerConfigError", "container-lacks-its-object"),
        ("Pending", "pod-is-pending"), ("Completed", "container-has-completed"), ("Unknown", "node-is-unknown"),
        ("web-0   0/2   Init:0/1   0   9m", "pod-waits-for-its-init-container"),
        ("job-x-7k2p9   0/1   Error   0   3m", "container-ended-with-an-error"),
        ("w1     NotReady   <none>          12d   v1.29.3", "node-is-called-not-ready"),
        ("old-db-0   1/1     Terminating   0   4d", "object-is-terminating"),
    ]) func aStateHasItsPage(_ text: String, _ id: String) {
        let match = Self.explainer.explain(Array(text.utf8)).matches.first
        #expect(match?.id == id && (match?.kind == .state || match?.kind == .expected))
    }

    /// What kubectl describe prints beside the state decides.
    @Test(arguments: [
        ("Reason: CrashLoopBackOff\nLast State: Terminated\nReason: OOMKilled\nExit Code: 137", "raise-memory-limit"),
        ("Reason: CrashLoopBackOff\nLast State: Terminated\nReason: Error\nExit Code: 127", "mend-start-command"),
        ("Reason: CrashLoopBackOff\nLast State: Terminated\nReason: Completed\nExit Code: 0", "keep-container-running"),
        ("exit code 139", "read-last-run"),
        ("\"state\": {\"terminated\": {\"exitCode\": 126, \"reason\": \"Error\"}}", "mend-start-command"),
    ]) func exitCodesAndReasonsLeadOn(_ text: String, _ id: String) {
        #expect(ids(text).first == id, "\(ids(text))")
    }

    /// The place makes a way likely; the state itself comes before it.
    @Test func thePlaceLeadsOnBehindTheState() {
        let found = ids("coredns-5d78c9869d-7x2bd   0/1   CrashLoopBackOff   12 (2m ago)   40m")
        #expect(found.first == "container-is-in-crash-loop")
        #expect(found.prefix(3).contains("point-kubelet-at-real-resolv-conf"), "\(found)")
    }

    /// A table of a node that is well has the words, too.
    @Test(arguments: [
        "  DiskPressure     False   Tue, 24 Nov 2026 07:12:00 +0000   KubeletHasNoDiskPressure     kubelet has no disk pressure",
        "report-29411820-x8k2p         0/1     Completed   0             3h",
        "09e28ddd4f769       5 minutes ago       NotReady            web-a               default         0",
        "Unschedulable:      false", "Error: x", "the pod is Pending since the morning and I do not know why at all, really",
    ]) func aWordThatIsDeniedIsNoState(_ text: String) {
        #expect(!Self.explainer.explain(Array(text.utf8)).matches.contains { $0.kind == .state }, "\(ids(text))")
    }

    @Test func everyStateIsFoundByItsWords() {
        let search = RecipeSearch(Knowledge.base.pages, rules: Knowledge.rules, texts: Knowledge.texts)
        for state in Knowledge.states {
            // Pending, Unknown: words of every day, too.
            for word in state.words where word.utf8.count(where: { $0 < 97 }) > 1 {
                let found = search.find(word).prefix(3).map(\.id)
                #expect(found.contains(state.id), "\(word): \(found)")
            }
        }
    }

    /// A page says what to ask and where each way leads; it is never done by itself.
    @Test func aPageLeadsOn() throws {
        for state in Knowledge.states {
            let page = state.page
            #expect(page.isState && page.manual != nil)
            let text = page.steps.flatMap(\.texts).joined(separator: "\n")
            for id in state.ways.flatMap(\.leads) + state.leads { #expect(text.contains(id), "\(state.id): \(id)") }
        }
    }

    /// Which words led to a page is said.
    @Test func aHitSaysWhyItIsThere() throws {
        let search = RecipeSearch(Knowledge.base.pages, rules: Knowledge.rules, texts: Knowledge.texts)
        let hit = try #require(search.hits("swap off").first)
        #expect(hit.recipe.id == "turn-swap-off")
        #expect(hit.why.contains("swap") && hit.why.contains("its title"), "\(hit.why)")
    }

    /// What is not for this machine comes after what is.
    @Test func whatFitsComesFirst() throws {
        let search = RecipeSearch(Knowledge.base.pages, rules: Knowledge.rules, texts: Knowledge.texts)
        let best = try #require(search.find("start runtime containerd").first?.id)
        let other = search.hits("start runtime containerd", elsewhere: [best]).first?.recipe.id
        #expect(other != best)
    }
}
