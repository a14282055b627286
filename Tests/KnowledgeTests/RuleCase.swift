import Facts
import FoundationEssentials
import Text
import YAML

/// One node of a rule's case file: a recorded node with edits, on which the rule fires or is clear.
struct RuleCase: Sendable, CustomStringConvertible {
    var rule: String
    var why: String
    var node: String
    var edits: NodeEdits
    /// The rule must fire (else: be judged and clear).
    var fires: Bool
    /// It must be the report's first finding.
    var isFirst: Bool
    /// Rules whose findings must fold under it.
    var explains: [String]

    /// The recorded nodes, by name.
    static let nodes = ((try? FileManager.default.contentsOfDirectory(atPath: NodeFolder.nodes.path)) ?? []).sorted()

    var description: String { "\(rule): \(fires ? "fires" : "clear"), \(why)" }

    /// Reads `Tests/Rules/<area>/<rule>.yaml`.
    static func read(_ bytes: [UInt8], file: String, rule: String) throws -> [RuleCase] {
        guard let node = try YAMLDocument.parse(bytes, file: file).first else { throw CaseError("\(file) is empty.") }
        try CaseError.check(node, ["fires", "near"], file)
        return try ["fires", "near"].flatMap { word in
            try (node[word]?.array ?? []).map { item in
                try CaseError.check(item, ["why", "node", "edits", "first", "explains"], file)
                guard let why = item["why"]?.text, let name = item["node"]?.text else {
                    throw CaseError("\(file):\(item.line): a case needs why and node.")
                }
                guard Self.nodes.contains(name) else {
                    let near = NearestWord.to(name, among: Self.nodes).map { " Did you mean \($0)?" } ?? ""
                    throw CaseError("\(file):\(item["node"]?.line ?? 1): there is no recorded node \(name).\(near)")
                }
                return RuleCase(
                    rule: rule, why: why, node: name, edits: try NodeEdits(item["edits"], file: file), fires: word == "fires",
                    isFirst: item["first"]?.bool ?? false, explains: (item["explains"]?.array ?? []).compactMap(\.text))
            }
        }
    }
}

/// What is wrong with a case file.
struct CaseError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }

    /// Complains about the first field that is not among the known ones.
    static func check(_ node: YAMLNode, _ known: [String], _ file: String) throws {
        guard let key = node.keys(notIn: known).first else { return }
        let near = NearestWord.to(key.name, among: known).map { " Did you mean \($0)?" } ?? ""
        throw CaseError("\(file):\(key.line): there is no \(key.name) here; expected \(known.joined(separator: ", ")).\(near)")
    }
}
