import Terminal

/// What a text does by itself; its page has these among its own actions.
public enum PaneAction: Hashable, Sendable {
    case search, find, clear, nextMatch, previousMatch, nextLink, previousLink, readOn
}

/// Wrapped text that scrolls, with a search, and with paragraphs that lead somewhere: Tab goes from one to the next, and so do the
/// arrows as long as one is in view. `Link` says where; `Never` for a text that leads nowhere.
public struct TextPane<Link: Hashable & Sendable>: Widget {
    /// One entry a paragraph.
    public private(set) var paragraphs: [StyledText]
    /// The paragraphs that lead somewhere, by index, each with where.
    public private(set) var links: [Int: Link]
    /// What a link is, where the help line should say it: `step`.
    public var linkName: String?
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

    public init(_ paragraphs: [StyledText] = [], hanging: Int = 0, links: [Int: Link] = [:]) {
        self.paragraphs = paragraphs
        self.hanging = hanging
        self.links = links
        chosen = links.keys.min()
        wrap()
    }

    /// New text; the place stays as far as there is one, and so does the chosen link.
    public mutating func set(_ paragraphs: [StyledText], links: [Int: Link] = [:]) {
        let link = chosen.flatMap { self.links[$0] }
        self.paragraphs = paragraphs
        self.links = links
        chosen = links.filter { $0.value == link }.keys.min() ?? links.keys.min()
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
    public var selectedLink: Link? { shownLink.flatMap { links[$0] } }

    /// Chooses the link that leads there and brings it into view.
    public mutating func select(link: Link) {
        if let found = links.filter({ $0.value == link }).keys.min() { choose(found) }
    }

    /// Scrolls so that the paragraph stands at the top, as far as there is text for it.
    public mutating func show(paragraph: Int) {
        if let row = owners.firstIndex(of: paragraph) { scroll(to: row) }
    }

    /// The link that is drawn at a point, for the mouse.
    public func link(at point: Point, in rect: Rect) -> Link? {
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

    /// Goes to the next link, around the end.
    private mutating func step(_ direction: Int) {
        let order = links.keys.sorted()
        guard !order.isEmpty else { return }
        if let here = shownLink, let index = order.firstIndex(of: here) {
            choose(order[(index + direction + order.count) % order.count])
        } else {
            let place = top < owners.count ? owners[top] : 0
            let next =
                direction > 0 ? order.first { $0 >= place } ?? order[0] : order.last { $0 < place } ?? order[order.count - 1]
            choose(next)
        }
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
    private func room(_ width: Int) -> Int { max(1, width - 1) }

    /// A paragraph that begins with blanks stays under them.
    private func rows(of paragraph: StyledText, to width: Int) -> [StyledText] {
        let blanks = paragraph.leadingBlanks
        return paragraph.wrapped(to: room(width), hanging: blanks > 0 ? blanks : hanging)
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

    /// The keys by which links are gone through.
    public var linkBindings: [Binding<PaneAction>] {
        if isTyping || links.isEmpty { return [] }
        let name = linkName ?? "link"
        return [
            Binding(
                .nextLink, .tab, help: linkName.map { "next \($0)" } ?? "next",
                description: "Go to the next \(name) on this page."),
            Binding(
                .previousLink, .backTab, help: "previous \(name)", description: "Go to the previous \(name).", inHelpLine: false),
        ]
    }

    /// The keys of the search; while it is typed only those that end it.
    public var searchBindings: [Binding<PaneAction>] {
        let clear = Binding(PaneAction.clear, .escape, help: "clear", description: "Clear the search.")
        if isTyping { return [Binding(.find, .enter, help: "find", description: "Go to the first match."), clear] }
        var out = [Binding(PaneAction.search, .character("/"), help: "search", description: "Search this page.")]
        if !query.isEmpty {
            out.append(Binding(.nextMatch, .character("n"), help: "next match", description: "Go to the next match."))
            out.append(
                Binding(
                    .previousMatch, .character("N"), help: "previous match", description: "Go to the previous match.",
                    inHelpLine: false))
        }
        if showsSearch { out.append(clear) }
        out.append(Binding(.readOn, .space, help: "read on", description: "Read on, one page further.", inHelpLine: false))
        return out
    }

    /// All keys that it takes now besides those that move.
    public var bindings: [Binding<PaneAction>] { linkBindings + searchBindings }

    public mutating func act(_ action: PaneAction) {
        switch action {
        case .search:
            isTyping = true
            query.text = ""
        case .find:
            isTyping = false
            current = nil
            find(forward: true)
        case .clear:
            isTyping = false
            query.text = ""
            current = nil
        case .nextMatch: find(forward: true)
        case .previousMatch: find(forward: false)
        case .nextLink: step(1)
        case .previousLink: step(-1)
        case .readOn: scroll(to: top + page)
        }
    }

    private var page: Int { max(1, bodyHeight - 1) }

    /// A page further, and from the end to the beginning: for a text beside what has the keys.
    public mutating func readOnOrBegin() {
        let before = top
        act(.readOn)
        if top == before { scroll(to: 0) }
    }

    public mutating func handle(_ key: Key) -> Bool {
        let isText = isTyping && key.typed != nil
        if !isText, let action = KeyMap(bindings).binding(for: key)?.action {
            act(action)
            return true
        }
        if isTyping { return query.handle(key) }
        switch key {
        case .mouse(let mouse) where mouse.action == .wheelUp: scroll(to: top - 3)
        case .mouse(let mouse) where mouse.action == .wheelDown: scroll(to: top + 3)
        default:
            switch Move(key) {
            case .up?: move(-1)
            case .down?: move(1)
            case let other?: scroll(to: top + other.rows(page: page, of: wrapped.count))
            case nil: return false
            }
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
