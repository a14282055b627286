import Terminal

/// The last row: what keys do here, the most useful first, cut at the end; the key for help is always there.
public struct HelpLine<Action: Hashable & Sendable>: Widget, Equatable {
    public var map: KeyMap<Action>
    /// The action that is never cut; nil where none is kept.
    public var kept: Action?

    public init(_ map: KeyMap<Action>, keeping kept: Action? = nil) {
        self.map = map
        self.kept = kept
    }

    private static func entry(_ binding: Binding<Action>) -> StyledText {
        StyledText(binding.keys.first?.name ?? "", .title) + StyledText(" \(binding.help)", binding.danger ? .warning : .muted)
    }

    @discardableResult
    public func draw(on canvas: inout Canvas, in rect: Rect, glyphs: Glyphs) -> Point? {
        let last = kept.flatMap(map.binding).map(HelpLine.entry) ?? StyledText()
        var line = StyledText()
        for binding in map.bindings where binding.inHelpLine && binding.action != kept {
            guard binding.disabled == nil, !binding.keys.isEmpty else { continue }
            let entry = HelpLine.entry(binding)
            if line.width + entry.width + 2 + last.width > rect.width { break }
            line += entry + "  "
        }
        canvas.write(line + last, in: rect.row(0), glyphs: glyphs)
        return nil
    }
}
