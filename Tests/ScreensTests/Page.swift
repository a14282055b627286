import Screens
import Terminal
import Widgets

/// A screen in its frame, as the program draws it.
struct Page {
    var screen: any Screen
    let size: Size

    init(_ screen: any Screen, _ size: Size = Size(width: 80, height: 24)) {
        self.screen = screen
        self.size = size
        if let frame = PageFrame(size) { self.screen.fit(frame.content.size) }
    }

    func drawn(_ glyphs: Glyphs = .utf8) -> (canvas: Canvas, cursor: Point?) {
        var canvas = Canvas(size: size, charset: glyphs.charset)
        guard let frame = PageFrame(size) else { return (canvas, nil) }
        Breadcrumb(screen is HomeScreen ? [screen.crumb] : ["drydock", screen.crumb], node: "cp1 control-plane").draw(
            on: &canvas, in: frame.crumbs, glyphs: glyphs)
        let cursor = screen.draw(on: &canvas, in: frame.content, glyphs: glyphs)
        if let message = screen.message { canvas.write(message, in: frame.message, glyphs: glyphs) }
        HelpLine(KeyMap(screen.bindings)).draw(on: &canvas, in: frame.help, glyphs: glyphs)
        return (canvas, cursor)
    }

    /// Presses a key as the loop does: while typing the page has it first, else its bindings.
    @discardableResult
    mutating func press(_ keys: Key...) -> [Effect] {
        var effects: [Effect] = []
        for key in keys {
            if screen.isTyping, let done = screen.handle(key) {
                effects += done
            } else if let binding = KeyMap(screen.bindings).binding(for: key) {
                if binding.disabled == nil { effects += screen.act(binding.name) }
            } else {
                effects += screen.handle(key) ?? []
            }
        }
        return effects
    }

    @discardableResult
    mutating func type(_ text: String) -> [Effect] { text.flatMap { press(.character($0)) } }

    var text: String { drawn().canvas.text }

    /// The row on which the cursor stands.
    var row: String {
        let (canvas, cursor) = drawn()
        let rows = canvas.text.split(separator: "\n", omittingEmptySubsequences: false)
        return cursor.map { $0.y < rows.count ? String(rows[$0.y]) : "" } ?? ""
    }
}
