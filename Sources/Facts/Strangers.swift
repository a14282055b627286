extension FactSet {
    /// What breaks the register: a fact that it has not, a value of another type, a cell of a column that the table has not, a word
    /// outside a closed domain. Each as a sentence; none in a program that is right.
    package var strangers: [String] {
        facts.sorted { $0.key < $1.key }.flatMap { name, fact -> [String] in
            guard let key = FactKey.registered[name] else { return ["\(name) is not in the register."] }
            guard case .known(let value, _) = fact else { return [] }
            guard case .rows(let rows) = value, case .table(let columns) = key.type else {
                return Self.strangers(value, key.type, key.domain, name)
            }
            return rows.flatMap { row in
                row.cells.sorted { $0.key < $1.key }.flatMap { column, cell -> [String] in
                    guard let known = columns.first(where: { $0.name == column }) else {
                        return ["\(name) has no column \(column)."]
                    }
                    return Self.strangers(cell, known.cell.type, known.cell.domain, "\(name), \(column)")
                }
            }
        }
    }

    private static func strangers(_ value: Value, _ type: FactType, _ domain: Domain?, _ place: String) -> [String] {
        let words: [String]
        switch (value, type) {
        case (.absent, _), (.unknown, _), (.flag, .flag), (.integer, .integer), (.integer, .number), (.number, .number),
            (.instant, .instant):
            words = []
        case (.text(let text), .text): words = [text]
        case (.list(let list), .list): words = list
        default: return ["\(place) is \(value), which is no \(type)."]
        }
        guard let domain, domain.isClosed else { return [] }
        return words.filter { !domain.words.contains($0) }.map { "\(place) is \($0), which its domain lacks." }
    }
}
