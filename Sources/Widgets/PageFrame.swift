import Terminal

/// Where the parts of a page lie: a pure function of the size.
public struct PageFrame: Sendable, Equatable {
    /// Below that, `TooSmall` is shown instead.
    public static let minimum = Size(width: 60, height: 16)
    /// The widest that a list at the left gets.
    public static let listWidth = 24
    /// From that width on, a list has its preview beside it; else the preview is a page.
    public static let previewWidth = 100

    /// The first row.
    public let crumbs: Rect
    public let content: Rect
    /// The last row but one: message or progress.
    public let message: Rect
    /// The last row.
    public let help: Rect

    /// Nil when the screen is too small for pages.
    public init?(_ size: Size) {
        guard size.width >= PageFrame.minimum.width, size.height >= PageFrame.minimum.height else { return nil }
        let (top, rest) = Rect(size).splitTop(1)
        let (upper, last) = rest.splitBottom(1)
        let (middle, message) = upper.splitBottom(1)
        crumbs = top
        content = middle
        self.message = message
        help = last
    }

    /// A list at the left, a rule between, and the rest.
    public var sideBySide: (list: Rect, rule: Rect, body: Rect) {
        let (list, rest) = content.splitLeft(PageFrame.listWidth)
        let (rule, body) = rest.splitLeft(2)
        return (list, rule, body)
    }

    /// Two halves where there is room for a preview; nil where there is not.
    public var preview: (list: Rect, rule: Rect, preview: Rect)? {
        guard content.width >= PageFrame.previewWidth else { return nil }
        let (list, rest) = content.splitLeft(content.width / 2)
        let (rule, preview) = rest.splitLeft(2)
        return (list, rule, preview)
    }
}

extension Canvas {
    /// A line from the top to the bottom of a rectangle, in its first column.
    public mutating func rule(_ rect: Rect, glyphs: Glyphs) {
        for y in rect.y..<rect.maxY {
            write(glyphs.vertical, at: Point(x: rect.x, y: y), in: rect, style: Style(.muted))
        }
    }
}
