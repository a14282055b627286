import Diagnosis
import Facts
import Planning
import YAML

/// Reads one rule's file.
enum RuleReader {
    static func read(_ node: YAMLNode, id: String, area: String, file: String) -> (Rule, [KnowledgeProblem]) {
        let fields = Fields(node, file: file)
        var conditions = ConditionReader(file: file)
        let applies = fields.optional("applies").map { conditions.read($0) }
        let when = fields.required("when").map { conditions.read($0) } ?? .all([])
        fields.complain(conditions.problems)
        let says = fields.text("says")
        Placeholders.check("says", says, tables: when.tables.compactMap { FactKey.registered[$0] }, fields)
        let title = fields.text("title")
        if title.count > 70 {
            fields.complain(fields.line("title"), "The title has \(title.count) characters; at most 70 fit on a line.")
        }
        if title.hasSuffix(".") { fields.complain(fields.line("title"), "A title is a phrase without a full stop.") }
        if !says.isEmpty, !says.hasSuffix(".") { fields.complain(fields.line("says"), "\"says\" must be whole sentences.") }
        let rule = Rule(
            id: id, area: area, catalogue: fields.texts("catalogue"), title: title,
            severity: fields.word("severity", default: nil) ?? .error, kind: fields.word("kind", default: .fault) ?? .fault,
            rung: fields.word("rung", default: nil) ?? .host, applies: applies, versions: versions(fields), when: when,
            says: says,
            why: fields.text("why"), leadsTo: fields.texts("leadsTo"), wrongWhen: fields.text("wrongWhen"),
            recipes: fields.texts("recipes"), quotes: quotes(fields), sources: references(fields))
        return (rule, fields.finish(meant: meant))
    }

    /// What authors write for a field of a rule.
    private static let meant = [
        "why": ["because", "reason", "cause"], "says": ["message", "text", "description"], "when": ["if", "condition", "where"],
        "severity": ["level", "priority"], "recipes": ["fix", "fixes", "solution"],
        "leadsTo": ["causes", "symptoms", "explains"],
        "versions": ["releases"], "sources": ["references", "links"], "wrongWhen": ["falseWhen", "except", "unless"],
        "rung": ["step", "stage"], "applies": ["appliesTo", "only"],
    ]

    private static func quotes(_ fields: Fields) -> [String] {
        guard let node = fields.optional("quotes") else { return [] }
        var reader = ConditionReader(file: fields.file)
        let names = ConditionReader.logs(node, &reader)
        fields.complain(reader.problems)
        return names
    }

    private static func versions(_ fields: Fields) -> VersionRange {
        guard let node = fields.optional("versions") else { return VersionRange() }
        let inner = Fields(node, file: fields.file)
        let range = VersionRange(
            from: inner.minor("from").map { MinorVersion(minor: $0) }, to: inner.minor("to").map { MinorVersion(minor: $0) })
        if let from = range.from, let to = range.to, from > to {
            inner.complain(inner.line("from"), "\"versions\" goes from \(from) to \(to), which is no release at all.")
        }
        fields.complain(inner.finish())
        return range
    }

    private static func references(_ fields: Fields) -> [Reference] {
        guard let list = fields.required("sources")?.array, !list.isEmpty else {
            fields.complain(fields.line("sources"), "\"sources\" must list where the knowledge comes from, with dates.")
            return []
        }
        return list.map { node in
            let inner = Fields(node, file: fields.file)
            let reference = Reference(source: inner.text("source"), date: inner.text("date"))
            if Instant(rfc3339: reference.date + "T00:00:00Z") == nil {
                inner.complain(inner.line("date"), "\"\(reference.date)\" is no day such as 2026-08-14.")
            }
            fields.complain(inner.finish())
            return reference
        }
    }
}

extension Rule.Kind: CaseIterable {
    public static var allCases: [Rule.Kind] { [.fault, .expected] }
}

extension Condition {
    /// The tables whose rows the condition looks at.
    var tables: Set<String> {
        switch self {
        case .all(let parts), .any(let parts): parts.reduce(into: []) { $0.formUnion($1.tables) }
        case .not(let part): part.tables
        case .each(let table, _): [table]
        case .logged: [LogFacts.matched.name]
        case .test: []
        }
    }
}
