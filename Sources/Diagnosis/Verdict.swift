import Facts

/// What judging a condition or a rule came to.
public enum Verdict: Sendable, Equatable {
    /// It is so, and this shows it.
    case found([Proof])
    case clear
    /// Could not be judged: the facts that are missing, each with its reason.
    case unknown([Gap])
}

/// One piece of what a verdict rests on.
public struct Proof: Sendable, Equatable {
    /// The fact's name (for a row: the table's).
    public var fact: String
    /// The row that fulfils the condition, where the fact is a table.
    public var row: AnyRow?
    public var sources: [Source]

    public init(fact: String, row: AnyRow? = nil, sources: [Source]) {
        self.fact = fact
        self.row = row
        self.sources = sources
    }

    /// What rests on one row of a table.
    public init<Columns>(_ table: TableKey<Columns>, _ row: Row<Columns>) {
        self.init(fact: table.name, row: row.erased, sources: [row.source])
    }
}

/// A fact that was missing, and why.
public struct Gap: Sendable, Equatable, Hashable {
    public var fact: String
    public var reason: Reason

    public init(fact: String, reason: Reason) {
        self.fact = fact
        self.reason = reason
    }
}
