import Terminal

/// The tail of a log: follows new lines until one scrolls up, and again from the end.
public struct LogPane: Widget {
    public private(set) var lines: [StyledText] = []
    /// Lines that are kept; older ones are dropped, the file has them.
    public let limit: Int
    /// Lines that were dropped.
    public private(set) var dropped = 0
    /// Whether the newest line is kept in view.
    public private(set) var follows = true
    private var top = 0
    private var left = 0
    private var size = Size(width: 80, height: 20)

    public init(limit: Int = 10_000) {
        self.limit = max(1, limit)
    }

    /// Adds a line at the end; escape sequences in it are taken out.
    public mutating func append(_ line: String, _ role: Role = .text) {
        append([StyledText(LogText.cleaned(line), role)])
    }

    /// Adds lines at the end.
    public mutating func append(_ new: [StyledText]) {
        lines += new
        // A tenth at once, so that a long log does not move the whole array for each line.
        if lines.count > limit + limit / 10 {
            let excess = lines.count - limit
            lines.removeFirst(excess)
            dropped += excess
            top = max(0, top - excess)
        }
        if follows { top = lastTop }
    }

    public mutating func clear() {
        self = LogPane(limit: limit)
    }

    private var lastTop: Int { max(0, lines.count - max(1, size.height)) }

    public mutating func fit(_ size: Size) {
        self.size = size
        top = follows ? lastTop : min(top, lastTop)
    }

    public mutating func handle(_ key: Key) -> Bool {
        let page = max(1, size.height - 1)
        switch key {
        case .right: left += max(1, size.width / 2)
        case .left where left > 0: left = max(0, left - max(1, size.width / 2))
        case .mouse(let mouse) where mouse.action == .wheelUp: scroll(by: -3)
        case .mouse(let mouse) where mouse.action == .wheelDown: scroll(by: 3)
        default:
            guard let rows = Move(key)?.rows(page: page, of: lines.count) else { return false }
            scroll(by: rows)
        }
        return true
    }

    private mutating func scroll(by rows: Int) {
        top = min(max(0, top + rows), lastTop)
        follows = top == lastTop
    }

    @discardableResult
    public func draw(on canvas: inout Canvas, in rect: Rect, glyphs: Glyphs) -> Point? {
        guard !rect.isEmpty else { return nil }
        let last = max(0, lines.count - rect.height)
        let first = follows ? last : min(top, last)
        for y in 0..<min(rect.height, lines.count - first) {
            canvas.write(lines[first + y], in: rect.row(y), glyphs: glyphs, skipping: left)
        }
        let shown = min(rect.height, lines.count - first)
        return Point(x: rect.x, y: rect.y + max(0, follows ? shown - 1 : 0))
    }
}
