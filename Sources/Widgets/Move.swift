import Terminal

/// What the keys that move do in every list, text and form: one table, by which they are handled and from which they are shown.
public enum Move: Hashable, Sendable, CaseIterable {
    case up, down, pageUp, pageDown, first, last

    public static let bindings: [Binding<Move>] = [
        Binding(.up, .up, .character("k"), help: "up", description: "Go up a row.", inHelpLine: false),
        Binding(.down, .down, .character("j"), help: "down", description: "Go down a row.", inHelpLine: false),
        Binding(.pageUp, .pageUp, help: "page up", description: "Go up a page.", inHelpLine: false),
        Binding(.pageDown, .pageDown, help: "page down", description: "Go down a page.", inHelpLine: false),
        Binding(.first, .home, .character("g"), help: "first", description: "Go to the beginning.", inHelpLine: false),
        Binding(.last, .end, .character("G"), help: "last", description: "Go to the end.", inHelpLine: false),
    ]

    /// Nil for a key that does not move.
    public init?(_ key: Key) {
        guard let move = Self.bindings.first(where: { $0.keys.contains(key) })?.action else { return nil }
        self = move
    }

    /// By how many rows it moves.
    /// - Parameters:
    ///   - page: rows of a page.
    ///   - all: rows that there are.
    public func rows(page: Int, of all: Int) -> Int {
        switch self {
        case .up: -1
        case .down: 1
        case .pageUp: -page
        case .pageDown: page
        case .first: -all
        case .last: all
        }
    }
}
