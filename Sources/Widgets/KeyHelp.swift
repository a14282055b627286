import Terminal

/// The page of keys, made from the bindings.
public struct KeyHelp: Widget {
    public enum Action: Hashable, Sendable {
        case close
        case pane(PaneAction)
    }

    private var pane: TextPane<Never>
    public private(set) var isClosed = false

    public init(_ map: KeyMap<some Hashable & Sendable>) {
        let shown = map.bindings.filter { !$0.keys.isEmpty }
        let column = min(24, shown.map { CellWidth.of($0.keyNames) }.max() ?? 0)
        let paragraphs = shown.map { binding in
            let names = binding.keyNames
            let padding = String(repeating: " ", count: max(0, column - CellWidth.of(names)) + 2)
            var line = StyledText(names, .title) + StyledText(padding)
            line.append(binding.description, binding.danger ? .warning : .text)
            if let reason = binding.disabled { line.append(" Not now: \(reason)", .muted) }
            return line
        }
        pane = TextPane(paragraphs, hanging: column + 2)
    }

    /// The keys of the page of keys itself.
    public var bindings: [Binding<Action>] {
        let searching = pane.bindings.map { $0.map(Action.pane) }
        if pane.isTyping { return searching }
        return KeyMap(searching).before(
            KeyMap([
                Binding(
                    .close, .escape, .character("q"), .character("?"), .function(1), help: "back to the page",
                    description: "Close the page of keys.")
            ])
        ).bindings
    }

    public mutating func fit(_ size: Size) {
        pane.fit(size)
    }

    public mutating func handle(_ key: Key) -> Bool {
        let isText = pane.isTyping && key.typed != nil
        guard !isText, let action = KeyMap(bindings).binding(for: key)?.action else { return pane.handle(key) }
        switch action {
        case .close: isClosed = true
        case .pane(let action): pane.act(action)
        }
        return true
    }

    @discardableResult
    public func draw(on canvas: inout Canvas, in rect: Rect, glyphs: Glyphs) -> Point? {
        pane.draw(on: &canvas, in: rect, glyphs: glyphs)
    }
}
