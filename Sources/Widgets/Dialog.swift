import Terminal

/// Asks before something is done.
///
/// *Cancel* has the focus; what cannot be undone wants a word typed.
public struct Dialog: Widget, Equatable {
    public enum Outcome: Sendable, Equatable {
        case open
        case cancelled
        case confirmed
    }

    enum Part: Sendable {
        case field
        case cancel
        case confirm
    }

    public let title: String
    /// What will happen, and to which node.
    public let body: [StyledText]
    /// The word on the button: `Restart`.
    public let verb: String
    /// What must be typed before the button works; nil when no word is asked for.
    public let word: String?
    public private(set) var outcome = Outcome.open
    public private(set) var field = TextField()
    private(set) var focus = Part.cancel
    private var top = 0

    public init(_ title: String, body: [StyledText], verb: String, word: String? = nil) {
        self.title = title
        self.body = body
        self.verb = verb
        self.word = word
    }

    /// What its keys do.
    public enum Action: Hashable, Sendable {
        case next, previous, press, cancel, up, down
    }

    public var bindings: [Binding<Action>] {
        // In the field the arrows move in the text.
        let (right, left): ([Key], [Key]) = focus == .field ? ([], []) : ([.right], [.left])
        var next = Binding(Action.next, .tab, help: "the other button", description: "Go from one button to the other.")
        next.keys += right
        var previous = Binding(
            Action.previous, .backTab, help: "previous button", description: "Go to the previous button.", inHelpLine: false)
        previous.keys += left
        return [
            next, previous, Binding(.press, .enter, help: "press it", description: "Press the selected button."),
            Binding(.cancel, .escape, help: "cancel", description: "Cancel; nothing happens."),
            Binding(.up, .up, help: "up", description: "Go up in the text.", inHelpLine: false),
            Binding(.down, .down, help: "down", description: "Go down in the text.", inHelpLine: false),
        ]
    }

    /// Whether the button that does it works.
    public var isReady: Bool { word == nil || field.text == word }

    public mutating func handle(_ key: Key) -> Bool {
        // A dialog keeps every key: what lies under it must not act.
        switch KeyMap(bindings).binding(for: key)?.action {
        case .cancel?: outcome = .cancelled
        case .next?: move(by: 1)
        case .previous?: move(by: -1)
        case .up?: top = max(0, top - 1)
        case .down?: top = min(max(0, body.count * 4), top + 1)
        case .press?: enter()
        case nil: if word != nil, field.handle(key) { focus = .field }
        }
        return true
    }

    private mutating func move(by step: Int) {
        let parts: [Part] = word == nil ? [.cancel, .confirm] : [.field, .cancel, .confirm]
        let index = parts.firstIndex(of: focus) ?? 0
        focus = parts[(index + step + parts.count) % parts.count]
    }

    /// Enter in the field only goes on to the button, so that one key press too many does nothing.
    private mutating func enter() {
        switch focus {
        case .cancel: outcome = .cancelled
        case .confirm where isReady: outcome = .confirmed
        case .confirm: break
        case .field where isReady: focus = .confirm
        case .field: break
        }
    }

    @discardableResult
    public func draw(on canvas: inout Canvas, in rect: Rect, glyphs: Glyphs) -> Point? {
        let width = min(64, rect.width)
        let inner = width - 4
        let lines = body.flatMap { $0.wrapped(to: inner) }
        let fixed = 4 + (word == nil ? 0 : 3)
        let height = min(rect.height, lines.count + fixed)
        let frame = rect.centred(Size(width: width, height: height))
        canvas.fill(frame)
        canvas.box(frame, glyphs: glyphs, style: Style(.warning), title: title)
        let inside = frame.inset(x: 2, y: 1)
        let (upper, buttons) = inside.splitBottom(1)
        let (text, lower) = upper.splitTop(min(lines.count, upper.height - (fixed - 3)))
        let first = max(0, min(top, lines.count - text.height))
        for y in 0..<text.height { canvas.write(lines[first + y], in: text.row(y), glyphs: glyphs) }
        if lines.count > text.height && text.height > 0 {
            let sign = first + text.height < lines.count ? glyphs.moreBelow : glyphs.moreAbove
            canvas.write(sign, at: Point(x: frame.maxX - 2, y: text.maxY - 1), in: frame, style: Style(.muted))
        }
        var place: Point?
        if let word {
            canvas.write(StyledText("Type \(word) to continue:", isReady ? .muted : .warning), in: lower.row(1), glyphs: glyphs)
            let cursor = field.draw(on: &canvas, in: lower.row(2), glyphs: glyphs)
            if focus == .field { place = cursor }
        }
        place = drawButtons(on: &canvas, in: buttons, glyphs: glyphs) ?? place
        return place.flatMap { frame.contains($0) ? $0 : nil }
    }

    private func drawButtons(on canvas: inout Canvas, in row: Rect, glyphs: Glyphs) -> Point? {
        let cancel = StyledText(spans: [.init("[ Cancel ]", Style(focus == .cancel ? .focus : .text))])
        let role: Role = focus == .confirm ? .focus : isReady ? .warning : .muted
        let confirm = StyledText(spans: [.init("[ \(verb) ]", Style(role))])
        let start = max(row.x, row.maxX - cancel.width - 2 - confirm.width)
        let area = Rect(x: start, y: row.y, width: row.maxX - start, height: row.height)
        canvas.write(cancel + "  " + confirm, in: area, glyphs: glyphs)
        switch focus {
        case .field: return nil
        case .cancel: return Point(x: start + 2, y: row.y)
        case .confirm: return Point(x: start + cancel.width + 4, y: row.y)
        }
    }
}
