/// Parts of documents in Markdown.
package enum MarkdownText {
    /// A table. Cells may be code; what would end a cell is escaped.
    package static func table(_ head: [String], _ rows: [[String]]) -> String {
        func line(_ cells: [String]) -> String { "| " + cells.map(cell).joined(separator: " | ") + " |\n" }
        return line(head) + "|" + head.map { _ in " --- |" }.joined() + "\n" + rows.map(line).joined()
    }

    private static func cell(_ text: String) -> String {
        let flat = text.split(separator: "\n").joined(separator: ", ")
        return flat.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    }

    /// Lines as they are, between fences that are longer than any run of backquotes in them.
    package static func code(_ lines: [String], _ language: String = "") -> String {
        var longest = 2
        for line in lines {
            var run = 0
            for character in line {
                run = character == "`" ? run + 1 : 0
                longest = max(longest, run)
            }
        }
        let fence = String(repeating: "`", count: longest + 1)
        return "\(fence)\(language)\n" + lines.map { $0 + "\n" }.joined() + "\(fence)\n"
    }

    /// `cp1, cp2 and cp3`.
    package static func names(_ names: [String]) -> String {
        guard names.count > 1, let last = names.last else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " and " + last
    }

    /// A paragraph in lines of readable length.
    package static func paragraph(_ text: String) -> String { WrappedText.lines(text, width: 116).map { $0 + "\n" }.joined() }

    /// An entry of a list.
    package static func item(_ text: String) -> String {
        let lines = WrappedText.lines(text, width: 114)
        return lines.enumerated().map { ($0.offset == 0 ? "- " : "  ") + $0.element + "\n" }.joined()
    }
}
