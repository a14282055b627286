import Terminal

/// A part of a screen: its state is its stored properties, its look a function of them.
public protocol Widget: Sendable {
    /// Acts on a key; false when it means nothing here, so that the page may use it.
    mutating func handle(_ key: Key) -> Bool
    /// Tells the size that it will be drawn in, for paging and scrolling. Call it when the layout changes.
    mutating func fit(_ size: Size)
    /// Draws into the rectangle and nowhere else. Changes no state.
    ///
    /// - Returns: where the real cursor belongs while this widget has the focus.
    @discardableResult
    func draw(on canvas: inout Canvas, in rect: Rect, glyphs: Glyphs) -> Point?
}

extension Widget {
    public mutating func handle(_ key: Key) -> Bool { false }
    public mutating func fit(_ size: Size) {}
}
