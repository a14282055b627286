import Diagnosis
import YAML

/// Reads a file of `readiness/`: `machine.yaml`, what a machine needs, `production.yaml`, what a cluster for production has, or
/// `next.yaml`, what a new one lacks for daily use.
enum ReadinessReader {
    private static let files = ["machine", "next", "production"]

    static func read(_ node: YAMLNode, id: String, file: String) -> (Readiness, [KnowledgeProblem]) {
        let fields = Fields(node, file: file)
        if !files.contains(id) {
            fields.complain(
                node.line,
                "A file of readiness/ is machine.yaml, production.yaml or next.yaml, not \"\(id).yaml\"."
                    + Words.meant(id, among: files))
        }
        let field = id == "machine" ? "needs" : "subjects"
        let entries = fields.list(field)
        if entries.isEmpty { fields.complain(node.line, "\"\(field)\" must list what is judged.") }
        let readiness =
            switch id {
            case "production": Readiness(subjects: entries.map { subject($0, fields) })
            case "next": Readiness(next: entries.map { subject($0, fields) })
            default: Readiness(needs: entries.map { need($0, fields) })
            }
        return (readiness, fields.finish())
    }

    private static func need(_ node: YAMLNode, _ outer: Fields) -> MachineNeed {
        let fields = Fields(node, file: outer.file)
        let need = MachineNeed(
            title: title(fields), stops: fields.texts("stops"), rules: fields.texts("rules"), says: sentence(fields))
        if need.stops.isEmpty, need.rules.isEmpty {
            fields.complain(node.line, "\"stops\" or \"rules\" must name the rules that are judged.")
        }
        outer.complain(fields.finish())
        return need
    }

    private static func subject(_ node: YAMLNode, _ outer: Fields) -> ReadinessSubject {
        let fields = Fields(node, file: outer.file)
        let cases = fields.list("cases")
        let subject = ReadinessSubject(title: title(fields), cases: cases.map { one($0, fields) })
        if subject.cases.last.map({ $0.when != nil }) ?? true {
            fields.complain(
                (cases.last ?? node).line, "The last case has no \"when\": it says what holds where no other case does.")
        }
        outer.complain(fields.finish())
        return subject
    }

    private static func one(_ node: YAMLNode, _ outer: Fields) -> ReadinessSubject.Case {
        let fields = Fields(node, file: outer.file)
        var conditions = ConditionReader(file: outer.file)
        let when = fields.optional("when").map { conditions.read($0) }
        fields.complain(conditions.problems)
        let isReady = fields.optional("ready") == nil ? nil : fields.flag("ready")
        let one = ReadinessSubject.Case(when: when, isReady: isReady, says: sentence(fields))
        outer.complain(fields.finish())
        return one
    }

    private static func title(_ fields: Fields) -> String {
        let title = fields.text("title")
        if title.hasSuffix(".") { fields.complain(fields.line("title"), "A title is a phrase without a full stop.") }
        return title
    }

    private static func sentence(_ fields: Fields) -> String {
        let says = fields.text("says")
        Placeholders.check("says", says, tables: [], fields)
        if !says.isEmpty, !says.hasSuffix(".") { fields.complain(fields.line("says"), "\"says\" must be whole sentences.") }
        return says
    }
}
