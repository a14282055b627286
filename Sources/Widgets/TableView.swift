import Terminal

/// A column of a table.
public struct TableColumn: Sendable, Equatable {
    public enum Width: Sendable, Equatable {
        /// That many columns.
        case fixed(Int)
        /// As wide as its widest cell, up to that.
        case fitting(upTo: Int)
        /// A share of what the others leave, at least that.
        case flexible(atLeast: Int)
    }

    public enum Alignment: Sendable {
        case left
        case right
    }

    public var title: String
    public var width: Width
    public var alignment: Alignment

    public init(_ title: String, _ width: Width, _ alignment: Alignment = .left) {
        self.title = title
        self.width = width
        self.alignment = alignment
    }
}

/// A row of a table; missing cells are blank.
public struct TableRow<ID: Hashable & Sendable>: Sendable, Equatable {
    public let id: ID
    public var cells: [StyledText]

    public init(_ id: ID, _ cells: [StyledText]) {
        self.id = id
        self.cells = cells
    }
}

/// Rows under titled columns, one of them selected.
public struct TableView<ID: Hashable & Sendable>: Widget {
    public let columns: [TableColumn]
    public private(set) var rows: [TableRow<ID>] = []
    public var emptyText: StyledText
    /// Whether keys act on it.
    public var isFocused = true
    private var cursor = RowCursor<ID>()
    private var slots: [Slot<ID>] = []

    public init(_ columns: [TableColumn], _ rows: [TableRow<ID>] = [], emptyText: StyledText = "There is nothing here.") {
        self.columns = columns
        self.emptyText = emptyText
        set(rows)
    }

    public var selected: ID? { cursor.selected }

    /// New rows: the selection stays on its row.
    public mutating func set(_ rows: [TableRow<ID>]) {
        self.rows = rows
        slots = rows.map { Slot(id: $0.id) }
        cursor.settle(in: slots)
    }

    public mutating func select(_ id: ID) {
        cursor.select(id, in: slots)
    }

    public mutating func fit(_ size: Size) {
        cursor.page = max(1, size.height - 1)
    }

    public mutating func handle(_ key: Key) -> Bool {
        cursor.handle(key, in: slots)
    }

    /// Columns of each table column in that many; gaps of two between them.
    func widths(in total: Int) -> [Int] {
        var left = total - 2 * max(0, columns.count - 1)
        var widths = columns.enumerated().map { index, column -> Int in
            switch column.width {
            case .fixed(let width): return width
            case .fitting(let limit):
                let widest = rows.reduce(CellWidth.of(column.title)) { widest, row in
                    index < row.cells.count ? max(widest, row.cells[index].width) : widest
                }
                return min(widest, limit)
            case .flexible(let least): return least
            }
        }
        left -= widths.reduce(0, +)
        let flexible = columns.indices.filter {
            if case .flexible = columns[$0].width { true } else { false }
        }
        if left > 0 {
            for (order, index) in flexible.enumerated() {
                let share = left / (flexible.count - order)
                widths[index] += share
                left -= share
            }
        }
        return left < 0 ? shrunk(widths, by: -left) : widths
    }

    /// The widest of the columns that are not fixed give way first, none below six.
    private func shrunk(_ widths: [Int], by excess: Int) -> [Int] {
        var widths = widths
        let elastic = columns.indices.filter {
            if case .fixed = columns[$0].width { false } else { true }
        }
        for _ in 0..<excess {
            guard let widest = elastic.max(by: { widths[$0] < widths[$1] }), widths[widest] > 6 else { break }
            widths[widest] -= 1
        }
        return widths
    }

    @discardableResult
    public func draw(on canvas: inout Canvas, in rect: Rect, glyphs: Glyphs) -> Point? {
        guard !rect.isEmpty else { return nil }
        // One column at the left shows the selection, so that it is seen without any attribute.
        let (gutter, table) = rect.splitLeft(2)
        let widths = widths(in: table.width)
        let titles = columns.map { StyledText($0.title, .title) }
        draw(titles, widths: widths, on: &canvas, in: table.row(0), glyphs: glyphs)
        let body = table.splitTop(1).rest
        if rows.isEmpty {
            canvas.write(emptyText, in: body, glyphs: glyphs)
            return body.isEmpty ? nil : body.origin
        }
        let first = cursor.firstRow(height: body.height, in: slots)
        var place: Point?
        for y in 0..<min(body.height, rows.count - first) {
            let row = rows[first + y]
            draw(row.cells, widths: widths, on: &canvas, in: body.row(y), glyphs: glyphs)
            guard row.id == selected else { continue }
            let whole = Rect(x: gutter.x, y: body.y + y, width: rect.width, height: 1)
            canvas.write(glyphs.selection, at: whole.origin, in: whole)
            canvas.restyle(whole, isFocused ? Style(.focus) : Style(.text, .underline), keeping: StatusMark.roles)
            place = whole.origin
        }
        return place
    }

    private func draw(_ cells: [StyledText], widths: [Int], on canvas: inout Canvas, in row: Rect, glyphs: Glyphs) {
        var x = row.x
        for (index, width) in widths.enumerated() {
            if index < cells.count {
                let area = Rect(x: x, y: row.y, width: width, height: row.height).intersection(row)
                switch columns[index].alignment {
                case .left: canvas.write(cells[index], in: area, glyphs: glyphs)
                case .right: canvas.write(cells[index], rightIn: area, glyphs: glyphs)
                }
            }
            x += width + 2
        }
    }
}
