import Knowledge
import Planning
import Rendering
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
        HelpLine(KeyMap(screen.offers)).draw(on: &canvas, in: frame.help, glyphs: glyphs)
        return (canvas, cursor)
    }

    /// Presses keys; gives what came of all of them.
    @discardableResult
    mutating func press(_ keys: Key...) -> [Effect] { keys.flatMap { screen.press(one: $0) } }

    /// Moves down to the row that has a text; stays on the last one where none has.
    mutating func goDown(to text: String) {
        for _ in 0..<100 where !row.contains(text) { press(.down) }
    }

    @discardableResult
    mutating func type(_ text: String) -> [Effect] { text.flatMap { press(.character($0)) } }

    /// Presses a key until the cursor's row has a text; forty times at most.
    mutating func press(to text: String, by key: Key) {
        for _ in 0..<40 where !row.contains(text) { press(key) }
    }

    var text: String { drawn().canvas.text }

    /// The row on which the cursor stands.
    var row: String {
        let (canvas, cursor) = drawn()
        let rows = canvas.text.split(separator: "\n", omittingEmptySubsequences: false)
        return cursor.map { $0.y < rows.count ? String(rows[$0.y]) : "" } ?? ""
    }
}

/// A page in its frame on a screen of that size.
func drawn(_ screen: any Screen, _ width: Int, _ height: Int, _ glyphs: Glyphs = .utf8) -> (canvas: Canvas, cursor: Point?) {
    Page(screen, Size(width: width, height: height)).drawn(glyphs)
}

extension Screen {
    /// Presses keys as the loop does. Gives the effects of the last one.
    @discardableResult
    mutating func press(_ keys: Key...) -> [Effect] {
        var effects: [Effect] = []
        for key in keys { effects = press(one: key) }
        return effects
    }

    fileprivate mutating func press(one key: Key) -> [Effect] {
        let effects = receive(key)
        for effect in effects ?? [] { plan(effect) }
        return effects ?? []
    }

    /// Plans at once what the loop would plan in the background.
    private mutating func plan(_ effect: Effect) {
        guard case .plan(let answers) = effect,
            let context = PlanContext(answers, knowledge: Knowledge.planning, facts: [:], now: nil)
        else { return }
        _ = take(.planned(answers, RenderedPlan.plan(context)))
    }

    mutating func type(_ text: String) {
        for character in text { press(.character(character)) }
    }
}
