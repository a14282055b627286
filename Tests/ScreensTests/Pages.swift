import Screens
import Terminal
import Widgets

/// Draws a page as the loop does: told its size first, in the content area of a screen of that size.
func drawn(_ screen: any Screen, _ width: Int, _ height: Int, _ glyphs: Glyphs = .utf8) -> (canvas: Canvas, cursor: Point?) {
    var screen = screen
    let size = Size(width: width, height: height)
    var canvas = Canvas(size: size, charset: glyphs.charset)
    let content = PageFrame(size)?.content ?? Rect(size)
    screen.fit(content.size)
    let cursor = screen.draw(on: &canvas, in: content, glyphs: glyphs)
    if let message = screen.message {
        canvas.write(message, in: PageFrame(size)?.message ?? .init(x: 0, y: 0, width: 0, height: 0), glyphs: glyphs)
    }
    return (canvas, cursor)
}

extension Screen {
    /// Presses keys as the loop does: what is bound acts, the rest is offered. Gives the effects of the last key.
    @discardableResult
    mutating func press(_ keys: Key...) -> [Effect] {
        var effects: [Effect] = []
        for key in keys {
            if isTyping, let taken = handle(key) {
                effects = taken
            } else if let binding = KeyMap(bindings).binding(for: key) {
                effects = binding.disabled == nil ? act(binding.name) : [.say(binding.disabled ?? "")]
            } else {
                effects = handle(key) ?? []
            }
        }
        return effects
    }

    mutating func type(_ text: String) {
        for character in text { press(.character(character)) }
    }
}
