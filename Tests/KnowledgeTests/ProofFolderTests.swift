import Diagnosis
import FoundationEssentials
import Knowledge
import Proofs
import Testing
import YAML

/// A folder of one's own: rules, proofs, nodes.
@Suite struct ProofFolderTests {
    private static func folder(_ files: [String: String]) throws -> ProofFolder {
        let root = FileManager.default.temporaryDirectory.appending(path: "drydock-proofs-\(UUID().uuidString)")
        for (path, text) in files {
            let file = root.appending(path: path)
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        return try #require(ProofFolder(root.path))
    }

    private static let head = "{\"schemaVersion\":1,\"taken\":1764000000,\"hostname\":\"a\"}"
    private static let good = """
        fires:
        - {why: it is on, node: mine, change: {/proc/swaps: {append: "/swapfile file 2097148 0 -2"}, facts: {kubelet.failSwapOn: true, kubelet.isInstalled: true, kubelet.hasConfig: true}}}
        near:
        - {why: it is off, node: mine, change: {facts: {kubelet.failSwapOn: true, kubelet.isInstalled: true, kubelet.hasConfig: true}}}

        """

    @Test func aBrokenFileFailsAloneAndTheOthersAreTried() async throws {
        let folder = try Self.folder([
            "nodes/mine/capture.json": Self.head,
            "nodes/mine/files/proc/swaps": "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n",
            "proofs/host/swap-is-on.yaml": Self.good,
            "proofs/host/broken.yaml": "fires: [\n",
            "proofs/host/misspelt.yaml": Self.good.replacing("node: mine", with: "nod: mine"),
        ])
        let contents = folder.read()
        #expect(contents.claims.count == 2)
        #expect(contents.rules == ["swap-is-on", "broken", "misspelt"])
        #expect(contents.problems.map(\.line).sorted().contains(2))
        #expect(
            Set(contents.problems.map { String($0.file.split(separator: "/").last ?? "") }) == ["broken.yaml", "misspelt.yaml"])
        let run = ProofRun(rules: Knowledge.rules, ladder: Knowledge.ladder, releases: Knowledge.releases, nodes: folder.nodes) {
            _, _, _ in nil
        }
        let outcomes = await run.outcomes(contents.claims)
        #expect(outcomes.flatMap(\.failures).map(\.description) == [])
        #expect(folder.read(rules: ["swap-is-on"]).problems.isEmpty)
    }

    @Test func failuresSayWhatWasExpectedAndWhere() async throws {
        let swapped = Self.good.replacing("fires:", with: "other:").replacing("near:", with: "fires:").replacing(
            "other:", with: "near:")
        let folder = try Self.folder([
            "nodes/mine/capture.json": Self.head,
            "nodes/mine/files/proc/swaps": "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n",
            "proofs/host/swap-is-on.yaml": swapped,
            "proofs/runtime/kubelet-cgroup-driver-differs.yaml": "fires: []\nnear:\n- {why: nothing is known, node: mine}\n",
        ])
        let run = ProofRun(rules: Knowledge.rules, ladder: Knowledge.ladder, releases: Knowledge.releases, nodes: folder.nodes) {
            _, _, _ in nil
        }
        let said = await run.outcomes(folder.read().claims).flatMap(\.failures)
        #expect(
            said.contains { $0.line == 4 && $0.sentence.hasPrefix("swap-is-on is to fire where it is off, but does not.") },
            "\(said)")
        #expect(
            said.contains { $0.line == 2 && $0.sentence.hasPrefix("swap-is-on is to be clear where it is on, but it fires: ") })
        #expect(
            said.contains { $0.line == 3 && $0.sentence.contains("is to be judged where nothing is known, but it is unknown: ") })
    }
}
