import Terminal

/// Where the boxes and lines of a diagram lie.
struct DiagramLayout {
    private(set) var boxes: [(box: Diagram.Box, frame: Rect)] = []
    /// Cells of lines and frames, with where the line goes on from each.
    private(set) var joints: [Point: Directions] = [:]

    /// Columns between boxes.
    private static let gap = 2

    /// Nil when the boxes do not fit.
    init?(_ diagram: Diagram, in rect: Rect) {
        let rows = diagram.rows.filter { !$0.isEmpty }
        let widest = rows.joined().map(\.width).max() ?? 0
        let longest = rows.map(\.count).max() ?? 0
        // Boxes of one width stand exactly below each other.
        let isEven = longest * widest + (longest - 1) * DiagramLayout.gap <= rect.width
        // A row for lines between two rows of boxes.
        let height = rows.reduce(max(0, rows.count - 1)) { $0 + ($1.map(\.height).max() ?? 0) }
        guard height <= rect.height else { return nil }
        var y = rect.y
        for row in rows {
            let widths = row.map { isEven ? widest : $0.width }
            let total = widths.reduce(0, +) + (row.count - 1) * DiagramLayout.gap
            guard total <= rect.width else { return nil }
            var x = rect.x + (rect.width - total) / 2
            let height = row.map(\.height).max() ?? 0
            for (box, width) in zip(row, widths) {
                let frame = Rect(x: x, y: y, width: width, height: height)
                boxes.append((box, frame))
                addFrame(frame)
                x += width + DiagramLayout.gap
            }
            y += height + 1
        }
        for link in diagram.links { addLink(link) }
    }

    private mutating func addFrame(_ frame: Rect) {
        let left = frame.x, right = frame.maxX - 1, top = frame.y, bottom = frame.maxY - 1
        for y in [top, bottom] { addHorizontal(from: left, to: right, y: y) }
        for x in [left, right] { addVertical(x: x, from: top, to: bottom) }
    }

    private mutating func addHorizontal(from left: Int, to right: Int, y: Int) {
        guard left < right else { return }
        for x in left...right {
            if x > left { joints[Point(x: x, y: y), default: []].insert(.left) }
            if x < right { joints[Point(x: x, y: y), default: []].insert(.right) }
        }
    }

    private mutating func addVertical(x: Int, from top: Int, to bottom: Int) {
        guard top < bottom else { return }
        for y in top...bottom {
            if y > top { joints[Point(x: x, y: y), default: []].insert(.up) }
            if y < bottom { joints[Point(x: x, y: y), default: []].insert(.down) }
        }
    }

    /// Down from the middle of the upper box, along the row between, down to the middle of the lower box.
    private mutating func addLink(_ link: Diagram.Link) {
        guard let upper = boxes.first(where: { $0.box.name == link.from })?.frame,
            let lower = boxes.first(where: { $0.box.name == link.to })?.frame,
            upper.maxY + 1 == lower.y
        else { return }
        let start = upper.x + upper.width / 2
        let end = lower.x + lower.width / 2
        addVertical(x: start, from: upper.maxY - 1, to: upper.maxY)
        addHorizontal(from: min(start, end), to: max(start, end), y: upper.maxY)
        addVertical(x: end, from: upper.maxY, to: lower.y)
    }
}
