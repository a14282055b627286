import Terminal

/// Wrapped text that scrolls, with a search: `/`, then `n` and `N`, and with paragraphs that lead somewhere: Tab goes from one
/// to the next, and so do the arrows as long as one is in view.
public struct TextPane: Widget {
    /// One entry a paragraph.
    public private(set) var paragraphs: [StyledText]
    /// The paragraphs that lead somewhere, by index, each with a name for where.
    public private(set) var links: [Int: String]
    /// Columns by which the rows after the first of a paragraph are indented; one that begins with blanks has its own.
    public var hanging: Int
    public private(set) var query = TextField()
    public private(set) var isTyping = false
    private var top = 0
    public private(set) var size = Size(width: 80, height: 21)
    private var wrapped: [StyledText] = []
    /// The paragraph of each wrapped row.
    private var owners: [Int] = []
    /// The row of the match that was found last.
    private var current: Int?
    /// The paragraph of the link that was chosen last.
    private var chosen: Int?

    public init(_ paragraphs: [StyledText] = [], hanging: Int = 0, links: [Int: String] = [:]) {
        self.paragraphs = paragraphs
        self.hanging = hanging
        self.links = links
        chosen = links.keys.min()
        wrap()
    }

    /// New text; the place stays as far as there is one, and so does the chosen link.
    public mutating func set(_ paragraphs: [StyledText], links: [Int: String] = [:]) {
        let name = chosen.flatMap { self.links[$0] }
        self.paragraphs = paragraphs
        self.links = links
        chosen = links.filter { $0.value == name }.keys.min() ?? links.keys.min()
        wrap()
        scroll(to: top)
    }

    private mutating func wrap() {
        wrapped = []
        owners = []
        for (index, paragraph) in paragraphs.enumerated() {
            let rows = rows(of: paragraph, to: size.width)
            wrapped += rows
            owners += Array(repeating: index, count: rows.count)
        }
    }

    /// The link that Enter follows: the chosen one while it is in view, else the first in view.
    public var selectedLink: String? { shownLink.flatMap { links[$0] } }

    /// Chooses the link of that name and brings it into view.
    public mutating func select(link name: String) {
        if let found = links.filter({ $0.value == name }).keys.min() { choose(found) }
    }

    /// Scrolls so that the paragraph stands at the top, as far as there is text for it.
    public mutating func show(paragraph: Int) {
        if let row = owners.firstIndex(of: paragraph) { scroll(to: row) }
    }

    /// The link that is drawn at a point, for the mouse.
    public func link(at point: Point, in rect: Rect) -> String? {
        guard rect.contains(point), point.y - rect.y < bodyHeight else { return nil }
        let row = top + point.y - rect.y
        return row < owners.count ? links[owners[row]] : nil
    }

    private var shownLink: Int? {
        guard !links.isEmpty else { return nil }
        let shown = owners.dropFirst(top).prefix(bodyHeight).filter { links[$0] != nil }
        if let chosen, shown.contains(chosen) { return chosen }
        return shown.first
    }

    private mutating func choose(_ paragraph: Int) {
        chosen = paragraph
        guard let first = owners.firstIndex(of: paragraph), let last = owners.lastIndex(of: paragraph) else { return }
        if first < top { scroll(to: first) }
        if last >= top + bodyHeight { scroll(to: min(first, last - bodyHeight + 1)) }
    }

    /// Goes to the next link, around the end; false where there is none.
    private mutating func step(_ direction: Int) -> Bool {
        let order = links.keys.sorted()
        guard !order.isEmpty else { return false }
        if let here = shownLink, let index = order.firstIndex(of: here) {
            choose(order[(index + direction + order.count) % order.count])
        } else {
            let place = top < owners.count ? owners[top] : 0
            let next =
                direction > 0 ? order.first { $0 >= place } ?? order[0] : order.last { $0 < place } ?? order[order.count - 1]
            choose(next)
        }
        return true
    }

    /// One link or one row on: a link that is in view comes first.
    private mutating func move(_ direction: Int) {
        let shown = Set(owners.dropFirst(top).prefix(bodyHeight))
        let order = links.keys.sorted()
        if let here = shownLink, let index = order.firstIndex(of: here), order.indices.contains(index + direction),
            shown.contains(order[index + direction])
        {
            choose(order[index + direction])
        } else {
            scroll(to: top + direction)
        }
    }

    public mutating func fit(_ size: Size) {
        guard size != self.size else { return }
        let share = wrapped.isEmpty ? 0 : top * 1000 / wrapped.count
        let isSameWidth = size.width == self.size.width
        self.size = size
        if !isSameWidth { wrap() }
        scroll(to: isSameWidth ? top : wrapped.count * share / 1000)
        current = nil
    }

    /// Whether there is more text than room.
    public var isLong: Bool { wrapped.count > bodyHeight }

    /// The last column is left for the signs that there is more.
    private static func room(_ width: Int) -> Int { max(1, width - 1) }

    /// A paragraph that begins with blanks stays under them.
    private func rows(of paragraph: StyledText, to width: Int) -> [StyledText] {
        let blanks = paragraph.leadingBlanks
        return paragraph.wrapped(to: Self.room(width), hanging: blanks > 0 ? blanks : hanging)
    }

    private func rows(to width: Int) -> [StyledText] {
        paragraphs.flatMap { rows(of: $0, to: width) }
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
        case .up, .character("k"): move(-1)
        case .down, .character("j"): move(1)
        case .tab: return step(1)
        case .backTab: return step(-1)
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
        let edge = body.maxX - 1
        if first > 0 { canvas.write(glyphs.moreAbove, at: Point(x: edge, y: body.y), in: body, style: Style(.muted)) }
        if first + body.height < rows.count {
            canvas.write(glyphs.moreBelow, at: Point(x: edge, y: body.maxY - 1), in: body, style: Style(.muted))
        }
        let link = rect.width == size.width ? drawLink(on: &canvas, in: body, first: first, glyphs: glyphs) : nil
        if showsSearch { return drawSearch(on: &canvas, in: bottom, glyphs: glyphs) ?? link ?? place(in: body, first: first) }
        return current == nil ? link ?? place(in: body, first: first) : place(in: body, first: first)
    }

    /// Shows where Enter leads; gives the place for the cursor.
    private func drawLink(on canvas: inout Canvas, in body: Rect, first: Int, glyphs: Glyphs) -> Point? {
        guard let link = shownLink else { return nil }
        var place: Point?
        for y in 0..<min(body.height, owners.count - first) where owners[first + y] == link {
            if place == nil { canvas.write(glyphs.selection, at: body.row(y).origin, in: body) }
            canvas.restyle(body.row(y).splitLeft(body.width - 1).left, Style(.focus), keeping: StatusMark.roles)
            place = place ?? body.row(y).origin
        }
        return place
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
