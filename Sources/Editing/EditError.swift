import Text

/// Why an edit was not made. No byte was changed.
public enum EditError: Error, Sendable, Equatable {
    /// The text of a path cannot be read from this column (from 1) on.
    case path(String, column: Int, String)
    /// The file cannot be read in its form. The sentence is whole.
    case unreadable(line: Int, String)
    case tooLarge(bytes: Int, limit: Int)
    /// What the path names is not there, and cannot be made.
    case missing(EditPath, String)
    /// Something of another kind stands where the path leads through.
    case kind(EditPath, line: Int, found: String, wanted: String)
    /// The path names more than one place.
    case ambiguous(EditPath, lines: [Int], String)
    /// The value stands behind an alias or anchor, so that other places would change with it.
    case shared(EditPath, line: Int)
    /// This form cannot have it. The sentence is whole.
    case unfit(String)
    /// The text to be replaced stands there another number of times than once, on these lines.
    case matches(of: String, lines: [Int])
    /// The text was made and read again, and something else differs than what was asked for.
    case broken(line: Int?, String)
}

extension EditError: CustomStringConvertible {
    /// Whole sentences on one line, without the file's name. What they quote of the file cannot act on a terminal.
    public var description: String { Sanitized.line(sentence) }

    private var sentence: String {
        switch self {
        case .path(let text, let column, let sentence): "The path \(text) cannot be read at character \(column): \(sentence)."
        case .unreadable(let line, let sentence): "Line \(line): \(sentence)"
        case .tooLarge(let bytes, let limit): "The file has \(bytes) bytes; files of at most \(limit) bytes are edited."
        case .missing(let path, let sentence): "\(path) is not there: \(sentence)."
        case .kind(let path, let line, let found, let wanted):
            "\(path) is \(found) on line \(line), but \(wanted) is expected there."
        case .ambiguous(let path, let lines, let sentence): "\(path) can mean \(Self.words(lines)): \(sentence)."
        case .shared(let path, let line):
            "\(path) stands on line \(line) behind an anchor or alias, so other settings would change with it; edit it by hand."
        case .unfit(let sentence): sentence
        case .matches(let text, let lines):
            lines.isEmpty
                ? "\"\(text)\" does not stand in the file; it is expected exactly once."
                : "\"\(text)\" stands in the file \(lines.count) times, on \(Self.words(lines)); it is expected exactly once."
        case .broken(let line, let sentence):
            "The edit was not made, because the file would not read as intended\(line.map { " (line \($0))" } ?? ""): \(sentence)"
        }
    }

    private static func words(_ lines: [Int]) -> String {
        guard lines.count > 1, let last = lines.last else { return "line \(lines.first ?? 0)" }
        return "lines " + lines.dropLast().map { String($0) }.joined(separator: ", ") + " and \(last)"
    }
}
