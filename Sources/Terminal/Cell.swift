/// One place of a canvas.
public struct Cell: Sendable, Equatable {
    /// The character; a space where nothing was written.
    public internal(set) var scalar: Unicode.Scalar
    /// Combining characters on it, at most four.
    public internal(set) var marks: [Unicode.Scalar]
    public internal(set) var style: Style
    /// 1 or 2 columns; 0 is the right half of the wide character before it.
    public internal(set) var width: UInt8

    init(_ scalar: Unicode.Scalar = " ", style: Style = .text, width: UInt8 = 1) {
        self.scalar = scalar
        self.marks = []
        self.style = style
        self.width = width
    }

    /// The character with its marks; empty for the right half of a wide one.
    public var text: String {
        if width == 0 { return "" }
        var text = String(Character(scalar))
        text.unicodeScalars.append(contentsOf: marks)
        return text
    }
}
