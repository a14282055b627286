/// A list of names with what they are: one line each into a file or a pipe, for grep; on a terminal as wide as that is, with
/// the words beside the names.
struct Index {
    /// How wide the longest name may stand before the words go below it.
    private let column: Int
    /// Nil for one line an entry, however long.
    private let width: Int?

    /// - Parameter width: the terminal's columns; nil where there is none.
    init(_ names: some Sequence<String>, width: Int? = Output.isTerminal ? Output.width : nil) {
        let longest = names.map(\.count).max() ?? 0
        self.width = width
        column = width.map { min(longest, max(20, $0 / 2)) } ?? longest
    }

    /// The entry's lines, each with its newline.
    func text(_ name: String, _ words: String) -> String {
        let line = "  \(name.padding(to: column))  \(words)"
        guard let width, line.count > width || name.count > column else { return line + "\n" }
        var lines = Wrap.lines(words, width: width, indent: column + 4)
        if name.count > column {
            lines.insert("  \(name)", at: 0)
        } else if let first = lines.first {
            lines[0] = "  \(name.padding(to: column))" + first.dropFirst(column + 2)
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
