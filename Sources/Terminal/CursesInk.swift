import CTerminal

/// Puts cells on the screen with the attributes and the colour pair that a theme gives them.
final class CursesInk {
    private let theme: Theme
    private let depth: ColourDepth
    /// By role and emphasis, filled as they are used.
    private var ready: [Style: (attributes: UInt32, pair: Int32)] = [:]

    init(theme: Theme, depth: ColourDepth) {
        self.theme = theme
        self.depth = depth
    }

    /// - Parameter isLastColumn: a wide character there would wrap; its place stays blank.
    func put(_ cell: Cell, x: Int, y: Int, isLastColumn: Bool) {
        if cell.width == 0 { return }
        let (attributes, pair) = attributes(of: cell.style)
        var scalars = [isLastColumn && cell.width == 2 ? 0x20 : cell.scalar.value]
        for mark in cell.marks { scalars.append(mark.value) }
        ct_put(Int32(y), Int32(x), scalars, Int32(scalars.count), attributes, pair)
    }

    private func attributes(of style: Style) -> (attributes: UInt32, pair: Int32) {
        if let known = ready[style] { return known }
        let paint = theme.paint(for: style.role, at: depth)
        let emphasis = paint.emphasis.union(style.emphasis)
        let pair = depth == .none ? 0 : ct_pair(Int32(paint.foreground ?? -1), Int32(paint.background ?? -1))
        let made = (UInt32(emphasis.rawValue), pair)
        ready[style] = made
        return made
    }
}
