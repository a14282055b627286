import Terminal

/// The bindings of a page, in the order in which the help line offers them.
public struct KeyMap: Sendable, Equatable {
    public private(set) var bindings: [Binding]

    /// - Parameter bindings: those of the page first, then those that hold everywhere; the first to name a key has it.
    public init(_ bindings: [Binding]) {
        self.bindings = bindings
    }

    /// This one's bindings before the other's.
    public func before(_ other: KeyMap) -> KeyMap {
        KeyMap(bindings + other.bindings)
    }

    /// What a key does here, also when it is disabled at the moment.
    public func binding(for key: Key) -> Binding? {
        bindings.first { $0.keys.contains(key) }
    }

    public func binding(named name: String) -> Binding? {
        bindings.first { $0.name == name }
    }

    /// Keys that no page may use: job control, flow control, what terminals cannot tell from other keys, and what they take themselves.
    public static let forbidden: [Key] = [
        .ctrl("z"), .ctrl("s"), .ctrl("q"), .ctrl("h"), .ctrl("i"), .ctrl("j"), .ctrl("m"), .function(10), .function(11),
    ]

    /// What is wrong with the map, a sentence each: for the tests of each page.
    public var complaints: [String] {
        var complaints: [String] = []
        var owner: [Key: String] = [:]
        for binding in bindings {
            for key in binding.keys {
                if KeyMap.forbidden.contains(key) { complaints.append("\(binding.name) uses \(key.name), which is never bound.") }
                if let other = owner[key] { complaints.append("\(key.name) does both \(other) and \(binding.name).") }
                owner[key] = binding.name
            }
            if binding.description.last != "." { complaints.append("The description of \(binding.name) is no sentence.") }
        }
        return complaints
    }
}
