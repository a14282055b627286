import Facts
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

    var description: String { "\(rule): \(fires ? "fires" : "clear"), \(why)" }

    /// Reads `Tests/Rules/<area>/<rule>.yaml`.
    static func read(_ bytes: [UInt8], file: String, rule: String) throws -> [RuleCase] {
        guard let node = try YAMLDocument.parse(bytes, file: file).first else { throw CaseError("\(file) is empty.") }
        if let key = node.keys(notIn: ["fires", "near"]).first {
            throw CaseError("\(file):\(key.line): there is no \(key.name) here.")
        }
        return try ["fires", "near"].flatMap { word in
            try (node[word]?.array ?? []).map { item in
                if let key = item.keys(notIn: ["why", "node", "edits", "first", "explains"]).first {
                    throw CaseError("\(file):\(key.line): there is no \(key.name) here.")
                }
                guard let why = item["why"]?.text, let name = item["node"]?.text else {
                    throw CaseError("\(file):\(item.line): a case needs why and node.")
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
}
