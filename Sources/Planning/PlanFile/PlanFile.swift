import YAML

/// A plan file: its answers, and the line of each, so that a problem names its place.
public struct PlanFile: Sendable {
    public static let apiVersion = "drydock.dev/v1"
    public static let kind = "ClusterPlan"

    public var plan: ClusterPlan
    /// Where the wizard stood when it wrote the file; nil for a file that a person wrote.
    public var progress: WizardProgress?
    /// The file's name, as errors carry it.
    public var name: String
    /// Lines by path (`spec.network.podSubnets[0]`).
    private let lines: [String: Int]

    /// Reads a plan file. What cannot be read at all is in the problems, each with its line; the plan is then what could be read.
    public static func read(_ bytes: [UInt8], name: String) -> (file: PlanFile?, problems: [FileProblem]) {
        do {
            let documents = try YAMLDocument.parse(bytes, file: name)
            guard documents.count == 1, let node = documents.first, node.entries != nil else {
                let found = documents.count == 1 ? documents[0].kindName : "\(documents.count) documents"
                return (
                    nil,
                    [FileProblem(file: name, line: 1, sentence: "A plan file holds one mapping, but this one holds \(found).")]
                )
            }
            let (plan, progress, problems) = PlanReader(file: name).read(node)
            var lines: [String: Int] = [:]
            collect(node, "", into: &lines)
            return (PlanFile(plan: plan, progress: progress, name: name, lines: lines), problems)
        } catch {
            return (nil, [FileProblem(file: error.file, line: error.line, sentence: error.sentence)])
        }
    }

    /// A problem of an answer with its file and line: of the value, or of the nearest thing around it that the file has.
    public func place(_ problem: PlanProblem) -> FileProblem {
        var path = problem.path
        while lines[path] == nil, let cut = path.lastIndex(where: { $0 == "." || $0 == "[" }) { path = String(path[..<cut]) }
        return FileProblem(file: name, line: lines[path] ?? 1, sentence: "\(problem.path): \(problem.sentence)")
    }

    private static func collect(_ node: YAMLNode, _ path: String, into lines: inout [String: Int]) {
        lines[path] = node.line
        for entry in node.entries ?? [] {
            let inner = path.isEmpty ? entry.key.name : "\(path).\(entry.key.name)"
            collect(entry.value, inner, into: &lines)
            // A collection begins on the line below its key; the key is where a person looks.
            lines[inner] = entry.key.line
        }
        for (index, value) in (node.array ?? []).enumerated() { collect(value, "\(path)[\(index)]", into: &lines) }
    }
}
