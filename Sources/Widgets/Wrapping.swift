import Terminal

extension StyledText {
    /// A character with the marks on it.
    struct Atom {
        var scalars: String.UnicodeScalarView
        var width: Int
        var style: Style
        var isSpace: Bool { scalars.first == " " }
    }

    /// Its lines when no row may be longer than that many columns: broken at spaces, and inside of words that are too long.
    ///
    /// - Parameter hanging: columns by which the rows after the first of a paragraph are indented.
    public func wrapped(to width: Int, hanging: Int = 0) -> [StyledText] {
        guard width > 0 else { return [] }
        let indent = hanging < width / 2 ? hanging : 0
        return paragraphs().flatMap { StyledText.wrap($0, to: width, indent: indent) }
    }

    /// Atoms by paragraph; a tab goes to the next column that eight divides.
    private func paragraphs() -> [[Atom]] {
        var paragraphs: [[Atom]] = [[]]
        var column = 0
        for span in spans {
            for scalar in span.text.unicodeScalars {
                if scalar == "\n" {
                    paragraphs.append([])
                    column = 0
                } else if scalar == "\t" {
                    let columns = 8 - column % 8
                    let space = Atom(scalars: .init(" ".unicodeScalars), width: 1, style: span.style)
                    paragraphs[paragraphs.count - 1] += Array(repeating: space, count: columns)
                    column += columns
                } else {
                    let width = CellWidth.of(scalar)
                    if width == 0, var last = paragraphs[paragraphs.count - 1].popLast() {
                        last.scalars.append(scalar)
                        paragraphs[paragraphs.count - 1].append(last)
                    } else {
                        var scalars = String.UnicodeScalarView()
                        scalars.append(scalar)
                        paragraphs[paragraphs.count - 1].append(Atom(scalars: scalars, width: width, style: span.style))
                    }
                    column += width
                }
            }
        }
        return paragraphs
    }

    private static func wrap(_ atoms: [Atom], to width: Int, indent: Int) -> [StyledText] {
        var rows: [StyledText] = []
        var start = 0
        repeat {
            let room = rows.isEmpty ? width : width - indent
            let end = endOfRow(atoms, from: start, room: room)
            let prefix = rows.isEmpty || indent == 0 ? StyledText() : StyledText(String(repeating: " ", count: indent))
            rows.append(prefix + joined(atoms[start..<end]))
            start = end
            // The space that a row was broken at belongs to no row.
            while start < atoms.count && atoms[start].isSpace { start += 1 }
        } while start < atoms.count
        return rows
    }

    /// The index after the last atom that goes on the row.
    private static func endOfRow(_ atoms: [Atom], from start: Int, room: Int) -> Int {
        var used = 0
        var breakable: Int?
        var seenWord = false
        for index in start..<atoms.count {
            if atoms[index].isSpace {
                if seenWord { breakable = index }
            } else {
                seenWord = true
            }
            used += atoms[index].width
            if used > room { return max(start + 1, breakable ?? index) }
        }
        return atoms.count
    }

    private static func joined(_ atoms: ArraySlice<Atom>) -> StyledText {
        var spans: [Span] = []
        for atom in atoms {
            if spans.last?.style != atom.style { spans.append(Span("", atom.style)) }
            spans[spans.count - 1].text.unicodeScalars.append(contentsOf: atom.scalars)
        }
        return StyledText(spans: spans)
    }
}
