import Terminal

/// Every action by name: typed words narrow the list, Enter does it.
///
/// What cannot be done now says why.
public struct Palette<Action: Hashable & Sendable>: Widget {
    public enum Outcome: Sendable, Equatable {
        case open
        case closed
        case chosen(Action)
    }

    /// What its own keys do; all others are text.
    public enum Step: Hashable, Sendable {
        case choose, clear, close
    }

    public private(set) var outcome = Outcome.open
    public private(set) var query = TextField(placeholder: "type part of an action's name")
    /// Why the selected action was refused.
    public private(set) var refusal: String?
    private let map: KeyMap<Action>
    private var list = ListView<Action>()

    public init(_ map: KeyMap<Action>) {
        self.map = map
        var seen: Set<Action> = []
        let rows = map.bindings.filter { seen.insert($0.action).inserted }.map { binding in
            ListRow(
                binding.action,
                StyledText(binding.description, binding.disabled != nil ? .muted : binding.danger ? .warning : .text),
                note: binding.disabled.map { StyledText($0, .muted) } ?? StyledText(binding.keyNames, .title),
                keywords: binding.help)
        }
        list = ListView(rows, emptyText: "No action matches these words.")
    }

    public mutating func fit(_ size: Size) {
        list.fit(Size(width: size.width, height: size.height - 2))
    }

    public var bindings: [Binding<Step>] {
        [
            Binding(.choose, .enter, help: "do it", description: "Carry out the selected action."),
            query.isEmpty
                ? Binding(.close, .escape, help: "close", description: "Close the list.")
                : Binding(.clear, .escape, help: "clear", description: "Clear what is typed."),
        ]
    }

    /// Keeps every key, like a dialog.
    public mutating func handle(_ key: Key) -> Bool {
        switch KeyMap(bindings).binding(for: key)?.action {
        case .close?: outcome = .closed
        case .clear?:
            query.text = ""
            narrow()
        case .choose?: choose()
        case nil:
            if [.up, .down, .pageUp, .pageDown].contains(key) {
                _ = list.handle(key)
                refusal = nil
            } else if query.handle(key) {
                narrow()
            }
        }
        return true
    }

    private mutating func narrow() {
        list.setFilter(query.text)
        refusal = nil
    }

    private mutating func choose() {
        guard let action = list.selected else { return }
        if let reason = map.binding(of: action)?.disabled {
            refusal = reason
        } else {
            outcome = .chosen(action)
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
