import Terminal

/// The page of keys, made from the bindings.
public struct KeyHelp: Widget {
    private var pane: TextPane

    public init(_ map: KeyMap) {
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

    public mutating func fit(_ size: Size) {
        pane.fit(size)
    }

    public mutating func handle(_ key: Key) -> Bool {
        pane.handle(key)
    }

    @discardableResult
    public func draw(on canvas: inout Canvas, in rect: Rect, glyphs: Glyphs) -> Point? {
        pane.draw(on: &canvas, in: rect, glyphs: glyphs)
    }
}
