import Terminal

/// The first row: the pages one came through, and at the right which node this is.
public struct Breadcrumb: Widget, Equatable {
    /// Names of pages, the outermost first.
    public var pages: [String]
    /// Node name and role, and whether it is read only.
    public var node: String

    public init(_ pages: [String], node: String) {
        self.pages = pages
        self.node = node
    }

    @discardableResult
    public func draw(on canvas: inout Canvas, in rect: Rect, glyphs: Glyphs) -> Point? {
        let row = rect.row(0)
        let right = min(CellWidth.of(node), row.width / 2)
        let (left, corner) = row.splitLeft(row.width - right)
        let place = left.splitLeft(left.width - 2).left
        canvas.write(crumbs(in: place.width, glyphs: glyphs), in: place, glyphs: glyphs)
        canvas.write(node, cutIn: corner, glyphs: glyphs, style: Style(.muted))
        return nil
    }

    /// The inner pages are what counts: where all do not fit, outer ones give way.
    private func crumbs(in width: Int, glyphs: Glyphs) -> StyledText {
        for dropped in 0..<max(1, pages.count) {
            var text = StyledText(dropped > 0 ? "\(glyphs.ellipsis) \(glyphs.crumb) " : "", .muted)
            for (index, page) in pages.dropFirst(dropped).enumerated() {
                if index > 0 { text.append(" \(glyphs.crumb) ", .muted) }
                text.append(page, index + dropped == pages.count - 1 ? .title : .text)
            }
            if text.width <= width { return text }
        }
        return StyledText(pages.last ?? "", .title)
    }
}
