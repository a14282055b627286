/// How one sees that a step's result stands.
public enum Check: Sendable, Equatable, Codable {
    /// A command, as words, that ends with 0.
    case succeeds([String])
    /// A condition over the node's facts, in the rules' language, as it is written there: `{fact: kubelet.cgroupDriver, is: systemd}`.
    case holds(String)
    /// The rule of this id finds nothing.
    case clear(rule: String)

    /// The rule that must find nothing, where that is what is asked.
    public var rule: String? {
        if case .clear(let rule) = self { rule } else { nil }
    }

    private enum Key: String, CodingKey { case succeeds, holds, clear }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        if let words = try box.decodeIfPresent([String].self, forKey: .succeeds) {
            self = .succeeds(words)
        } else if let text = try box.decodeIfPresent(String.self, forKey: .holds) {
            self = .holds(text)
        } else {
            self = .clear(rule: try box.decode(String.self, forKey: .clear))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var box = encoder.container(keyedBy: Key.self)
        switch self {
        case .succeeds(let words): try box.encode(words, forKey: .succeeds)
        case .holds(let text): try box.encode(text, forKey: .holds)
        case .clear(let rule): try box.encode(rule, forKey: .clear)
        }
    }
}
