import Terminal

/// Every action by name: typed words narrow the list, Enter does it.
///
/// What cannot be done now says why.
public struct Palette: Widget {
    public enum Outcome: Sendable, Equatable {
        case open
        case dismissed
        /// The name of the binding.
        case chosen(String)
    }

    public private(set) var outcome = Outcome.open
    public private(set) var query = TextField(placeholder: "type a few letters of an action")
    /// Why the selected action was refused.
    public private(set) var refusal: String?
    private let map: KeyMap
    private var list = ListView<String>()

    public init(_ map: KeyMap) {
        self.map = map
        var seen: Set<String> = []
        let rows = map.bindings.filter { seen.insert($0.name).inserted }.map { binding in
            ListRow(
                binding.name,
                StyledText(binding.description, binding.disabled != nil ? .muted : binding.danger ? .warning : .text),
                note: binding.disabled.map { StyledText($0, .muted) } ?? StyledText(binding.keyNames, .title),
                keywords: "\(binding.name) \(binding.help)")
        }
        list = ListView(rows, emptyText: "No action has these words.")
    }

    public mutating func fit(_ size: Size) {
        list.fit(Size(width: size.width, height: size.height - 2))
    }

    /// Keeps every key, like a dialog.
    public mutating func handle(_ key: Key) -> Bool {
        switch key {
        case .escape where query.isEmpty: outcome = .dismissed
        case .escape:
            query.text = ""
            narrow()
        case .enter: choose()
        case .up, .down, .pageUp, .pageDown:
            _ = list.handle(key)
            refusal = nil
        default:
            if query.handle(key) { narrow() }
        }
        return true
    }

    private mutating func narrow() {
        list.setFilter(query.text)
        refusal = nil
    }

    private mutating func choose() {
        guard let name = list.selected, let binding = map.binding(named: name) else { return }
        if let reason = binding.disabled {
            refusal = reason
        } else {
            outcome = .chosen(name)
        }
    }

    @discardableResult
    public func draw(on canvas: inout Canvas, in rect: Rect, glyphs: Glyphs) -> Point? {
        let (head, rest) = rect.splitTop(1)
        let (body, foot) = refusal == nil ? (rest, rest.row(rest.height)) : rest.splitBottom(1)
        canvas.write(":", at: head.origin, in: head, style: Style(.title))
        let cursor = query.draw(on: &canvas, in: head.splitLeft(1).rest, glyphs: glyphs)
        list.drawRows(on: &canvas, in: body, glyphs: glyphs)
        if let refusal { canvas.write(StyledText(refusal, .warning), in: foot, glyphs: glyphs) }
        return cursor
    }
}
