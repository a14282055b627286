import Diagnosis
import FoundationEssentials
import Knowledge
import Planning
import Proofs
import YAML

/// What lies under `Tests`: recorded nodes, and the proofs of rules on them.
enum TestsFolder {
    static let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    static let nodes = tests.appending(path: "Nodes")
    static let proofs: ProofFolder = {
        guard let folder = ProofFolder(tests.deletingLastPathComponent().path) else {
            fatalError("There is no folder of proofs.")
        }
        return folder
    }()

    /// The run of all proofs.
    static let run = ProofRun(
        rules: Knowledge.rules, ladder: Knowledge.ladder, releases: Knowledge.releases, nodes: proofs.nodes
    ) { RecipeTrial.steps($0, of: Knowledge.recipes, facts: $1, finding: $2) }

    /// A change as a proof writes it.
    static func change(_ yaml: String) throws -> NodeChange {
        try NodeChange(ProofReader.document(Array(yaml.utf8), file: "change", ProofForm.change), file: "change")
    }

    /// The report on a recorded node, with changes.
    static func report(_ node: String, _ change: NodeChange = NodeChange()) async throws -> Report {
        try await run.report(node: node, change, file: "change")
    }

    /// The names of the recorded nodes that have a file of this name.
    static func nodes(with file: String) -> [String] {
        proofs.nodes.names.filter { FileManager.default.fileExists(atPath: nodes.appending(path: "\($0)/\(file)").path) }
    }
}

/// What is wrong with a file of a test.
struct CaseError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
