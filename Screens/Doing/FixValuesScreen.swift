import Planning
import Terminal
import Text
import Widgets

/// The values that a recipe needs and the node does not tell.
public struct FixValuesScreen: Screen {
    private let rule: String
    private let recipe: Recipe
    private let asked: [RecipeParam]
    /// What was said before, by the parameter's name.
    private let known: [String: String]
    private(set) var fields: [TextField]
    private(set) var focus = 0
    private var pane = TextPane<Never>()

    init(rule: String, plan: RecipePlan, answers: [String: String]) {
        self.rule = rule
        recipe = plan.recipe
        asked = plan.asked
        known = answers
        fields = asked.map { TextField(placeholder: "such as \($0.example)") }
        write()
    }

    public var crumb: String { "Fix" }
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
    private var missing: Int? { fields.firstIndex { $0.text.allSatisfy(\.isWhitespace) } }

    public var message: StyledText? { StyledText("Nothing has been changed.", .muted) }

    public mutating func fit(_ size: Size) { pane.fit(Rect(size).splitTop(rows).rest.size) }

    /// Rows of the title and the fields, each with its name above.
    private var rows: Int { 2 + 2 * fields.count + 1 }

    public mutating func act(_ action: Action) -> [Effect] {
        switch action {
        case .next: focus = (focus + 1) % max(1, fields.count)
        case .previous: focus = (focus + fields.count - 1) % max(1, fields.count)
        case .goOn:
            guard let missing else { return [.open(.fix(rule: rule, recipe: recipe.id, answers: answers))] }
            let isHere = missing == focus
            focus = missing
            if isHere {
                return [
                    .say("\(asked[missing].ask ?? asked[missing].name) A value is needed, such as \(asked[missing].example).")
                ]
            }
        }
        write()
        return []
    }

    private var answers: [String: String] {
        known.merging(zip(asked, fields).map { ($0.name, $1.text.trimmed) }.filter { !$0.1.isEmpty }) { $1 }
    }

    public mutating func handle(_ key: Key) -> [Effect]? {
        guard fields.indices.contains(focus), fields[focus].handle(key) else { return nil }
        return []
    }

    private mutating func write() {
        let indent = StyledText("   ")
        var lines: [StyledText] = []
        if asked.indices.contains(focus), let ask = asked[focus].ask {
            lines += [indent + StyledText("\(ask) Such as \(asked[focus].example).", .notice), ""]
        }
        pane.set(lines + [indent + StyledText(recipe.about)])
    }

    @discardableResult
    public func draw(on canvas: inout Canvas, in rect: Rect, glyphs: Glyphs) -> Point? {
        canvas.write(StyledText(recipe.title, .title), in: rect.row(0), glyphs: glyphs)
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

    /// One value a question; the answer opens the question after it.
    public func plain() -> PlainPage {
        guard let param = asked.first else { return PlainPage([recipe.title]) }
        let (rule, id, known) = (rule, recipe.id, known)
        return PlainPage(
            [recipe.title, param.ask ?? param.name],
            prompt: .init("Type a value, such as \(param.example)") { text in
                [.open(.fix(rule: rule, recipe: id, answers: known.merging([param.name: text]) { $1 }))]
            })
    }
}
