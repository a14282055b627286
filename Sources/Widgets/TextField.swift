import Terminal

/// One line of text that can be edited.
public struct TextField: Widget, Equatable {
    private var characters: [Character]
    /// The character before which the next one goes.
    public private(set) var cursor: Int
    /// Shown while it is empty.
    public var placeholder: String
    /// Whether what is typed is hidden.
    public var isSecret: Bool

    public init(_ text: String = "", placeholder: String = "", isSecret: Bool = false) {
        characters = Array(text)
        cursor = characters.count
        self.placeholder = placeholder
        self.isSecret = isSecret
    }

    public var text: String {
        get { String(characters) }
        set {
            characters = Array(newValue)
            cursor = characters.count
        }
    }

    public var isEmpty: Bool { characters.isEmpty }

    public mutating func handle(_ key: Key) -> Bool {
        switch key {
        case .character(let character): insert([character])
        case .paste(let text): insert(TextField.onOneLine(text))
        case .left, .ctrl("b"): cursor = max(0, cursor - 1)
        case .right, .ctrl("f"): cursor = min(characters.count, cursor + 1)
        case .home, .ctrl("a"): cursor = 0
        case .end, .ctrl("e"): cursor = characters.count
        case .backspace: remove(cursor - 1..<cursor)
        case .delete, .ctrl("d"): remove(cursor..<cursor + 1)
        case .ctrl("u"): remove(0..<cursor)
        case .ctrl("k"): remove(cursor..<characters.count)
        case .ctrl("w"): remove(startOfWord()..<cursor)
        default: return false
        }
        return true
    }

    /// A pasted text has one line here: line ends become spaces, and those at its end are dropped.
    private static func onOneLine(_ text: String) -> [Character] {
        var characters = text.map { $0.isNewline || $0 == "\t" ? " " : $0 }
        while characters.last == " " { characters.removeLast() }
        return characters
    }

    private mutating func insert(_ new: [Character]) {
        // A combining mark joins the character before it, so positions are counted again.
        let before = String(characters[..<cursor]) + String(new)
        let joined = Array(before)
        characters = joined + characters[cursor...]
        cursor = joined.count
    }

    private mutating func remove(_ range: Range<Int>) {
        let range = range.clamped(to: 0..<characters.count)
        characters.removeSubrange(range)
        cursor = range.lowerBound
    }

    private func startOfWord() -> Int {
        var index = cursor
        while index > 0 && characters[index - 1] == " " { index -= 1 }
        while index > 0 && characters[index - 1] != " " { index -= 1 }
        return index
    }

    @discardableResult
    public func draw(on canvas: inout Canvas, in rect: Rect, glyphs: Glyphs) -> Point? {
        let row = rect.row(0)
        guard !row.isEmpty else { return nil }
        canvas.fill(row, style: Style(.input))
        if characters.isEmpty {
            canvas.write(placeholder, cutIn: row, glyphs: glyphs, style: Style(.muted, .underline))
            return row.origin
        }
        let shown = isSecret ? characters.map { _ in glyphs.hidden } : characters.map(String.init)
        // Scrolled just so far that the cursor has a cell of its own.
        var start = 0
        var width = CellWidth.of(shown[..<cursor].joined())
        while width > row.width - 1 && start < cursor {
            width -= CellWidth.of(shown[start])
            start += 1
        }
        canvas.write(shown[start...].joined(), at: row.origin, in: row, style: Style(.input))
        return Point(x: row.x + width, y: row.y)
    }
}
