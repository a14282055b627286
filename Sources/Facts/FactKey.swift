/// The type of a fact's value. Every type may also be `absent`.
public enum FactType: Sendable, Equatable {
    case flag, integer, number, text, instant, list
    case table([Column])
}

/// One fact a node can have: its name, type and meaning.
///
/// Names are `subject.camelCase` (`kubelet.cgroupDriver`). Each subject's keys stand in one file of this target and in
/// `FactKey.register`, which the knowledge compiler checks conditions against.
///
/// Unchecked: it has a subclass, and nothing in either changes.
public class FactKey: Hashable, @unchecked Sendable {
    public let name: String
    public let type: FactType
    /// Of a text, or of a list's members, the words that it can be, where these are known.
    public let domain: Domain?
    /// What it is, with its unit and its source, as a phrase that fits "drydock could not see …":
    /// "the cgroup driver that the kubelet's configuration asks for".
    public let words: String

    package init(_ name: String, _ type: FactType, oneOf domain: Domain? = nil, _ words: String) {
        self.name = name
        self.type = type
        self.domain = domain
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

/// A fact that is a table: rows of these columns and of no others.
public final class TableKey<Columns: TableColumns>: FactKey, @unchecked Sendable {
    package init(_ name: String, _ columns: Columns.Type, _ words: String) {
        super.init(name, .table(columns.allCases.map { Column($0.rawValue, $0.cell) }), words)
    }
}
