/// The columns of a table fact, by the names that rules write. Rows are built and read by these cases only.
public protocol TableColumns: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
    /// What the column holds.
    var cell: Cell { get }
}

/// What the cells of a column hold.
public struct Cell: Sendable, Equatable {
    public let type: FactType
    /// Of a text, or of a list's members, the words that it can be, where these are known.
    public let domain: Domain?
    /// What the cell holds, with its unit, as a phrase: "the day it ends".
    public let words: String

    private init(_ type: FactType, _ words: String, oneOf domain: Domain? = nil) {
        self.type = type
        self.domain = domain
        self.words = words
    }

    /// True or false.
    public static func flag(_ words: String) -> Cell { Cell(.flag, words) }
    /// A whole number; `words` name its unit.
    public static func integer(_ words: String) -> Cell { Cell(.integer, words) }
    /// Any text, or one of a few words.
    public static func text(_ words: String, oneOf domain: Domain? = nil) -> Cell { Cell(.text, words, oneOf: domain) }
    /// A time.
    public static func instant(_ words: String) -> Cell { Cell(.instant, words) }
    /// Texts, or some of a few words.
    public static func list(_ words: String, oneOf domain: Domain? = nil) -> Cell { Cell(.list, words, oneOf: domain) }
}

/// A column of a table fact, as the register names it.
public struct Column: Sendable, Equatable {
    public let name: String
    public let cell: Cell

    init(_ name: String, _ cell: Cell) {
        self.name = name
        self.cell = cell
    }
}
