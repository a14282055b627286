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
    case rows([AnyRow])
    /// One cell that could not be looked at, though its row could; the text says why, as a sentence.
    case unknown(Reason)
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
