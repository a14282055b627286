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
        checkPlaceholders(says, when, fields)
        let title = fields.text("title")
        if title.count > 70 { fields.complain(node.line, "The title has \(title.count) characters; at most 70 fit on a line.") }
        if title.hasSuffix(".") { fields.complain(node.line, "A title is a phrase without a full stop.") }
        if !says.hasSuffix(".") { fields.complain(node.line, "\"says\" must be whole sentences.") }
        let rule = Rule(
            id: id, area: area, catalogue: fields.texts("catalogue"), title: title,
            severity: fields.word("severity", default: nil) ?? .error, kind: fields.word("kind", default: .fault) ?? .fault,
            rung: fields.word("rung", default: nil) ?? .host, applies: applies, versions: versions(fields), when: when,
            says: says,
            why: fields.text("why"), leadsTo: fields.texts("leadsTo"), wrongWhen: fields.text("wrongWhen"),
            recipes: fields.texts("recipes"), quotes: fields.texts("quotes"), sources: references(fields))
        return (rule, fields.finish())
    }

    private static func checkPlaceholders(_ says: String, _ when: Condition, _ fields: Fields) {
        let tables = when.tables.compactMap { FactKey.registered[$0] }
        for name in Wording.names(in: says) {
            let isKnown = name.contains(".") ? FactKey.registered[name] != nil : tables.contains { $0.column(name) != nil }
            if !isKnown {
                fields.complain(fields.node.line, "\"says\" names {\(name)}, which is neither a fact nor a column here.")
            }
        }
        for part in says.split(separator: "{", omittingEmptySubsequences: false).dropFirst() {
            guard let close = part.firstIndex(of: "}") else { continue }
            let format = part[..<close].split(separator: "|").dropFirst().first.map(String.init) ?? ""
            if !Value.formats.contains(format) {
                fields.complain(fields.node.line, "\"says\" asks for the unknown format \"\(format)\".")
            }
        }
    }

    private static func versions(_ fields: Fields) -> VersionRange {
        guard let node = fields.optional("versions") else { return VersionRange() }
        let inner = Fields(node, file: fields.file)
        func version(_ name: String) -> MinorVersion? {
            guard let text = inner.optionalText(name) else { return nil }
            let version = MinorVersion(text)
            if version == nil { inner.complain(node.line, "\"\(text)\" is no version such as \"1.36\".") }
            return version
        }
        let range = VersionRange(from: version("from"), to: version("to"))
        fields.complain(inner.finish())
        return range
    }

    private static func references(_ fields: Fields) -> [Reference] {
        guard let list = fields.required("sources")?.array, !list.isEmpty else {
            fields.complain(fields.node.line, "\"sources\" must list where the knowledge comes from, with dates.")
            return []
        }
        return list.map { node in
            let inner = Fields(node, file: fields.file)
            let reference = Reference(source: inner.text("source"), date: inner.text("date"))
            if Instant(rfc3339: reference.date + "T00:00:00Z") == nil {
                inner.complain(node.line, "\"\(reference.date)\" is no day such as 2026-08-14.")
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
