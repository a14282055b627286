import Diagnosis
import Lookup
import Planning
import Terminal
import Text
import Widgets
import Wizard

/// Finds which known problems a pasted error text shows.
public struct ExplainScreen: Screen {
    private(set) var field: TextField
    /// The whole text, where more than one line was pasted.
    private(set) var pasted: String?
    public private(set) var isTyping: Bool
    private(set) var list = ListView<String>([])
    private var session: Session
    private var answers: [String: Explanation] = [:]
    private var state = State.empty
    private var content = Size(width: 80, height: 21)
    private var preview = TextPane<Never>([], hanging: FindingText.indent)
    /// What the page was opened with, explained when it is first shown.
    private var asked: String?
    /// The text that is being searched.
    private var sought: String?

    private enum State { case empty, searching, matched, near, nothing }

    public init(_ session: Session, text: String) {
        self.session = session
        let text = Self.trimmed(text)
        let isLong = text.contains("\n")
        field = TextField(isLong ? "" : text, placeholder: "paste or type an error text, then Enter")
        pasted = isLong ? text : nil
        isTyping = true
        asked = text.isEmpty ? nil : text
        list.hasFilter = false
    }

    public var crumb: String { "Explain" }

    public enum Action: Hashable, Sendable {
        case explain, answers, clear, open, text, new
        case list(ListAction)
    }

    public var bindings: [Binding<Action>] {
        if isTyping {
            var out = [
                Binding(Action.explain, .enter, help: "explain", description: "Find the known problems that match this text."),
                Binding(
                    .answers, .tab, .backTab, .down, help: "to the answers", description: "Go from the text to the answers.",
                    inHelpLine: !list.rows.isEmpty),
            ]
            if !text.isEmpty { out.append(Binding(.clear, .escape, help: "clear", description: "Clear the text.")) }
            return out
        }
        return [
            Binding(.open, .enter, help: "open", description: "Read about the selected problem and how to fix it."),
            Binding(.text, .tab, .backTab, .character("/"), help: "to the text", description: "Go back to the text."),
            Binding(.new, .character("n"), help: "new text", description: "Start over with another text."),
        ] + list.bindings.map { $0.map(Action.list) }
    }

    public var message: StyledText? {
        switch state {
        case .empty: nil
        case .searching: StyledText("Searching the error texts.", .notice)
        case .matched: StyledText(Count.of(answers.count, "known problem") + ", best match first.", .notice)
        case .near: StyledText("No known problem matches this text; a search finds these pages.", .warning)
        case .nothing: StyledText("No known problem matches this text, and none is close.", .warning)
        }
    }

    private var text: String { pasted ?? field.text }

    public mutating func shown() -> [Effect] {
        guard let asked else { return [] }
        self.asked = nil
        return seek(asked)
    }

    private func listRect(_ rect: Rect) -> Rect { rect.listArea.splitTop(2).rest }

    public mutating func fit(_ size: Size) {
        content = size
        list.fit(listRect(Rect(size)).size)
        showPreview()
    }

    private mutating func showPreview() {
        let side = Rect(content).preview?.preview
        guard let area = side ?? Rect(content).details?.details else { return }
        preview.fit(area.size)
        preview.set(list.selected.flatMap { answers[$0] }.map { side == nil ? summary($0) : paragraphs($0) } ?? [])
    }

    /// What it comes to, the line that shows it and what to do, in a few rows.
    private func summary(_ answer: Explanation) -> [StyledText] {
        var lines = [StyledText(answer.says)]
        let line = StyledText(LogText.cleaned(answer.line), .notice)
        lines.append(StyledText(answer.count > 0 ? "The line: " : "Found by: ", .muted) + line)
        if let recipe = answer.recipes.lazy.compactMap(session.recipe).first {
            lines.append(StyledText("Fix: ", .muted) + StyledText(recipe.title, .good))
        }
        return lines.map { "  " + $0 }
    }

    /// Said where the answers will stand.
    private static let introduction: [StyledText] = [
        "Paste lines from a log, kubectl or kubeadm above, as many as you have; a whole log works too.",
        "",
        "The known problems that match the text are listed here, each with its fix. The search runs on this machine only.",
    ].map { StyledText($0, .muted) }

    private func paragraphs(_ answer: Explanation) -> [StyledText] {
        let indent = StyledText(String(repeating: " ", count: FindingText.indent))
        var lines = [
            StyledText(answer.title, .title), indent + StyledText(answer.says), "",
            StyledText(answer.count > 0 ? "The line" : "Found by", .title),
        ]
        lines.append(indent + StyledText(LogText.cleaned(answer.line), .notice))
        let recipes = answer.recipes.compactMap(session.recipe)
        if !recipes.isEmpty { lines += ["", StyledText("Fix", .title)] + recipes.map { indent + StyledText($0.title) } }
        return lines
    }

    public mutating func act(_ action: Action) -> [Effect] {
        switch action {
        case .explain: return explain()
        case .open: return open()
        case .answers: if !list.rows.isEmpty { isTyping = false }
        case .text: isTyping = true
        case .clear: clear()
        case .new:
            clear()
            isTyping = true
        case .list(let action):
            list.act(action)
            showPreview()
        }
        return []
    }

    /// A problem by its severity; a recipe that is found by its texts is only worth knowing.
    private func mark(_ answer: Explanation) -> StatusMark {
        state == .near || answer.isNear ? .unknown : session.rule(answer.id).map { StatusMark($0.severity) } ?? .notice
    }

    private func open() -> [Effect] {
        guard let id = list.selected else { return [] }
        return Self.page(id, answers[id]?.recipes ?? [], session).map { [.open($0)] } ?? []
    }

    /// The page of a problem: a rule's, a recipe's, or the first recipe of what is neither.
    private static func page(_ id: String, _ recipes: [String], _ session: Session) -> Route? {
        if session.rule(id) != nil { return .finding(rule: id) }
        return ([id] + recipes).first { session.recipe($0) != nil }.map { .recipe(id: $0) }
    }

    public mutating func handle(_ key: Key) -> [Effect]? {
        if case .paste(let text) = key { return take(paste: text) }
        if case .mouse(let mouse) = key, mouse.action == .press {
            guard let row = list.row(at: mouse.point, in: listRect(Rect(content))) else { return nil }
            isTyping = false
            if row == list.selected { return open() }
            list.select(row)
            showPreview()
            return []
        }
        if isTyping {
            if pasted != nil, case .character = key { pasted = nil }
            return field.handle(key) ? [] : nil
        }
        if key == .up, list.selected == list.rows.first?.id {
            isTyping = true
            return []
        }
        guard list.handle(key) else { return nil }
        showPreview()
        return []
    }

    /// Without the line ends and blanks at its end, which a terminal's selection often brings along.
    private static func trimmed(_ text: String) -> String {
        var text = text
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return text
    }

    private mutating func take(paste text: String) -> [Effect] {
        isTyping = true
        let lines = Self.trimmed(text)
        if lines.contains("\n") {
            pasted = lines
            field.text = ""
            return explain()
        }
        pasted = nil
        _ = field.handle(.paste(lines))
        return []
    }

    private mutating func explain() -> [Effect] {
        guard text.contains(where: { !$0.isWhitespace }) else { return [.say("There is no text to explain yet.")] }
        return seek(text)
    }

    private mutating func seek(_ text: String) -> [Effect] {
        state = .searching
        sought = text
        return [.explain(text)]
    }

    private static func kind(_ page: Recipe?) -> String { page?.isState == true ? "state" : "recipe" }

    /// Begins anew: no text, and no answers to another one.
    private mutating func clear() {
        pasted = nil
        field.text = ""
        sought = nil
        forget()
    }

    private mutating func forget() {
        state = .empty
        answers = [:]
        list.set([])
        showPreview()
    }

    public mutating func take(_ event: ScreenEvent) -> [Effect] {
        switch event {
        case .session(let session): self.session = session
        case .explained(let text, let matches, let nearest):
            // An answer to an older text says nothing about this one.
            guard text == self.text else {
                if text == sought { forget() }
                return []
            }
            let shown = matches.isEmpty ? nearest : matches
            state = !matches.isEmpty ? .matched : nearest.isEmpty ? .nothing : .near
            answers = Dictionary(shown.map { ($0.id, $0) }) { first, _ in first }
            list.set(
                shown.map { answer in
                    let lines =
                        (answer.count > 1 ? Count.of(answer.count, "line") + "  " : "")
                        + (session.rule(answer.id)?.area ?? Self.kind(session.recipe(answer.id)))
                    return ListRow(
                        answer.id, StyledText(answer.title), note: StyledText(lines, .muted),
                        mark: mark(answer))
                })
            if let first = shown.first {
                list.select(first.id)
                isTyping = false
            }
            showPreview()
        case .captured, .watched, .files, .planned, .machines, .setup, .work, .runs: break
        }
        return []
    }

    @discardableResult
    public func draw(on canvas: inout Canvas, in rect: Rect, glyphs: Glyphs) -> Point? {
        let area = rect.listArea
        var place: Point?
        let row = area.row(0)
        if let pasted {
            let lines = pasted.split(separator: "\n", omittingEmptySubsequences: false).count
            let first = pasted.prefix { $0 != "\n" }
            canvas.fill(row, style: Style(.input))
            canvas.write(
                "\(lines) lines pasted: \(LogText.cleaned(String(first)))", cutIn: row, glyphs: glyphs, style: Style(.input))
            if isTyping { place = row.origin }
        } else {
            let cursor = field.draw(on: &canvas, in: row, glyphs: glyphs)
            if isTyping { place = cursor }
        }
        preview.draw(besideListIn: rect, on: &canvas, glyphs: glyphs)
        if state == .empty {
            let below = listRect(rect)
            for (index, line) in Self.introduction.flatMap({ $0.wrapped(to: below.width) }).enumerated() {
                canvas.write(line, in: below.row(index), glyphs: glyphs)
            }
        }
        guard !list.rows.isEmpty else { return place }
        var shown = list
        shown.isFocused = !isTyping
        let selected = shown.draw(on: &canvas, in: listRect(rect), glyphs: glyphs)
        return place ?? selected
    }

    public func plain() -> PlainPage {
        var lines = message.map { [$0.plain] } ?? Self.introduction.map(\.plain).filter { !$0.isEmpty }
        var choices: [PlainPage.Choice] = []
        for row in list.rows {
            guard let answer = answers[row.id] else { continue }
            lines += [answer.title + ".", "  " + answer.says, "  The line: " + LogText.cleaned(answer.line)]
            guard let page = Self.page(answer.id, answer.recipes, session) else { continue }
            choices.append(.init(answer.title, [.open(page)]))
        }
        return PlainPage(lines, choices: choices, prompt: .init("Type an error text") { [.open(.explain(text: $0))] })
    }
}
