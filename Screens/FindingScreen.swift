import Diagnosis
import Planning
import Terminal
import Widgets
import Wizard

/// One rule on this node: what was found, how to fix it, what shows it, why it matters, and when it is wrong.
public struct FindingScreen: Screen {
    private var session: Session
    private var planner: RecipePlanner
    let rule: String
    private(set) var text: FindingText
    private(set) var pane: TextPane<Route>
    private var content = Size(width: 80, height: 21)
    private var preview = TextPane<Never>([], hanging: RecipePage.indent)

    public init(_ session: Session, rule: String) {
        planner = session.planner(for: rule)
        self.session = session
        self.rule = rule
        text = FindingText(session, rule: rule)
        pane = TextPane(text.paragraphs, hanging: FindingText.indent, links: text.links)
    }

    public var crumb: String { rule }
    public var isTyping: Bool { pane.isTyping }

    private var isFound: Bool { if case .found = text.status { true } else { false } }

    private var opens: String {
        switch pane.selectedLink {
        case .recipe?: "the recipe"
        case .finding?: "that finding"
        case .setup?: "the wizard"
        default: "open"
        }
    }

    public enum Action: Hashable, Sendable {
        case open, fix, why, copy, lookAgain
        case pane(PaneAction)
    }

    public var bindings: [Binding<Action>] {
        let search = pane.searchBindings.map { $0.map(Action.pane) }
        if pane.isTyping { return search }
        let open = Binding(
            Action.open, .enter, help: opens, description: "Open the recipe, plan or finding that is selected.",
            disabled: pane.selectedLink == nil ? "There is no recipe, plan or finding in view. Tab goes to the next." : nil)
        let fix = Binding(
            Action.fix, .character("f"), help: "fix", description: "Show what would be done about this, and do it.",
            disabled: isFound ? nil : "This is not found on this node; there is nothing to fix.")
        return [open, fix] + pane.linkBindings.map { $0.map(Action.pane) }
            + [
                Binding(.why, .character("w"), help: "why", description: "Go to the reason why this matters."),
                Binding(.copy, .character("y"), help: "copy", description: "Copy this page as text."),
                Binding(
                    .lookAgain, .character("r"), .function(5), help: "check again",
                    description: "Check the node again and see whether this has cleared."),
            ] + search
    }

    public mutating func fit(_ size: Size) {
        content = size
        pane.fit((Rect(size).preview?.list ?? Rect(size)).size)
        showPreview()
    }

    private mutating func showPreview() {
        guard let area = Rect(content).preview?.preview else { return }
        preview.fit(area.size)
        switch pane.selectedLink {
        case .recipe(let id, _)?: preview.set(session.recipe(id).map { RecipePage(planner.plan($0)).paragraphs } ?? [])
        case .finding(let id)?: preview.set(FindingText(session, rule: id).paragraphs)
        default: preview.set([])
        }
    }

    public mutating func act(_ action: Action) -> [Effect] {
        switch action {
        case .open: return pane.opened
        case .fix: return [.open(.fix(rule: rule))]
        case .why: text.why.map { pane.show(paragraph: $0 - 1) }
        case .copy: return [.copy(text.lines.joined(separator: "\n") + "\n")]
        case .lookAgain: return [.examine]
        case .pane(let action): pane.act(action)
        }
        showPreview()
        return []
    }

    public mutating func handle(_ key: Key) -> [Effect]? {
        guard let effects = pane.follow(key, in: Rect(content).preview?.list ?? Rect(content)) else { return nil }
        showPreview()
        return effects
    }

    public mutating func take(_ event: ScreenEvent) -> [Effect] {
        guard case .session(let session) = event else { return [] }
        self.session = session
        planner = session.planner(for: rule)
        text = FindingText(session, rule: rule)
        pane.set(text.paragraphs, links: text.links)
        showPreview()
        return []
    }

    @discardableResult
    public func draw(on canvas: inout Canvas, in rect: Rect, glyphs: Glyphs) -> Point? {
        guard let split = rect.preview else { return pane.draw(on: &canvas, in: rect, glyphs: glyphs) }
        canvas.rule(split.rule, glyphs: glyphs)
        preview.draw(on: &canvas, in: split.preview, glyphs: glyphs)
        return pane.draw(on: &canvas, in: split.list, glyphs: glyphs)
    }

    public func plain() -> PlainPage {
        let choices = text.links.sorted { $0.key < $1.key }.map { index, route -> PlainPage.Choice in
            let words = text.lines[index].drop { $0 == " " }
            return .init("\(Self.kind(route))\(words)", [.open(route)])
        }
        let fix = isFound ? [PlainPage.Choice("Fix it: show what would be done", [.open(.fix(rule: rule))])] : []
        return PlainPage(text.lines, choices: fix + choices)
    }

    /// What a choice of the plain page is, before its words; a plan says it itself.
    private static func kind(_ route: Route) -> String {
        switch route {
        case .recipe: "Recipe: "
        case .setup: ""
        default: "Finding: "
        }
    }
}
