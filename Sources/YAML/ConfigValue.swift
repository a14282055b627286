/// A value of a configuration file that drydock writes: ordered, and with comments that say why.
public indirect enum ConfigValue: Sendable, Equatable {
    case text(String)
    /// A text of several lines, as a block.
    case block(String)
    case integer(Int)
    /// A number as it is written, such as `0.75`.
    case number(String)
    case flag(Bool)
    case null
    case list([ConfigValue])
    case map([ConfigEntry])
}

/// A key and its value.
public struct ConfigEntry: Sendable, Equatable {
    public var key: String
    public var value: ConfigValue
    /// Why it stands there: sentences, written as comment lines above it.
    public var comment: String?

    public init(_ key: String, _ value: ConfigValue, comment: String? = nil) {
        self.key = key
        self.value = value
        self.comment = comment
    }
}

extension ConfigValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral
{
    public init(stringLiteral value: String) { self = .text(value) }
    public init(integerLiteral value: Int) { self = .integer(value) }
    public init(booleanLiteral value: Bool) { self = .flag(value) }
    public init(arrayLiteral elements: ConfigValue...) { self = .list(elements) }

    public static func texts(_ texts: some Sequence<String>) -> ConfigValue { .list(texts.map { .text($0) }) }
}

extension [ConfigEntry] {
    public subscript(_ key: String) -> ConfigValue? { first { $0.key == key }?.value }

    /// These entries with others laid over them: maps are merged, anything else is replaced, new keys come last.
    public func overlaid(with over: [ConfigEntry]) -> [ConfigEntry] {
        var out = self
        for entry in over {
            guard let at = out.firstIndex(where: { $0.key == entry.key }) else {
                out.append(entry)
                continue
            }
            if case .map(let below) = out[at].value, case .map(let above) = entry.value {
                out[at].value = .map(below.overlaid(with: above))
            } else {
                out[at] = entry
            }
        }
        return out
    }
}
