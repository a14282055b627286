import Terminal

/// The filter of a list: `/` begins it, Enter keeps it, Esc clears it.
public struct ListFilter: Sendable, Equatable {
    public private(set) var field = TextField()
    /// Whether keys are typed into it.
    public private(set) var isEditing = false

    public init() {}

    /// What rows must contain, in lower case.
    public var words: [String] { Search.words(field.text) }
    /// Whether its row is shown.
    public var isShown: Bool { isEditing || !field.isEmpty }

    /// A key while it is typed; those that move act on the list all the same.
    mutating func handle(_ key: Key) -> Bool {
        guard isEditing, ![.up, .down, .pageUp, .pageDown].contains(key) else { return false }
        return field.handle(key)
    }

    /// Ends the typing; the rows stay narrowed.
    mutating func keep() { isEditing = false }

    /// Begins with this text, as if it had been typed and kept.
    public mutating func set(_ text: String) {
        field.text = text
        isEditing = false
    }

    mutating func begin() {
        isEditing = true
    }

    func draw(on canvas: inout Canvas, in row: Rect, glyphs: Glyphs, found: Int) -> Point? {
        let count = StyledText(found == 1 ? " 1 row" : " \(found) rows", found == 0 ? .warning : .muted)
        let (left, right) = (row.splitLeft(row.width - count.width).left, row.splitLeft(row.width - count.width).rest)
        canvas.write(count, in: right, glyphs: glyphs)
        canvas.write("/", at: left.origin, in: left, style: Style(.title))
        let cursor = field.draw(on: &canvas, in: left.splitLeft(1).rest, glyphs: glyphs)
        return isEditing ? cursor : nil
    }
}
