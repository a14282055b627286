/// A grid of cells that widgets draw into and a display shows.
///
/// A value: drawing changes nothing else.
///
/// Every write is clipped, to the canvas and to the rectangle it is given; nothing can leave the screen.
public struct Canvas: Sendable, Equatable {
    public let size: Size
    /// What may be drawn; other characters get a stand-in.
    public let charset: Charset
    private var cells: [Cell]

    public init(size: Size, charset: Charset = .utf8) {
        self.size = size
        self.charset = charset
        cells = Array(repeating: Cell(), count: size.width * size.height)
    }

    /// The whole canvas.
    public var bounds: Rect { Rect(size) }

    /// The cell there; a blank one outside.
    public subscript(x: Int, y: Int) -> Cell {
        bounds.contains(Point(x: x, y: y)) ? cells[y * size.width + x] : Cell()
    }

    /// The cells of a row from left to right.
    public func row(_ y: Int) -> ArraySlice<Cell> {
        y >= 0 && y < size.height ? cells[y * size.width..<(y + 1) * size.width] : []
    }

    /// Writes text on one row, starting there; what lies outside of the rectangle is left out.
    ///
    /// A control character shows as `?`, a tab or a newline as a space, and characters that only steer the direction
    /// of text are dropped: nothing that was read from a file reaches the terminal as a command.
    ///
    /// - Returns: the column after the text, also where it was clipped.
    @discardableResult
    public mutating func write(
        _ text: some StringProtocol, at point: Point, in clip: Rect, style: Style = .text
    ) -> Int {
        let clip = clip.intersection(bounds)
        let visible = point.y >= clip.y && point.y < clip.maxY
        var x = point.x
        var last: Int?
        for scalar in text.unicodeScalars {
            let width = CellWidth.of(scalar)
            if width == 0 {
                if let last, visible { addMark(scalar, at: last) }
                continue
            }
            last = nil
            if visible && x >= clip.x && x + width <= clip.maxX {
                last = point.y * size.width + x
                put(printable(scalar), at: point, x: x, width: width, style: style)
            } else if visible && x < clip.maxX && x + width > clip.x {
                // Half of a wide character: its place stays blank.
                put(" ", at: point, x: max(x, clip.x), width: 1, style: style)
            }
            x += width
        }
        return x
    }

    /// Writes text on a row of the rectangle, cut with an ellipsis where it is too long.
    public mutating func write(
        _ text: String, cutIn rect: Rect, glyphs: Glyphs, style: Style = .text
    ) {
        guard rect.width > 0 else { return }
        if CellWidth.of(text) <= rect.width {
            write(text, at: rect.origin, in: rect, style: style)
        } else {
            let end = write(CellWidth.prefix(of: text, columns: rect.width - 1), at: rect.origin, in: rect, style: style)
            write(glyphs.ellipsis, at: Point(x: end, y: rect.y), in: rect, style: style)
        }
    }

    /// Fills a rectangle with a character of one column.
    public mutating func fill(_ rect: Rect, with scalar: Unicode.Scalar = " ", style: Style = .text) {
        let area = rect.intersection(bounds)
        for y in area.y..<area.maxY {
            for x in area.x..<area.maxX {
                put(printable(scalar), at: Point(x: x, y: y), x: x, width: 1, style: style)
            }
        }
    }

    /// Gives what is already written another role, and stresses it; marks keep the roles in `keeping`, stressed the same way.
    public mutating func restyle(_ rect: Rect, _ style: Style, keeping: Set<Role> = []) {
        let area = rect.intersection(bounds)
        for y in area.y..<area.maxY {
            for index in y * size.width + area.x..<y * size.width + area.maxX {
                if keeping.contains(cells[index].style.role) {
                    cells[index].style.emphasis.formUnion(.reverse)
                } else {
                    cells[index].style = style
                }
            }
        }
    }

    /// Draws a frame along the rectangle's edge, with a title in its top line.
    public mutating func box(_ rect: Rect, glyphs: Glyphs, style: Style = Style(.muted), title: String = "") {
        guard rect.width >= 2, rect.height >= 2 else { return }
        let bar = String(repeating: glyphs.horizontal, count: rect.width - 2)
        let top = glyphs.joint([.right, .down]) + bar + glyphs.joint([.left, .down])
        let bottom = glyphs.joint([.right, .up]) + bar + glyphs.joint([.left, .up])
        write(top, at: rect.origin, in: rect, style: style)
        write(bottom, at: Point(x: rect.x, y: rect.maxY - 1), in: rect, style: style)
        for y in rect.y + 1..<rect.maxY - 1 {
            write(glyphs.vertical, at: Point(x: rect.x, y: y), in: rect, style: style)
            write(glyphs.vertical, at: Point(x: rect.maxX - 1, y: y), in: rect, style: style)
        }
        if !title.isEmpty && rect.width > 6 {
            let room = Rect(x: rect.x + 2, y: rect.y, width: rect.width - 4, height: 1)
            write(" \(title) ", cutIn: room, glyphs: glyphs, style: Style(.title))
        }
    }

    private func printable(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        if scalar.value < 0x20 { return scalar == "\t" || scalar == "\n" ? " " : "?" }
        if scalar.value < 0x7F { return scalar }
        if scalar == "\u{AD}" { return "-" }
        return CellWidth.isPrintable(scalar) ? charset.shown(scalar) : "?"
    }

    private mutating func addMark(_ scalar: Unicode.Scalar, at index: Int) {
        // Variation selectors change the width in some terminals and not in others.
        let isSelector = scalar.value >= 0xFE00 && scalar.value <= 0xFE0F
        guard charset == .utf8, cells[index].marks.count < 4, !isSelector, scalar.properties.generalCategory != .format
        else { return }
        cells[index].marks.append(scalar)
    }

    /// Puts a character inside of the canvas, and blanks the other half of each wide one that it covers in part.
    private mutating func put(_ scalar: Unicode.Scalar, at point: Point, x: Int, width: Int, style: Style) {
        let index = point.y * size.width + x
        if cells[index].width == 0 && x > 0 { cells[index - 1] = Cell(style: cells[index - 1].style) }
        let after = index + width
        if x + width < size.width && cells[after].width == 0 { cells[after] = Cell(style: cells[after].style) }
        // A stand-in in ASCII is narrow: it fills both columns.
        let narrow = width == 2 && CellWidth.of(scalar) == 1
        cells[index] = Cell(scalar, style: style, width: narrow ? 1 : UInt8(width))
        if width == 2 { cells[index + 1] = narrow ? Cell(scalar, style: style) : Cell(style: style, width: 0) }
    }
}
