/// What a fact, or one cell of a table, can be.
public enum Value: Sendable, Equatable {
    /// Looked for and not there: the file has no such field, the file does not exist, the list is empty of it.
    case absent
    case flag(Bool)
    /// Counts, bytes, seconds, modes: the unit stands in the fact's definition.
    case integer(Int)
    case number(Double)
    case text(String)
    case instant(Instant)
    case list([String])
    case rows([Row])
    /// One cell that could not be looked at, though its row could; the text says why, as a sentence.
    case unknown(String)
}

/// One row of a table fact: a certificate, a container, a route.
public struct Row: Sendable, Equatable {
    /// The cells by column name. A column that is not here is `absent`.
    public var cells: [String: Value]
    /// Where this row was seen.
    public var source: Source

    public init(_ cells: [String: Value], from source: Source) {
        self.cells = cells
        self.source = source
    }

    /// The cell of a column; `absent` where the row has none.
    public subscript(column: String) -> Value { cells[column] ?? .absent }

    /// The cell's text, or nil where it is not a text.
    public func text(_ column: String) -> String? {
        if case .text(let text) = self[column] { return text }
        return nil
    }

    /// The cell's whole number, or nil where it is not one.
    public func integer(_ column: String) -> Int? {
        if case .integer(let number) = self[column] { return number }
        return nil
    }

    /// The cell's flag, or nil where it is not one.
    public func flag(_ column: String) -> Bool? {
        if case .flag(let flag) = self[column] { return flag }
        return nil
    }

    /// The cell's list of texts; empty where it is not one.
    public func list(_ column: String) -> [String] {
        if case .list(let list) = self[column] { return list }
        return []
    }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral {
    public init(stringLiteral value: String) { self = .text(value) }
    public init(booleanLiteral value: Bool) { self = .flag(value) }
    public init(integerLiteral value: Int) { self = .integer(value) }
}

extension Value {
    /// `.text`, or `.absent` for nil.
    public static func text(ifAny text: String?) -> Value { text.map(Value.text) ?? .absent }
    /// `.integer`, or `.absent` for nil.
    public static func integer(ifAny number: Int?) -> Value { number.map(Value.integer) ?? .absent }
    /// `.flag`, or `.absent` for nil.
    public static func flag(ifAny flag: Bool?) -> Value { flag.map(Value.flag) ?? .absent }
    /// `.instant`, or `.absent` for nil.
    public static func instant(ifAny instant: Instant?) -> Value { instant.map(Value.instant) ?? .absent }
}
