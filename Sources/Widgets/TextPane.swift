import Terminal

/// Wrapped text that scrolls, with a search: `/`, then `n` and `N`.
public struct TextPane: Widget {
    /// One entry a paragraph.
    public private(set) var paragraphs: [StyledText]
    /// Columns by which the rows after the first of a paragraph are indented.
    public var hanging: Int
    public private(set) var query = TextField()
    public private(set) var isTyping = false
    private var top = 0
    private var size = Size(width: 80, height: 21)
    private var wrapped: [StyledText] = []
    /// The row of the match that was found last.
    private var current: Int?

    public init(_ paragraphs: [StyledText] = [], hanging: Int = 0) {
        self.paragraphs = paragraphs
        self.hanging = hanging
        wrapped = rows(to: size.width)
    }

    /// New text; the place stays as far as there is one.
    public mutating func set(_ paragraphs: [StyledText]) {
        self.paragraphs = paragraphs
        wrapped = rows(to: size.width)
        scroll(to: top)
    }

    public mutating func fit(_ size: Size) {
        guard size != self.size else { return }
        let share = wrapped.isEmpty ? 0 : top * 1000 / wrapped.count
        if size.width != self.size.width { wrapped = paragraphs.isEmpty ? [] : rows(to: size.width) }
        let wasSame = size.width == self.size.width
        self.size = size
        scroll(to: wasSame ? top : wrapped.count * share / 1000)
        current = nil
    }

    private func rows(to width: Int) -> [StyledText] {
        paragraphs.flatMap { $0.wrapped(to: width, hanging: hanging) }
    }

    /// Whether the search's row is shown.
    private var showsSearch: Bool { isTyping || !query.isEmpty }
    private var bodyHeight: Int { max(1, size.height - (showsSearch ? 1 : 0)) }

    private mutating func scroll(to row: Int) {
        top = max(0, min(row, wrapped.count - bodyHeight))
    }

    public mutating func handle(_ key: Key) -> Bool {
        if isTyping { return type(key) }
        switch key {
        case .up, .character("k"): scroll(to: top - 1)
        case .down, .character("j"): scroll(to: top + 1)
        case .pageUp: scroll(to: top - max(1, bodyHeight - 1))
        case .pageDown, .space: scroll(to: top + max(1, bodyHeight - 1))
        case .home, .character("g"): scroll(to: 0)
        case .end, .character("G"): scroll(to: wrapped.count)
        case .character("/"):
            isTyping = true
            query.text = ""
        case .character("n") where !query.isEmpty: find(forward: true)
        case .character("N") where !query.isEmpty: find(forward: false)
        case .escape where showsSearch:
            query.text = ""
            current = nil
        case .mouse(let mouse) where mouse.action == .wheelUp: scroll(to: top - 3)
        case .mouse(let mouse) where mouse.action == .wheelDown: scroll(to: top + 3)
        default: return false
        }
        return true
    }

    private mutating func type(_ key: Key) -> Bool {
        switch key {
        case .escape:
            isTyping = false
            query.text = ""
            current = nil
        case .enter:
            isTyping = false
            current = nil
            find(forward: true)
        default:
            return query.handle(key)
        }
        return true
    }

    /// Goes to the next row with all words of the query, around the end.
    private mutating func find(forward: Bool) {
        let words = Search.words(query.text)
        guard !words.isEmpty, !wrapped.isEmpty else { return }
        let start = current ?? (forward ? top - 1 : top)
        for step in 1...wrapped.count {
            let row = ((start + (forward ? step : -step)) % wrapped.count + wrapped.count) % wrapped.count
            guard wrapped[row].matches(words) else { continue }
            current = row
            if row < top || row >= top + bodyHeight { scroll(to: row - bodyHeight / 3) }
            return
        }
        current = nil
    }

    /// Rows that the query finds.
    public var matchCount: Int {
        let words = Search.words(query.text)
        return words.isEmpty ? 0 : wrapped.count { $0.matches(words) }
    }

    @discardableResult
    public func draw(on canvas: inout Canvas, in rect: Rect, glyphs: Glyphs) -> Point? {
        guard !rect.isEmpty else { return nil }
        let (body, bottom) = showsSearch ? rect.splitBottom(1) : (rect, rect.row(rect.height))
        let rows = rect.width == size.width ? wrapped : self.rows(to: rect.width)
        let first = max(0, min(top, rows.count - body.height))
        let words = Search.words(query.text)
        for y in 0..<min(body.height, rows.count - first) {
            canvas.write(rows[first + y].highlighting(words), in: body.row(y), glyphs: glyphs)
        }
        if showsSearch { return drawSearch(on: &canvas, in: bottom, glyphs: glyphs) ?? place(in: body, first: first) }
        return place(in: body, first: first)
    }

    private func place(in body: Rect, first: Int) -> Point? {
        guard !body.isEmpty else { return nil }
        guard let current, current >= first, current < first + body.height else { return body.origin }
        return Point(x: body.x, y: body.y + current - first)
    }

    private func drawSearch(on canvas: inout Canvas, in row: Rect, glyphs: Glyphs) -> Point? {
        let count = matchCount
        let note = StyledText(isTyping || count > 0 ? " \(count) found" : " not found", count > 0 ? .muted : .warning)
        let (left, right) = row.splitLeft(row.width - note.width)
        canvas.write(note, in: right, glyphs: glyphs)
        canvas.write("/", at: left.origin, in: left, style: Style(.title))
        let cursor = query.draw(on: &canvas, in: left.splitLeft(1).rest, glyphs: glyphs)
        return isTyping ? cursor : nil
    }
}
