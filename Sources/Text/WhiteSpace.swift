extension Character {
    /// A line's end as Unix or as Windows writes it: Swift takes "\r\n" for one character, which is not equal to "\n".
    public var isLineEnd: Bool { self == "\n" || self == "\r\n" }
}

extension StringProtocol {
    /// Without white space and newlines at both ends.
    public var trimmed: String {
        var view = self[...]
        while let first = view.first, first.isWhitespace { view.removeFirst() }
        while let last = view.last, last.isWhitespace { view.removeLast() }
        return String(view)
    }
}
