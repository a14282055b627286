import FoundationEssentials
import YAML

/// Where a folder's rules, proofs and recorded nodes lie.
///
/// A folder of one's own has `rules/`, `proofs/` and `nodes/`; drydock's source has them under `Knowledge/` and `Tests/`.
package struct ProofFolder: Sendable {
    /// The folder with `rules/` in it.
    package var knowledge: String
    package var proofs: String
    package var nodes: RecordedNodes

    /// - Parameter root: nil is given back where the folder has no proofs.
    package init?(_ root: String) {
        let root = root.count > 1 && root.hasSuffix("/") ? String(root.dropLast()) : root
        let layouts = [
            ("\(root)/Knowledge", "\(root)/Tests/Rules", "\(root)/Tests/Nodes"), (root, "\(root)/proofs", "\(root)/nodes"),
        ]
        guard let layout = layouts.first(where: { Self.isFolder($0.1) }) else { return nil }
        knowledge = layout.0
        proofs = layout.1
        nodes = RecordedNodes(layout.2)
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder
    }

    /// What was read of the proofs.
    package struct Contents: Sendable {
        package var claims: [Claim] = []
        /// What is wrong in files of proofs, which are left out.
        package var problems: [FileProblem] = []
        /// The rules that have a file of proofs, read or not.
        package var rules: Set<String> = []
    }

    /// Reads all files of proofs, or those of the rules that are wanted. A file in which something is wrong fails alone.
    package func read(rules wanted: Set<String>? = nil) -> Contents {
        var contents = Contents()
        for path in ((try? FileManager.default.subpathsOfDirectory(atPath: proofs)) ?? []).sorted() where path.hasSuffix(".yaml")
        {
            let rule = String((path.split(separator: "/").last ?? "").dropLast(5))
            guard wanted?.contains(rule) ?? true else { continue }
            contents.rules.insert(rule)
            let file = "\(proofs)/\(path)"
            do throws(ProofProblems) {
                contents.claims += try ProofReader.read(bytes(file), file: file, rule: rule, nodes: nodes.names)
            } catch {
                contents.problems += error.problems
            }
        }
        return contents
    }

    private func bytes(_ file: String) throws(ProofProblems) -> [UInt8] {
        guard let data = try? Data(contentsOf: URL(filePath: file)) else {
            throw ProofProblems([FileProblem(file: file, line: 1, sentence: "The file cannot be read.")])
        }
        return [UInt8](data)
    }
}
