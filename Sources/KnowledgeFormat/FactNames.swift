import Facts
import Text

/// Sentences about names that are no fact's and no column's.
enum FactNames {
    /// What is said of a name that is no fact, and no column of these tables, with what was probably meant.
    static func unknown(_ name: String, in tables: [FactKey]) -> String {
        let columns = tables.flatMap(columns)
        let place = tables.isEmpty ? "" : " and no column of \(Words.or(tables.map(\.name)))"
        let start = name.contains(".") || tables.isEmpty ? "There is no fact \"\(name)\"" : "\"\(name)\" is no fact"
        return start + (name.contains(".") ? "." : place + ".") + meant(name, columns)
    }

    private static func meant(_ name: String, _ columns: [String]) -> String {
        if !name.contains(".") {
            if let near = NearestWord.to(name, among: columns.sorted()) { return " Did you mean \"\(near)\"?" }
            let same = FactKey.register.map(\.name).filter { $0.hasSuffix("." + name) }
            if let first = same.first { return " Did you mean \"\(first)\"?" }
            let owners = FactKey.register.filter { $0.column(name) != nil }.map(\.name)
            if !owners.isEmpty, columns.isEmpty {
                return " It is a column of \(Words.or(owners)), which can be named within \"each\" only."
            }
        }
        return Words.meant(name, among: FactKey.register.map(\.name) + columns)
    }

    private static func columns(_ table: FactKey) -> [String] {
        if case .table(let columns) = table.type { return columns.map(\.name) }
        return []
    }
}
