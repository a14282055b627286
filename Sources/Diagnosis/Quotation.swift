import Facts
import Text

/// What a finding quotes: what the programs that it is about said before they ended. Whoever is told that something does not run need
/// not open its log.
struct Quotation {
    /// Programs that one finding quotes.
    static let most = 2

    let facts: FactSet

    /// The sentences that are added to a rule's text, and the lines that are added to its evidence.
    func quote(for rule: Rule) -> (says: String, evidence: [Evidence]) {
        guard !rule.quotes.isEmpty else { return ("", []) }
        let rows = (facts.rows(LogFacts.reasons) ?? []).filter { row in
            guard let log = row.text(.log) else { return false }
            return rule.quotes.contains { Glob.matches($0, log) }
        }.sorted { (Reasons.time($0), $1.text(.log) ?? "") > (Reasons.time($1), $0.text(.log) ?? "") }
        var said: Set<String> = []
        let told = rows.filter { said.insert($0.text(.text) ?? "").inserted }.prefix(Self.most)
        let sentences = told.map { row in
            let when = row[.time] == .absent ? "" : ", at \(row[.time].words())"
            return
                " \(Self.capital(row.text(.program) ?? "The program")) wrote before it ended\(when): \(Self.sentence(row.text(.text) ?? ""))"
        }
        let evidence = told.map { Evidence(source: $0.source.origin, text: $0.source.text, time: $0.source.time) }
        return (sentences.joined(), Array(evidence))
    }

    private static func capital(_ text: String) -> String {
        text.hasPrefix("the ") ? "T" + text.dropFirst() : text
    }

    private static func sentence(_ text: String) -> String {
        let line = text.split(separator: "\n").joined(separator: " ")
        return line.hasSuffix(".") ? line : line + "."
    }
}
