/// Colours for text on a terminal; none elsewhere.
public struct Paint: Sendable {
    public let isOn: Bool
    /// Glyphs beyond ASCII may be used.
    public let isUnicode: Bool

    public init(isOn: Bool, isUnicode: Bool) {
        self.isOn = isOn
        self.isUnicode = isUnicode
    }

    public static let plain = Paint(isOn: false, isUnicode: false)

    private func wrapped(_ text: String, _ code: String) -> String { isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }

    public func bold(_ text: String) -> String { wrapped(text, "1") }
    public func muted(_ text: String) -> String { wrapped(text, "2") }
    public func good(_ text: String) -> String { wrapped(text, "32") }
    public func notice(_ text: String) -> String { wrapped(text, "36") }
    public func warning(_ text: String) -> String { wrapped(text, "33") }
    public func danger(_ text: String) -> String { wrapped(text, "1;31") }
    public func unknown(_ text: String) -> String { wrapped(text, "35") }
}

/// Breaks sentences into lines.
public enum Wrap {
    /// The words of a text on lines of at most `width` columns, each with `indent` blanks before it. Words longer than a line
    /// stay whole: they are paths that a person copies.
    public static func lines(_ text: String, width: Int, indent: Int = 0) -> [String] {
        let margin = String(repeating: " ", count: indent)
        var lines: [String] = []
        var line = ""
        for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            if !line.isEmpty, line.count + 1 + word.count > width - indent {
                lines.append(margin + line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        if !line.isEmpty { lines.append(margin + line) }
        return lines
    }
}
