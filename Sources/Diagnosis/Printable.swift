/// Text from a node as it may be shown: logs and files can hold escape sequences that would act on a terminal.
public enum Printable {
    /// Control characters but tab and newline become U+FFFD, and so do those that steer the direction of text or have no width,
    /// which can make a line read as another one. A colour sequence (CSI, ECMA-48 section 5.4) goes as a whole.
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

    /// The same on one line: where a line's place tells what it is, none may be forged with a newline.
    public static func line(_ text: String) -> String {
        let text = Printable.text(text)
        guard text.unicodeScalars.contains(where: { $0 == "\n" || $0 == "\t" }) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\n" || $0 == "\t" ? " " : $0 }))
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        (scalar.value < 0x20 && scalar != "\n" && scalar != "\t") || (0x7F...0x9F).contains(scalar.value)
            || (0x200B...0x200F).contains(scalar.value) || scalar.value == 0x2060 || scalar.value == 0xFEFF
            || (0x2028...0x202E).contains(scalar.value)
            || (0x2066...0x2069).contains(scalar.value) || scalar.value == 0x061C
    }
}
