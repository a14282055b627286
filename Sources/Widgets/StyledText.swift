import Terminal

/// Text of which each piece has a role.
public struct StyledText: Sendable, Equatable, ExpressibleByStringInterpolation {
    public struct Span: Sendable, Equatable {
        public var text: String
        public var style: Style

        public init(_ text: String, _ style: Style) {
            self.text = text
            self.style = style
        }
    }

    public var spans: [Span]

    public init(spans: [Span]) {
        self.spans = spans
    }

    public init(_ text: String = "", _ role: Role = .text, _ emphasis: Emphasis = []) {
        spans = text.isEmpty ? [] : [Span(text, Style(role, emphasis))]
    }

    public init(stringLiteral value: String) {
        self.init(value)
    }

    /// The same without roles.
    public var plain: String {
        var text = ""
        for span in spans { text += span.text }
        return text
    }

    public var isEmpty: Bool { spans.allSatisfy(\.text.isEmpty) }

    /// How many blanks it begins with.
    public var leadingBlanks: Int {
        var count = 0
        for span in spans {
            let blanks = span.text.utf8.prefix { $0 == 0x20 }.count
            count += blanks
            if blanks < span.text.utf8.count { break }
        }
        return count
    }

    /// Columns it takes on one row.
    public var width: Int {
        spans.reduce(0) { $0 + CellWidth.of($1.text) }
    }

    public static func + (left: StyledText, right: StyledText) -> StyledText {
        StyledText(spans: left.spans + right.spans)
    }

    public static func += (left: inout StyledText, right: StyledText) {
        left.spans += right.spans
    }

    /// Adds a piece.
    public mutating func append(_ text: String, _ role: Role = .text, _ emphasis: Emphasis = []) {
        if !text.isEmpty { spans.append(Span(text, Style(role, emphasis))) }
    }
}

extension Canvas {
    /// Writes styled text on the first row of the rectangle, cut with an ellipsis where it is too long.
    ///
    /// - Parameter skipping: columns of the text that are scrolled out at the left.
    /// - Returns: the column after what was written.
    @discardableResult
    public mutating func write(_ text: StyledText, in rect: Rect, glyphs: Glyphs, skipping: Int = 0) -> Int {
        guard !rect.isEmpty else { return rect.x }
        let row = Rect(x: rect.x, y: rect.y, width: rect.width, height: 1)
        var x = row.x - skipping
        var last = Style.text
        for span in text.spans {
            x = write(span.text, at: Point(x: x, y: row.y), in: row, style: span.style)
            last = span.style
            if x > row.maxX {
                write(glyphs.ellipsis, at: Point(x: row.maxX - 1, y: row.y), in: row, style: last)
                return row.maxX
            }
        }
        return max(x, row.x)
    }

    /// The same at the right edge; cut at its end where it is too long.
    public mutating func write(_ text: StyledText, rightIn rect: Rect, glyphs: Glyphs) {
        let width = min(text.width, rect.width)
        write(text, in: Rect(x: rect.maxX - width, y: rect.y, width: width, height: rect.height), glyphs: glyphs)
    }
}
