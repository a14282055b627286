import Diagnosis
import Facts
import Text
import YAML

/// Checks the facts and columns that a sentence of knowledge names in braces.
enum Placeholders {
    /// - Parameter tables: those whose columns the sentence may name.
    static func check(_ field: String, _ sentence: String, tables: [FactKey], _ fields: Fields) {
        for part in sentence.split(separator: "{", omittingEmptySubsequences: false).dropFirst() {
            guard let close = part.firstIndex(of: "}") else {
                fields.complain(fields.line(field), "A brace of \"\(field)\" is not closed: {\(part.prefix(20)).")
                continue
            }
            let words = part[..<close].split(separator: "|", omittingEmptySubsequences: false).map(String.init)
            let name = words.first ?? ""
            let isKnown =
                name.contains(".") ? FactKey.registered[name] != nil : tables.contains { $0.column(name) != nil }
            if !isKnown {
                fields.complain(
                    fields.line(field), "\"\(field)\" names {\(name)}: \(FactNames.unknown(name, in: tables))")
            }
            if words.count > 1, !Value.formats.contains(words[1]) || words.count > 2 {
                let format = words.dropFirst().joined(separator: "|")
                let formats = Value.formats.filter { !$0.isEmpty }.sorted()
                fields.complain(
                    fields.line(field),
                    "\"\(field)\" asks for the unknown format \"\(format)\"; there are \(Words.or(formats))."
                        + Words.meant(format, among: formats))
            }
        }
    }
}
