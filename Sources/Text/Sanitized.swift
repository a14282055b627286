/// Text from a node as it may be shown: logs and files can hold escape sequences that would act on a terminal.
public enum Sanitized {
    /// Control characters but tab and newline become U+FFFD, and so do those that steer the direction of text or have no width, which
    /// can make a line read as another one. A colour sequence (CSI, ECMA-48 section 5.4) goes as a whole.
    public static func text(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        var out = String.UnicodeScalarView()
        var isSequence = false
        var before: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            defer { before = scalar }
            if isSequence {
                // Parameters and intermediate bytes, then one final byte; anything else was no sequence.
                if (0x20...0x3F).contains(scalar.value) { continue }
                isSequence = false
                if (0x40...0x7E).contains(scalar.value) { continue }
            } else if before == "\u{1B}", scalar == "[" {
                isSequence = true
                out.removeLast()
                continue
            }
            out.append(isControl(scalar) ? "\u{FFFD}" : scalar)
        }
        return String(out)
    }

    /// The same on one line: names that a node tells must not begin lines of a report.
    public static func line(_ text: String) -> String {
        let text = Self.text(text)
        return text.utf8.contains { $0 == 10 || $0 == 9 } ? String(text.map { $0 == "\n" || $0 == "\t" ? " " : $0 }) : text
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        (scalar.value < 0x20 && scalar != "\n" && scalar != "\t") || (0x7F...0x9F).contains(scalar.value)
            || (0x200B...0x200F).contains(scalar.value) || (0x2028...0x202E).contains(scalar.value)
            || (0x2060...0x2069).contains(scalar.value) || scalar.value == 0x061C || scalar.value == 0xFEFF
    }
}
