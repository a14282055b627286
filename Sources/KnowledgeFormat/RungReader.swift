import Diagnosis
import YAML

/// Reads one rung of the ladder.
enum RungReader {
    static func read(_ node: YAMLNode, id: String, file: String) -> (RungLaw?, [KnowledgeProblem]) {
        let fields = Fields(node, file: file)
        var conditions = ConditionReader(file: file)
        let applies = fields.optional("applies").map { conditions.read($0) }
        let stands = fields.required("stands").map { conditions.read($0) } ?? .all([])
        fields.complain(conditions.problems)
        for name in ["saysStanding", "saysBroken", "saysNotHere"] {
            Placeholders.check(name, node[name]?.text ?? "", tables: [], fields)
        }
        guard let rung = Rung(rawValue: id) else {
            fields.complain(
                node.line,
                "The file's name must be a rung: \(Rung.allCases.map(\.rawValue).joined(separator: ", ")), not \"\(id)\"."
                    + Words.meant(id, among: Rung.allCases.map(\.rawValue)))
            return (nil, fields.finish())
        }
        let law = RungLaw(
            rung: rung, title: fields.text("title"), applies: applies, stands: stands, saysStanding: fields.text("saysStanding"),
            saysBroken: fields.text("saysBroken"), saysNotHere: fields.optionalText("saysNotHere") ?? "")
        return (law, fields.finish())
    }
}
