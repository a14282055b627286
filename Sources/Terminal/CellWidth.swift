import CTerminal

/// How many columns characters take: the one place where widths are asked for.
public enum CellWidth {
    /// Columns of a character: 0 for what is drawn onto the character before it, 1 or 2 for the rest.
    ///
    /// A control character counts 1, because a canvas shows a stand-in for it.
    public static func of(_ scalar: Unicode.Scalar) -> Int {
        if scalar.value >= 0x20 && scalar.value < 0x7F { return 1 }
        let width = Int(ct_width(scalar.value))
        return width < 0 ? 1 : width
    }

    /// Whether libc takes it for a character that a terminal shows.
    static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        ct_width(scalar.value) >= 0
    }

    /// Columns of a text.
    public static func of(_ text: some StringProtocol) -> Int {
        var width = 0
        for scalar in text.unicodeScalars { width += of(scalar) }
        return width
    }

    /// As much of the text's beginning as fits into that many columns.
    public static func prefix(of text: String, columns: Int) -> Substring {
        var width = 0
        var index = text.unicodeScalars.startIndex
        while index < text.unicodeScalars.endIndex {
            width += of(text.unicodeScalars[index])
            if width > columns { break }
            text.unicodeScalars.formIndex(after: &index)
        }
        return text[..<index]
    }
}
