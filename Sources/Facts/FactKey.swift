/// The type of a fact's value. Every type may also be `absent`.
public enum FactType: Sendable, Equatable {
    case flag, integer, number, text, instant, list
    case table([Column])
}

/// A column of a table fact.
public struct Column: Sendable, Equatable {
    public let name: String
    public let type: FactType
    /// What the column holds, with its unit, as a phrase: "the day it ends".
    public let words: String

    public init(_ name: String, _ type: FactType, _ words: String) {
        self.name = name
        self.type = type
        self.words = words
    }
}

/// One fact a node can have: its name, type and meaning.
///
/// Names are `subject.camelCase` (`kubelet.cgroupDriver`). Each subject's keys stand in one file of this target and in
/// `FactKey.register`, which the knowledge compiler checks conditions against.
public struct FactKey: Sendable, Hashable {
    public let name: String
    public let type: FactType
    /// What it is, with its unit and its source, as a phrase that fits "drydock could not see …":
    /// "the cgroup driver that the kubelet's configuration asks for".
    public let words: String

    public init(_ name: String, _ type: FactType, _ words: String) {
        self.name = name
        self.type = type
        self.words = words
    }

    /// The column of that name, where this is a table.
    public func column(_ name: String) -> Column? {
        if case .table(let columns) = type { return columns.first { $0.name == name } }
        return nil
    }

    public static func == (a: FactKey, b: FactKey) -> Bool { a.name == b.name }
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
