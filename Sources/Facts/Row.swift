/// One row of a table fact: a certificate, a container, a route.
public struct Row<Columns: TableColumns>: Sendable, Equatable {
    /// The same row as a value that knows its columns by name only.
    package private(set) var erased: AnyRow

    public init(_ cells: [Columns: Value], from source: Source) {
        erased = AnyRow(cells.reduce(into: [:]) { $0[$1.key.rawValue] = $1.value }, from: source)
    }

    /// A row of another table with the cells of the columns that both tables have.
    public init<Other: TableColumns>(sharing other: Row<Other>) {
        let own = Set(Columns.allCases.map(\.rawValue))
        erased = AnyRow(other.erased.cells.filter { own.contains($0.key) }, from: other.source)
    }

    init(erased: AnyRow) { self.erased = erased }

    /// Where this row was seen.
    public var source: Source {
        get { erased.source }
        set { erased.source = newValue }
    }

    /// The cell of a column; `absent` where the row has none.
    public subscript(column: Columns) -> Value {
        get { erased[named: column.rawValue] }
        set { erased.cells[column.rawValue] = newValue }
    }

    /// Takes over these cells.
    public mutating func merge(_ cells: [Columns: Value]) {
        for (column, value) in cells { self[column] = value }
    }

    /// The cell's text, or nil where it is not a text.
    public func text(_ column: Columns) -> String? {
        if case .text(let text) = self[column] { return text }
        return nil
    }

    /// The cell's whole number, or nil where it is not one.
    public func integer(_ column: Columns) -> Int? {
        if case .integer(let number) = self[column] { return number }
        return nil
    }

    /// The cell's flag, or nil where it is not one.
    public func flag(_ column: Columns) -> Bool? {
        if case .flag(let flag) = self[column] { return flag }
        return nil
    }

    /// The cell's list of texts; empty where it is not one.
    public func list(_ column: Columns) -> [String] {
        if case .list(let list) = self[column] { return list }
        return []
    }
}

/// A row whose table is not known to the compiler, as conditions and reports see it: by names that were checked against the register.
public struct AnyRow: Sendable, Equatable {
    /// The cells by column name. A column that is not here is `absent`.
    public internal(set) var cells: [String: Value]
    /// Where this row was seen.
    public var source: Source

    init(_ cells: [String: Value], from source: Source) {
        self.cells = cells
        self.source = source
    }

    /// A row of that table, by the register's names; nil where the table has no such column.
    public init?(_ cells: [String: Value], of table: FactKey, from source: Source) {
        guard cells.keys.allSatisfy({ table.column($0) != nil }) else { return nil }
        self.init(cells, from: source)
    }

    /// The cell of a column; `absent` where the row has none.
    public subscript(named column: String) -> Value { cells[column] ?? .absent }

    /// The same row, each cell changed.
    public func mapped(source: Source, _ change: (String, Value) -> Value) -> AnyRow {
        AnyRow(cells.reduce(into: [:]) { $0[$1.key] = change($1.key, $1.value) }, from: source)
    }
}
