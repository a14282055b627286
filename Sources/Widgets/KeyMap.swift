import Terminal

/// Bindings in the order in which the help line offers them; keys are looked up in it.
public struct KeyMap<Action: Hashable & Sendable>: Sendable, Equatable {
    public private(set) var bindings: [Binding<Action>]

    /// - Parameter bindings: the first to name a key has it.
    public init(_ bindings: [Binding<Action>]) {
        self.bindings = bindings
    }

    /// This one's bindings before the other's. The other loses the keys that this one has, and what has no key left then is not
    /// offered: a key is shown once, with what it does.
    public func before(_ other: KeyMap) -> KeyMap {
        let taken = Set(bindings.flatMap(\.keys))
        let rest = other.bindings.compactMap { binding -> Binding<Action>? in
            var left = binding
            left.keys.removeAll(where: taken.contains)
            return left.keys.isEmpty && !binding.keys.isEmpty ? nil : left
        }
        return KeyMap(bindings + rest)
    }

    /// What is left while letters are text: the keys that are none.
    public var whileTyping: KeyMap {
        KeyMap(
            bindings.map { binding in
                var left = binding
                left.keys.removeAll { $0.typed != nil }
                return left
            })
    }

    /// What a key does here, also when it is disabled at the moment.
    public func binding(for key: Key) -> Binding<Action>? {
        bindings.first { $0.keys.contains(key) }
    }

    /// How an action is offered; nil where it is not.
    public func binding(of action: Action) -> Binding<Action>? {
        bindings.first { $0.action == action }
    }

    /// What is wrong with the map, a sentence each: for the tests of each page.
    public var complaints: [String] {
        var complaints: [String] = []
        var owner: [Key: String] = [:]
        for binding in bindings {
            for key in binding.keys {
                if Key.neverBound.contains(key) { complaints.append("\(binding.help) uses \(key.name), which is never bound.") }
                if let other = owner[key] { complaints.append("\(key.name) does both \(other) and \(binding.help).") }
                owner[key] = binding.help
            }
            if binding.description.last != "." { complaints.append("The description of \(binding.help) is no sentence.") }
        }
        return complaints
    }
}

extension Key {
    /// Keys that no page may use: job control, flow control, what terminals cannot tell from other keys, and what they take themselves.
    public static let neverBound: [Key] = [
        .ctrl("z"), .ctrl("s"), .ctrl("q"), .ctrl("h"), .ctrl("i"), .ctrl("j"), .ctrl("m"), .function(10), .function(11),
    ]
}
