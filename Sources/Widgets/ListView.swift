import Terminal

/// A row of a list.
public struct ListRow<ID: Hashable & Sendable>: Sendable, Equatable {
    public let id: ID
    public var text: StyledText
    /// At the right edge: a count, a date, a reason.
    public var note: StyledText
    public var mark: StatusMark?
    /// 0 for a row of its own; deeper rows are children of the nearest row above that is less deep.
    public var depth: Int
    /// Whether it is ticked; nil for a row that has no box.
    public var isChecked: Bool?
    /// False for headings, which the selection passes over.
    public var isSelectable: Bool
    /// What a filter looks at, in lower case.
    let folded: [UInt8]

    /// - Parameter keywords: further words by which a filter finds the row.
    public init(
        _ id: ID, _ text: StyledText, note: StyledText = "", mark: StatusMark? = nil, depth: Int = 0,
        isChecked: Bool? = nil, isSelectable: Bool = true, keywords: String = ""
    ) {
        self.id = id
        self.text = text
        self.note = note
        self.mark = mark
        self.depth = depth
        self.isChecked = isChecked
        self.isSelectable = isSelectable
        folded = Array("\(text.plain) \(note.plain) \(keywords)".lowercased().utf8)
    }
}

/// What a list does by itself; its page has these among its own actions.
public enum ListAction: Hashable, Sendable {
    case filter, keepFilter, clearFilter, unfold, fold
}

/// A list with one selected row, a filter, and rows that fold under others.
///
/// Its `bindings` say which keys it takes now besides those that move; Space, Enter and everything else is the page's to use, with
/// `selected`.
public struct ListView<ID: Hashable & Sendable>: Widget {
    public private(set) var rows: [ListRow<ID>] = []
    public private(set) var folded: Set<ID> = []
    public private(set) var filter = ListFilter()
    /// Said when there is no row.
    public var emptyText: StyledText
    /// Whether keys act on it; the selected row is then in the role of the focus, else only underlined.
    public var isFocused = true
    /// Whether it is filtered by `/`; false where the page has a search of its own.
    public var hasFilter = true
    private var cursor = RowCursor<ID>()
    private var visible: [Int] = []
    private var slots: [Slot<ID>] = []
    private var parents: Set<ID> = []

    public init(_ rows: [ListRow<ID>] = [], folded: Set<ID> = [], emptyText: StyledText = "There is nothing here.") {
        self.emptyText = emptyText
        self.folded = folded
        set(rows)
    }

    /// The row that keys act on; nil only when no row is shown.
    public var selected: ID? { cursor.selected }
    public var isFiltering: Bool { filter.isEditing }

    /// New rows: the selection stays on its row, wherever that went, or goes to the neighbour of one that vanished.
    public mutating func set(_ rows: [ListRow<ID>]) {
        self.rows = rows
        parents = []
        for (index, row) in rows.enumerated().dropFirst() where row.depth > rows[index - 1].depth {
            parents.insert(rows[index - 1].id)
        }
        showRows()
    }

    /// Puts the selection on a row, unfolding what hides it.
    public mutating func select(_ id: ID) {
        guard let index = rows.firstIndex(where: { $0.id == id }) else { return }
        for ancestor in ancestors(of: index) { folded.remove(rows[ancestor].id) }
        showRows()
        cursor.select(id, in: slots)
    }

    public mutating func setFolded(_ isFolded: Bool, _ id: ID) {
        if isFolded { folded.insert(id) } else { folded.remove(id) }
        showRows()
    }

    public mutating func setFilter(_ text: String) {
        filter.set(text)
        showRows()
    }

    private func ancestors(of index: Int) -> [Int] {
        var found: [Int] = []
        var depth = rows[index].depth
        for above in stride(from: index - 1, through: 0, by: -1) where rows[above].depth < depth {
            found.append(above)
            depth = rows[above].depth
        }
        return found
    }

    /// Which rows are shown: by the filter (with the rows that they hang under), else by what is folded.
    private mutating func showRows() {
        let words = filter.words
        if words.isEmpty {
            visible = []
            var hiddenBelow: Int?
            for (index, row) in rows.enumerated() {
                if let depth = hiddenBelow, row.depth > depth { continue }
                visible.append(index)
                hiddenBelow = folded.contains(row.id) ? row.depth : nil
            }
        } else {
            var shown: Set<Int> = []
            for (index, row) in rows.enumerated() where row.isSelectable && Search.contains(words, in: row.folded) {
                shown.insert(index)
                shown.formUnion(ancestors(of: index))
            }
            visible = shown.sorted()
        }
        slots = visible.map { Slot(id: rows[$0].id, isSelectable: rows[$0].isSelectable) }
        cursor.settle(in: slots)
    }

    public mutating func fit(_ size: Size) {
        cursor.page = max(1, size.height - (filter.isShown ? 1 : 0))
    }

    /// The keys it takes now; while the filter is typed only those that end it.
    public var bindings: [Binding<ListAction>] {
        let clear = Binding(ListAction.clearFilter, .escape, help: "show all", description: "Clear the filter and show all rows.")
        if filter.isEditing {
            return [
                Binding(.keepFilter, .enter, help: "keep the filter", description: "Keep the filter and go to the rows."), clear,
            ]
        }
        var out: [Binding<ListAction>] = []
        if hasFilter {
            out.append(
                Binding(.filter, .character("/"), help: "filter", description: "Show only rows that match the typed words."))
        }
        if filter.isShown { out.append(clear) }
        guard let selected else { return out }
        if folded.contains(selected), parents.contains(selected) {
            out.append(
                Binding(
                    .unfold, .right, help: "unfold", description: "Show the entries under the selected row.", inHelpLine: false))
        } else if parents.contains(selected) || parentOfSelected != nil {
            out.append(
                Binding(.fold, .left, help: "fold", description: "Hide the entries, or go to the row above.", inHelpLine: false))
        }
        return out
    }

    public mutating func act(_ action: ListAction) {
        switch action {
        case .filter: filter.begin()
        case .keepFilter: filter.keep()
        case .clearFilter: filter = ListFilter()
        case .unfold: if let selected { setFolded(false, selected) }
        case .fold:
            if let selected, parents.contains(selected), !folded.contains(selected) {
                setFolded(true, selected)
            } else if let parent = parentOfSelected {
                cursor.select(parent, in: slots)
            }
        }
        showRows()
    }

    public mutating func handle(_ key: Key) -> Bool {
        let isText = filter.isEditing && key.typed != nil
        if !isText, let action = KeyMap(bindings).binding(for: key)?.action {
            act(action)
            return true
        }
        if filter.handle(key) {
            showRows()
            return true
        }
        return cursor.handle(key, in: slots)
    }

    private var parentOfSelected: ID? {
        cursor.index(in: slots).flatMap { ancestors(of: visible[$0]).first }.map { rows[$0].id }
    }

    /// The row that is drawn at a point, for the mouse.
    public func row(at point: Point, in rect: Rect) -> ID? {
        let body = filter.isShown ? rect.splitTop(1).rest : rect
        guard body.contains(point) else { return nil }
        let index = cursor.firstRow(height: body.height, in: slots) + point.y - body.y
        return index < slots.count && slots[index].isSelectable ? slots[index].id : nil
    }

    @discardableResult
    public func draw(on canvas: inout Canvas, in rect: Rect, glyphs: Glyphs) -> Point? {
        var body = rect
        var place: Point?
        if filter.isShown {
            let found = slots.count { $0.isSelectable }
            place = filter.draw(on: &canvas, in: rect.row(0), glyphs: glyphs, found: found)
            body = rect.splitTop(1).rest
        }
        let row = drawRows(on: &canvas, in: body, glyphs: glyphs)
        return place ?? row
    }

    /// The rows without the filter's own row.
    @discardableResult
    func drawRows(on canvas: inout Canvas, in body: Rect, glyphs: Glyphs) -> Point? {
        guard !body.isEmpty else { return nil }
        if slots.isEmpty {
            let text = rows.isEmpty ? emptyText : "No row matches these words. Esc shows all."
            for (index, line) in text.wrapped(to: body.width).enumerated() {
                canvas.write(line, in: body.row(index), glyphs: glyphs)
            }
            return body.origin
        }
        var place: Point?
        let first = cursor.firstRow(height: body.height, in: slots)
        for y in 0..<min(body.height, slots.count - first) {
            let isSelected = slots[first + y].id == selected
            draw(rows[visible[first + y]], isSelected: isSelected, on: &canvas, in: body.row(y), glyphs: glyphs)
            if isSelected { place = body.row(y).origin }
        }
        drawMore(on: &canvas, in: body, first: first, glyphs: glyphs)
        return place
    }

    /// At the right edge: that there are more rows above or below.
    private func drawMore(on canvas: inout Canvas, in body: Rect, first: Int, glyphs: Glyphs) {
        let edge = body.maxX - 1
        if first > 0 {
            canvas.write(glyphs.moreAbove, at: Point(x: edge, y: body.y), in: body, style: Style(.muted))
        }
        if first + body.height < slots.count {
            canvas.write(glyphs.moreBelow, at: Point(x: edge, y: body.maxY - 1), in: body, style: Style(.muted))
        }
    }

    private func draw(_ row: ListRow<ID>, isSelected: Bool, on canvas: inout Canvas, in rect: Rect, glyphs: Glyphs) {
        var line = StyledText(isSelected ? glyphs.selection : " ")
        line.append(" " + String(repeating: "  ", count: row.depth))
        if parents.contains(row.id) && filter.words.isEmpty {
            line.append((folded.contains(row.id) ? glyphs.folded : glyphs.unfolded) + " ", .muted)
        } else if !parents.isEmpty && row.isSelectable {
            line.append("  ")
        }
        if let isChecked = row.isChecked { line.append((isChecked ? glyphs.checked : glyphs.unchecked) + " ") }
        if let mark = row.mark { line += mark.styled + " " }
        line += row.text.highlighting(filter.words)
        // The last column is left for the signs that there is more.
        let room = rect.splitLeft(rect.width - 1).left
        // Two thirds are the text's; a note that would be mangled then is left out.
        let wanted = row.note.isEmpty ? 0 : row.note.width + 2
        let offered = room.width - min(line.width, room.width * 2 / 3)
        let noteWidth = wanted <= offered ? wanted : offered < 12 ? 0 : offered
        let (left, right) = room.splitLeft(room.width - noteWidth)
        canvas.write(line, in: left, glyphs: glyphs)
        if noteWidth > 0 { canvas.write(row.note.highlighting(filter.words), rightIn: right.splitLeft(2).rest, glyphs: glyphs) }
        if isSelected {
            let style = isFocused ? Style(.focus) : Style(.text, .underline)
            canvas.restyle(room, style, keeping: StatusMark.roles)
        }
    }
}
