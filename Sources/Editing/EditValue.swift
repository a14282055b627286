/// A value to be set. Its type is kept: the text `"true"` is written so that it reads back as a text.
public indirect enum EditValue: Sendable, Equatable {
    case null
    case flag(Bool)
    case integer(Int)
    case number(Double)
    case text(String)
    case list([EditValue])
    /// Written in the order of its keys.
    case map([String: EditValue])

    /// A list of texts.
    public static func texts(_ texts: some Sequence<String>) -> EditValue { .list(texts.map { .text($0) }) }
}

extension EditValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByFloatLiteral
{
    public init(stringLiteral value: String) { self = .text(value) }
    public init(integerLiteral value: Int) { self = .integer(value) }
    public init(booleanLiteral value: Bool) { self = .flag(value) }
    public init(floatLiteral value: Double) { self = .number(value) }
    public init(arrayLiteral elements: EditValue...) { self = .list(elements) }
    public init(dictionaryLiteral elements: (String, EditValue)...) { self = .map(Dictionary(elements) { $1 }) }
}

extension EditValue: CustomStringConvertible {
    /// As a sentence quotes it: `true`, `systemd`, `[a, b]`, `{a: 1}`.
    public var description: String {
        switch self {
        case .null: "nothing"
        case .list(let list): "[\(list.map(\.description).joined(separator: ", "))]"
        case .map: "{\(sortedPairs.map { "\($0.key): \($0.value)" }.joined(separator: ", "))}"
        default: plain ?? ""
        }
    }
}

extension EditValue {
    /// A scalar as plain characters, for files whose values are texts whatever they mean; nil for lists, maps and null.
    var plain: String? {
        switch self {
        case .flag(let flag): flag ? "true" : "false"
        case .integer(let number): String(number)
        case .number(let number): "\(number)"
        case .text(let text): text
        case .null, .list, .map: nil
        }
    }

    /// The pairs of a map in the order in which they are written.
    var sortedPairs: [(key: String, value: EditValue)] {
        if case .map(let map) = self { return map.sorted { $0.key < $1.key } }
        return []
    }

    /// True for a list or map without members.
    var isEmptyCollection: Bool {
        switch self {
        case .list(let list): list.isEmpty
        case .map(let map): map.isEmpty
        default: false
        }
    }

    /// False where it is a list or map with members, which YAML can write over several lines.
    var isInline: Bool {
        switch self {
        case .list, .map: isEmptyCollection
        default: true
        }
    }

    /// What kind of value this is, as a sentence names it.
    var kindName: String {
        switch self {
        case .null: "nothing"
        case .flag: "true or false"
        case .integer, .number: "a number"
        case .text: "a text"
        case .list: "a list"
        case .map: "a mapping"
        }
    }
}
