/// A canvas as lines of text, for tests, for saving what is on the screen, and for plain output.
extension Canvas {
    /// What is written, a line a row, without blanks at the ends.
    public var text: String {
        lines { $0.text }
    }

    /// One letter of the role for each column, a space where blank ordinary text is.
    public var roleLetters: String {
        lines { cell in
            let blank = cell.scalar == " " && cell.style == .text && cell.width == 1
            return String(repeating: blank ? " " : cell.style.role.letter, count: Int(cell.width))
        }
    }

    /// One letter for the attributes of each column as a theme paints them: `b`old, `r`everse, `u`nderline; `B` bold and
    /// reverse, `U` bold and underlined, `R` reverse and underlined, `A` all of them, `.` none.
    public func attributeLetters(_ theme: Theme, at depth: ColourDepth) -> String {
        lines { cell in
            let emphasis = theme.paint(for: cell.style.role, at: depth).emphasis.union(cell.style.emphasis)
            let blank = cell.scalar == " " && emphasis.isEmpty && cell.width == 1
            let letter: Character =
                switch (emphasis.contains(.bold), emphasis.contains(.reverse), emphasis.contains(.underline)) {
                case (false, false, false): blank ? " " : "."
                case (true, false, false): "b"
                case (false, true, false): "r"
                case (false, false, true): "u"
                case (true, true, false): "B"
                case (true, false, true): "U"
                case (false, true, true): "R"
                case (true, true, true): "A"
                }
            return String(repeating: letter, count: Int(cell.width))
        }
    }

    private func lines(_ write: (Cell) -> String) -> String {
        var rows: [String] = []
        for y in 0..<size.height {
            var line = ""
            for cell in row(y) where cell.width > 0 { line += write(cell) }
            while line.last == " " { line.removeLast() }
            rows.append(line)
        }
        return rows.joined(separator: "\n")
    }
}
