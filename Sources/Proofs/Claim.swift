import Text
import YAML

/// One claim of a rule's proof: a recorded node with changes, on which the rule fires or is clear.
package struct Claim: Sendable, CustomStringConvertible {
    package var rule: String
    package var why: String
    package var node: String
    package var change: NodeChange
    /// The rule must fire (else: be judged and clear).
    package var fires: Bool
    /// It must be the report's first finding.
    package var isFirst: Bool
    /// Rules whose findings must fold under it.
    package var explains: [String]
    /// The recipe by which the rule must be clear afterwards.
    package var cured: String?
    /// Where it stands.
    package var file: String
    package var line: Int
    /// The line that names the recipe.
    var curedLine = 0

    package var description: String { "\(rule): \(fires ? "fires" : "clear"), \(why)" }

    /// Something about it that is not as it says.
    func fails(_ sentence: String, line: Int? = nil) -> FileProblem {
        FileProblem(file: file, line: line ?? self.line, sentence: sentence)
    }
}

/// Reads files of proofs.
package enum ProofReader {
    /// - Parameter nodes: the recorded nodes that there are.
    /// - Throws: everything that is wrong in the file.
    package static func read(_ bytes: [UInt8], file: String, rule: String, nodes: [String]) throws(ProofProblems) -> [Claim] {
        let root = try document(bytes, file: file, ProofForm.file)
        var problems: [FileProblem] = []
        var claims: [Claim] = []
        for word in ["fires", "near"] {
            for item in root[word]?.array ?? [] {
                let name = item["node"]?.text ?? ""
                if !nodes.contains(name) {
                    let near = NearestWord.to(name, among: nodes).map { " Did you mean \($0)?" } ?? ""
                    problems.append(
                        FileProblem(
                            file: file, line: item["node"]?.line ?? item.line,
                            sentence: "There is no recorded node \(name).\(near)"))
                }
                var change = NodeChange()
                do throws(ProofProblems) {
                    change = try NodeChange(item["change"], file: file)
                } catch {
                    problems += error.problems
                }
                let explains = item["explains"]
                claims.append(
                    Claim(
                        rule: rule, why: item["why"]?.text ?? "", node: name, change: change, fires: word == "fires",
                        isFirst: item["first"]?.bool ?? false,
                        explains: explains?.array?.compactMap(\.text) ?? explains?.text.map { [$0] } ?? [],
                        cured: item["cured"]?.text, file: file, line: item.line, curedLine: item["cured"]?.line ?? item.line))
                if word == "near", item["cured"] != nil || item["first"] != nil {
                    problems.append(
                        FileProblem(
                            file: file, line: item.line, sentence: "A near miss has nothing that could be first, or be cured."))
                }
            }
        }
        guard problems.isEmpty else { throw ProofProblems(problems) }
        return claims
    }

    /// The one document of a file, compared with its shape.
    package static func document(_ bytes: [UInt8], file: String, _ shape: Shape) throws(ProofProblems) -> YAMLNode {
        let documents: [YAMLNode]
        do throws(YAMLError) {
            documents = try YAMLDocument.parse(bytes, file: file)
        } catch {
            throw ProofProblems([FileProblem(file: error.file, line: error.line, sentence: error.sentence)])
        }
        guard documents.count == 1, let root = documents.first else {
            throw ProofProblems([FileProblem(file: file, line: 1, sentence: "A file of proofs holds exactly one document.")])
        }
        var check = ShapeCheck(file: file)
        check.check(root, file.split(separator: "/").last.map(String.init) ?? file, shape)
        guard check.problems.isEmpty else { throw ProofProblems(check.problems) }
        return root
    }
}
