import Planning
import Terminal
import Text
import Widgets

/// Values that are needed before something can be done and that the node does not tell: a recipe's, or a plan's tokens and keys.
public struct FixValuesScreen: Screen {
    /// What the values are for.
    enum Purpose: Sendable {
        /// A recipe, with what was said before.
        case fix(rule: String, recipe: String, known: [String: String])
        case work(Undertaking)
    }

    private let title: String
    private let purpose: Purpose
    private let asked: [AskedValue]
    private(set) var fields: [TextField]
    private(set) var focus = 0
    private var pane = TextPane<Never>()

    init(_ title: String, _ asked: [AskedValue], for purpose: Purpose) {
        self.title = title
        self.asked = asked
        self.purpose = purpose
        fields = asked.map { TextField(placeholder: $0.example.isEmpty ? "" : "such as \($0.example)", isSecret: $0.isSecret) }
        write()
    }

    /// The page that asks for what an undertaking needs.
    public init(_ asked: [AskedValue], for undertaking: Undertaking) {
        self.init("What the plan needs from you", asked, for: .work(undertaking))
    }

    public var crumb: String { "Values" }
    public var isTyping: Bool { true }

    public enum Action: Hashable, Sendable {
        case goOn, next, previous
    }

    public var bindings: [Binding<Action>] {
        [
            Binding(
                .goOn, .enter, help: missing == nil ? "show what would be done" : "next",
                description: "Take the value; with all of them, show what would be done."),
            Binding(.next, .tab, .down, help: "next", description: "Go to the next field.", inHelpLine: fields.count > 1),
            Binding(.previous, .backTab, .up, help: "previous", description: "Go to the previous field.", inHelpLine: false),
        ]
    }

    /// The first field without a value.
    private var missing: Int? { fields.firstIndex { $0.text.trimmed.isEmpty } }

    public var message: StyledText? { StyledText("Nothing has been changed.", .muted) }

    public mutating func fit(_ size: Size) { pane.fit(Rect(size).splitTop(rows).rest.size) }

    /// Rows of the title and the fields, each with its name above.
    private var rows: Int { 3 + 2 * fields.count }

    public mutating func act(_ action: Action) -> [Effect] {
        switch action {
        case .next: focus = (focus + 1) % max(1, fields.count)
        case .previous: focus = (focus + fields.count - 1) % max(1, fields.count)
        case .goOn:
            guard let missing else { return Self.given(answers, purpose) }
            let isHere = missing == focus
            focus = missing
            write()
            return isHere ? [.say("A value is needed here. \(asked[missing].says)")] : []
        }
        write()
        return []
    }

    private var answers: [String: String] {
        Dictionary(zip(asked, fields).map { ($0.name, $1.text.trimmed) }) { $1 }
    }

    private static func given(_ answers: [String: String], _ purpose: Purpose) -> [Effect] {
        switch purpose {
        case .fix(let rule, let recipe, let known):
            [.open(.fix(rule: rule, recipe: recipe, answers: known.merging(answers) { $1 }))]
        // They may be secret: they go to whoever needs them and stay on no page.
        case .work(let undertaking): [.close, .give(answers), .prepare(undertaking, skipping: [])]
        }
    }

    public mutating func handle(_ key: Key) -> [Effect]? {
        guard fields.indices.contains(focus), fields[focus].handle(key) else { return nil }
        return []
    }

    private mutating func write() {
        guard asked.indices.contains(focus) else { return }
        pane.set([StyledText(asked[focus].says, .notice)])
    }

    @discardableResult
    public func draw(on canvas: inout Canvas, in rect: Rect, glyphs: Glyphs) -> Point? {
        canvas.write(StyledText(title, .title), in: rect.row(0), glyphs: glyphs)
        var place: Point?
        for (index, field) in fields.enumerated() {
            let name = StyledText((index == focus ? glyphs.selection : " ") + " " + asked[index].name, .title)
            canvas.write(name, in: rect.row(2 + 2 * index), glyphs: glyphs)
            let cursor = field.draw(on: &canvas, in: rect.row(3 + 2 * index).splitLeft(2).rest, glyphs: glyphs)
            if index == focus { place = cursor }
        }
        pane.draw(on: &canvas, in: rect.splitTop(rows).rest, glyphs: glyphs)
        return place
    }

    /// One value a question; the answer leads to the question after it.
    public func plain() -> PlainPage {
        guard let first = asked.first else { return PlainPage([title]) }
        let (purpose, rest) = (purpose, Array(asked.dropFirst()))
        return PlainPage(
            [title, first.says],
            prompt: .init("Type \(first.name)") { text in
                if case .work(let undertaking) = purpose, !rest.isEmpty {
                    return [.close, .give([first.name: text]), .open(.values(rest, for: undertaking))]
                }
                return Self.given([first.name: text], purpose)
            })
    }
}

/// A value that a person is asked for.
public struct AskedValue: Sendable, Hashable {
    public var name: String
    /// What it is: whole sentences.
    public var says: String
    public var example: String
    /// Whether what is typed is hidden.
    public var isSecret: Bool

    public init(_ name: String, says: String, example: String = "", isSecret: Bool = false) {
        self.name = name
        self.says = says
        self.example = example
        self.isSecret = isSecret
    }
}
