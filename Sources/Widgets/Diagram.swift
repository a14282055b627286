import Terminal

/// Boxes in rows, with lines from the boxes of a row to those of the next one.
public struct Diagram: Widget, Equatable {
    public struct Box: Sendable, Equatable {
        public var name: String
        public var mark: StatusMark?
        /// Under the name, a row each.
        public var lines: [StyledText]

        public init(_ name: String, mark: StatusMark? = nil, lines: [StyledText] = []) {
            self.name = name
            self.mark = mark
            self.lines = lines
        }

        var title: StyledText {
            (mark.map { $0.styled + " " } ?? StyledText()) + StyledText(name, .title)
        }

        var width: Int {
            4 + max(title.width, lines.map(\.width).max() ?? 0)
        }

        var height: Int { 3 + lines.count }
    }

    /// A line between two boxes, by name; the second is in the row below the first.
    public struct Link: Sendable, Equatable {
        public var from: String
        public var to: String

        public init(_ from: String, _ to: String) {
            self.from = from
            self.to = to
        }
    }

    /// Boxes from top to bottom, and from left to right.
    public var rows: [[Box]]
    public var links: [Link]

    public init(_ rows: [[Box]], links: [Link]) {
        self.rows = rows
        self.links = links
    }

    /// The same as words: for plain output, screen readers, and where the boxes do not fit.
    public var outline: [StyledText] {
        rows.joined().map { box in
            var line = box.title
            for text in box.lines { line += StyledText(", ", .muted) + text }
            let targets = links.filter { $0.from == box.name }.map(\.to)
            if !targets.isEmpty { line += StyledText(" -> \(targets.joined(separator: ", "))", .muted) }
            return line
        }
    }

    @discardableResult
    public func draw(on canvas: inout Canvas, in rect: Rect, glyphs: Glyphs) -> Point? {
        guard let layout = DiagramLayout(self, in: rect) else {
            let lines = outline.flatMap { $0.wrapped(to: rect.width, hanging: 2) }
            for (index, line) in lines.enumerated() { canvas.write(line, in: rect.row(index), glyphs: glyphs) }
            return nil
        }
        for (point, directions) in layout.joints {
            canvas.write(glyphs.joint(directions), at: point, in: rect, style: Style(.muted))
        }
        for (box, frame) in layout.boxes {
            let inside = frame.inset(x: 2, y: 1)
            canvas.write(box.title, in: inside.row(0), glyphs: glyphs)
            for (index, line) in box.lines.enumerated() {
                canvas.write(line, in: inside.row(index + 1), glyphs: glyphs)
            }
        }
        return nil
    }
}
