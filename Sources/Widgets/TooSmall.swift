import Terminal

/// The page below the smallest size.
///
/// It takes no key but that for leaving.
public struct TooSmall: Widget, Equatable {
    public init() {}

    @discardableResult
    public func draw(on canvas: inout Canvas, in rect: Rect, glyphs: Glyphs) -> Point? {
        let needed = "\(PageFrame.minimum.width)x\(PageFrame.minimum.height)"
        let text = StyledText("\(needed) needed, \(rect.width)x\(rect.height) here", .warning)
        let lines = text.wrapped(to: rect.width) + StyledText("q quits", .muted).wrapped(to: rect.width)
        let top = max(0, (rect.height - lines.count) / 2)
        for (index, line) in lines.enumerated() {
            let row = rect.row(top + index)
            canvas.write(line, in: row.splitLeft((row.width - line.width) / 2).rest, glyphs: glyphs)
        }
        return nil
    }
}
