/// Why a fact, or one cell of a row, could not be looked at. Code decides by the kind; the words are for people.
public struct Reason: Sendable, Hashable {
    /// A whole sentence.
    public var words: String
    public var kind: Kind

    /// What may matter to those who read it.
    public enum Kind: Sendable, Hashable, CaseIterable {
        /// It was tried: not root, no such program, no answer, a text that cannot be read.
        case failed
        /// The program that made the capture did not ask for it: no sign of a node that hides something.
        case unrecorded
        /// It gave no answer in time.
        case givenUp
        /// No probe of this program looks at it.
        case unasked
    }

    public init(_ words: String, _ kind: Kind = .failed) {
        self.words = words
        self.kind = kind
    }

    /// The same with other words: cleaned of what must not be shown.
    public func saying(_ change: (String) -> String) -> Reason { Reason(change(words), kind) }
}

extension Reason: ExpressibleByStringInterpolation, CustomStringConvertible {
    public init(stringLiteral words: String) { self.init(words) }
    public var description: String { words }
}
