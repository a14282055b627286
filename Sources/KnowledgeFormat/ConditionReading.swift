import Diagnosis
import YAML

/// Reads a condition by itself, as it stands in the check of a step.
public enum ConditionReading {
    /// Why a text is no condition: a whole sentence.
    public struct Failure: Error, Equatable, CustomStringConvertible {
        public var description: String
    }

    public static func read(_ text: String) throws(Failure) -> Condition {
        let nodes: [YAMLNode]
        do { nodes = try YAMLDocument.parse(Array(text.utf8), file: "the condition") } catch {
            throw Failure(description: "\(error)")
        }
        guard let node = nodes.first, nodes.count == 1 else { throw Failure(description: "\"\(text)\" is no condition.") }
        var reader = ConditionReader(file: "the condition")
        let condition = reader.read(node)
        if let problem = reader.problems.first { throw Failure(description: problem.sentence) }
        return condition
    }
}
