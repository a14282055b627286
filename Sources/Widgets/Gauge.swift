import Terminal

/// A share of a whole as a bar, a percentage and a word: `[#####.....]  52% used`.
public struct Gauge: Widget, Equatable {
    /// 0 to 1; what lies outside is drawn as the nearest.
    public var share: Double
    public var word: String
    /// Colours the bar and the word.
    public var role: Role

    public init(_ share: Double, _ word: String, role: Role = .text) {
        self.share = share
        self.word = word
        self.role = role
    }

    /// Whole percent, rounded down so that only a full bar says 100.
    public var percent: Int {
        share.isNaN ? 0 : Int(min(max(0, share), 1) * 100)
    }

    @discardableResult
    public func draw(on canvas: inout Canvas, in rect: Rect, glyphs: Glyphs) -> Point? {
        let digits = String(percent)
        let label = String(repeating: " ", count: 4 - digits.count) + digits + "% " + word
        let room = rect.width - CellWidth.of(label)
        let width = min(40, room >= 5 ? room : 0)
        var text = StyledText()
        if width > 0 { text += Gauge.bar(share, width: width, glyphs: glyphs, role: role) }
        text.append(label, role)
        canvas.write(text, in: rect.row(0), glyphs: glyphs)
        return nil
    }

    /// The bar alone, with brackets, in that many columns.
    public static func bar(_ share: Double, width: Int, glyphs: Glyphs, role: Role) -> StyledText {
        let inner = max(0, width - 2)
        let exact = share.isNaN ? 0 : min(max(0, share), 1) * Double(inner)
        // Something is never nothing, and not all is never all.
        var full = Int(exact)
        if full == 0 && exact > 0 { full = min(1, inner) }
        var bar = StyledText("[", .muted)
        bar.append(String(repeating: glyphs.barFull, count: full), role)
        bar.append(String(repeating: glyphs.barEmpty, count: inner - full), .muted)
        bar.append("]", .muted)
        return bar
    }
}
