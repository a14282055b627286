import Terminal

/// Questions on a page: choices, flags, fields and things to open, with one row in focus.
///
/// It holds no answers: what a key did comes back as an outcome, and the page sets the rows anew.
public struct Form<ID: Hashable & Sendable>: Widget {
    public private(set) var rows: [FormRow<ID>] = []
    /// The row that keys act on; nil only where none can be selected.
    public private(set) var focus: ID?
    /// The text in the focused field, while it is one.
    private var field: TextField?
    private var size = Size(width: 80, height: 10)

    /// What a key did.
    public enum Outcome: Sendable, Equatable {
        /// Nothing: the page may use the key.
        case ignored
        case moved
        /// A choice was taken, or a flag was turned: by the row's id.
        case taken(ID)
        /// A field was left with another text than it had.
        case typed(ID, String)
    }

    public init(_ rows: [FormRow<ID>] = [], focus: ID? = nil) { set(rows, focus: focus) }

    /// Whether letters are text now.
    public var isTyping: Bool { field != nil }
    public var focused: FormRow<ID>? { rows.first { $0.id == focus } }
    /// What stands in the focused field; nil where the focus is on no field.
    public var typed: String? { field?.text }

    /// New rows. The focus stays on its row, or goes to `focus`, else to the first that is on, else to the first. A field that is
    /// being typed into keeps what was typed; one that is not shows its new text, so that leaving it puts no old one back.
    public mutating func set(_ rows: [FormRow<ID>], focus wanted: ID? = nil) {
        let kept = wanted == nil && rows.contains { $0.id == focus && $0.isSelectable }
        let isUntouched = pending == .moved
        self.rows = rows
        guard kept else {
            return move(to: wanted.flatMap { id in rows.first { $0.id == id && $0.isSelectable } } ?? firstRow)
        }
        guard isUntouched, case .field(let text, _)? = focused?.kind, field?.text != text else { return }
        move(to: focused)
    }

    private var firstRow: FormRow<ID>? {
        let selectable = rows.filter(\.isSelectable)
        guard let first = selectable.first, case .choice = first.kind else { return selectable.first }
        return selectable.first { $0.kind == .choice(isOn: true) } ?? first
    }

    private mutating func move(to row: FormRow<ID>?) {
        focus = row?.id
        field = nil
        if case .field(let text, let example)? = row?.kind { field = TextField(text, placeholder: example) }
    }

    /// Puts the focus on a row.
    public mutating func select(_ id: ID) { move(to: rows.first { $0.id == id && $0.isSelectable }) }

    /// What was typed into the focused field and not yet told, where it differs; the page asks before it leaves.
    public var pending: Outcome {
        guard let field, let row = focused, case .field(let text, _) = row.kind, field.text != text else { return .moved }
        return .typed(row.id, field.text)
    }

    public mutating func act(_ key: Key) -> Outcome {
        switch key {
        case .backTab: return step(-1)
        case .tab: return step(1)
        // In a field Home, End and letters belong to the text.
        case .up, .down, .pageUp, .pageDown: break
        default:
            if field != nil { return field?.handle(key) == true ? .moved : .ignored }
        }
        if let move = Move(key) { return step(move.rows(page: max(1, size.height - 1), of: rows.count)) }
        return key == .space ? take() : .ignored
    }

    /// Takes the focused choice or turns the focused flag.
    public func take() -> Outcome {
        guard let row = focused, row.isEnabled else { return .ignored }
        switch row.kind {
        case .choice, .flag: return .taken(row.id)
        default: return .ignored
        }
    }

    private mutating func step(_ count: Int) -> Outcome {
        let selectable = rows.filter(\.isSelectable)
        guard let at = selectable.firstIndex(where: { $0.id == focus }) else { return .ignored }
        let outcome = pending
        let to = max(0, min(selectable.count - 1, at + count))
        if to != at { move(to: selectable[to]) }
        return to == at && outcome == .moved ? .moved : outcome
    }

    public mutating func fit(_ size: Size) { self.size = size }

    // MARK: Drawing

    /// The first row to draw, so that the focused one is in view with what stands above and below it.
    private func firstDrawn(_ height: Int) -> Int {
        guard let at = rows.firstIndex(where: { $0.id == focus }), rows.count > height else { return 0 }
        return max(0, min(at - height / 2, rows.count - height))
    }

    /// The row that is drawn at a point, for the mouse.
    public func row(at point: Point, in rect: Rect) -> ID? {
        guard rect.contains(point) else { return nil }
        let index = firstDrawn(rect.height) + point.y - rect.y
        return rows.indices.contains(index) && rows[index].isSelectable ? rows[index].id : nil
    }

    @discardableResult
    public func draw(on canvas: inout Canvas, in rect: Rect, glyphs: Glyphs) -> Point? {
        let first = firstDrawn(rect.height)
        // Fields of one form begin in one column.
        let labels = rows.filter { if case .field = $0.kind { true } else { false } }.map(\.text.width).max() ?? 0
        var place: Point?
        for y in 0..<min(rect.height, rows.count - first) {
            let row = rows[first + y]
            let cursor = draw(row, labels: min(labels, rect.width / 2), on: &canvas, in: rect.row(y), glyphs: glyphs)
            if row.id == focus { place = cursor }
        }
        let edge = rect.maxX - 1
        if first > 0 { canvas.write(glyphs.moreAbove, at: Point(x: edge, y: rect.y), in: rect, style: Style(.muted)) }
        if first + rect.height < rows.count {
            canvas.write(glyphs.moreBelow, at: Point(x: edge, y: rect.maxY - 1), in: rect, style: Style(.muted))
        }
        return place
    }

    private func draw(_ row: FormRow<ID>, labels: Int, on canvas: inout Canvas, in rect: Rect, glyphs: Glyphs) -> Point {
        let isFocused = row.id == focus
        let room = rect.splitLeft(rect.width - 1).left
        var line = StyledText(isFocused ? glyphs.selection + " " : "  ")
        switch row.kind {
        case .heading:
            canvas.write(row.text, in: room, glyphs: glyphs)
            canvas.write(row.note, rightIn: room, glyphs: glyphs)
            return room.origin
        case .choice(let isOn): line.append((isOn ? glyphs.chosen : glyphs.unchosen) + " ")
        case .flag(let isOn): line.append((isOn ? glyphs.checked : glyphs.unchecked) + " ")
        case .item(let mark): if let mark { line += mark.styled + " " }
        case .field(let text, let example):
            return drawField(row, text, example, labels: labels, line, on: &canvas, in: room, glyphs: glyphs)
        }
        line += row.isEnabled ? row.text : StyledText(row.text.plain, .muted)
        canvas.write(line, in: room, glyphs: glyphs)
        if row.note.width + line.width + 2 <= room.width { canvas.write(row.note, rightIn: room, glyphs: glyphs) }
        if isFocused { canvas.restyle(room, Style(.focus), keeping: StatusMark.roles) }
        return room.origin
    }

    private func drawField(
        _ row: FormRow<ID>, _ text: String, _ example: String, labels: Int, _ line: StyledText, on canvas: inout Canvas,
        in room: Rect,
        glyphs: Glyphs
    ) -> Point {
        canvas.write(line + row.text, in: room.splitLeft(labels + 3).left, glyphs: glyphs)
        let box = room.splitLeft(labels + 4).rest
        if row.id == focus, let field {
            canvas.restyle(room.splitLeft(labels + 3).left, Style(.focus), keeping: StatusMark.roles)
            return field.draw(on: &canvas, in: box, glyphs: glyphs) ?? box.origin
        }
        TextField(text, placeholder: example).draw(on: &canvas, in: box, glyphs: glyphs)
        return box.origin
    }
}
