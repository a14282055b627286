import Terminal
import Widgets

/// Draws a widget alone on a canvas, after telling it its size.
func drawn(
    _ widget: some Widget, _ width: Int, _ height: Int, _ glyphs: Glyphs = .utf8
) -> (canvas: Canvas, cursor: Point?) {
    var widget = widget
    let size = Size(width: width, height: height)
    widget.fit(size)
    var canvas = Canvas(size: size, charset: glyphs.charset)
    let cursor = widget.draw(on: &canvas, in: canvas.bounds, glyphs: glyphs)
    return (canvas, cursor)
}

extension Widget {
    /// Gives it keys one after the other; true when it used all of them.
    @discardableResult
    mutating func press(_ keys: Key...) -> Bool {
        var used = true
        for key in keys where !handle(key) { used = false }
        return used
    }

    /// Gives it a character key for each character.
    mutating func type(_ text: String) {
        for character in text { _ = handle(.character(character)) }
    }
}
