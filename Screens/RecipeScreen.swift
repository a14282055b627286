import Diagnosis
import Planning
import Terminal
import Widgets

/// The reader of one recipe: its steps one after the other, each command ready to be copied.
public struct RecipeScreen: Screen {
    let id: String
    /// The rule of the finding that it is to fix.
    private let rule: String?
    /// The finding that it would fix: the one that one came from, else one of this node that leads here.
    private var finding: String?
    private var plan: RecipePlan?
    private(set) var pane: TextPane<Int>

    public init(_ session: Session, id: String, for rule: String? = nil) {
        self.id = id
        self.rule = rule
        plan = session.recipe(id).map(session.planner(for: rule).plan)
        finding = rule ?? Self.finding(session, id)
        pane = TextPane([], hanging: RecipePage.indent)
        pane.linkName = "step"
        write()
    }

    private static func finding(_ session: Session, _ id: String) -> String? {
        session.report?.causes.first { $0.rule.recipes.contains(id) }?.id
    }

    private mutating func write() {
        guard let plan else { return pane.set([StyledText("There is no recipe \(id).")]) }
        let page = RecipePage(plan)
        pane.set(page.paragraphs, links: page.links)
    }

    public var crumb: String { id }
    public var isTyping: Bool { pane.isTyping }

    private var step: Int? { pane.selectedLink }

    public enum Action: Hashable, Sendable {
        case fix, copy, copyAll
        case pane(PaneAction)
    }

    public var bindings: [Binding<Action>] {
        let search = pane.searchBindings.map { $0.map(Action.pane) }
        if pane.isTyping { return search }
        let none = step == nil ? "There is no step in view. Tab goes to the next." : nil
        return pane.linkBindings.map { $0.map(Action.pane) }
            + [
                Binding(
                    .fix, .character("f"), help: "do it",
                    description: "Show what this recipe would do on this machine, and do it.",
                    disabled: finding == nil ? "Nothing that is found on this node leads to this recipe." : nil),
                Binding(
                    .copy, .enter, .character("y"), help: "copy", description: "Copy the command of the selected step.",
                    disabled: none),
                Binding(
                    .copyAll, .character("Y"), help: "copy all", description: "Copy the commands of all steps, a line each."),
            ] + search
    }

    public var message: StyledText? {
        guard let plan, let step, plan.entries.indices.contains(step) else { return nil }
        return StyledText("Step \(step + 1) of \(plan.entries.count)", .muted)
    }

    public mutating func fit(_ size: Size) { pane.fit(size) }

    public mutating func act(_ action: Action) -> [Effect] {
        switch action {
        case .pane(let action): pane.act(action)
        case .fix: return finding.map { [.open(.fix(rule: $0, recipe: id))] } ?? []
        case .copy:
            guard let plan, let step, plan.entries.indices.contains(step) else { return [] }
            return [.copy(RecipePage.copied(plan.entries[step].step))]
        case .copyAll:
            guard let plan else { return [] }
            return [.copy(plan.entries.map { RecipePage.copied($0.step) }.joined(separator: "\n") + "\n")]
        }
        return []
    }

    public mutating func handle(_ key: Key) -> [Effect]? {
        if case .mouse(let mouse) = key, mouse.action == .press {
            guard let link = pane.link(at: mouse.point, in: Rect(pane.size)) else { return nil }
            pane.select(link: link)
            return []
        }
        return pane.handle(key) ? [] : nil
    }

    public mutating func take(_ event: ScreenEvent) -> [Effect] {
        guard case .session(let session) = event else { return [] }
        if rule == nil { finding = Self.finding(session, id) }
        let plan = session.recipe(id).map(session.planner(for: rule).plan)
        if plan != self.plan {
            self.plan = plan
            write()
        }
        return []
    }

    @discardableResult
    public func draw(on canvas: inout Canvas, in rect: Rect, glyphs: Glyphs) -> Point? {
        pane.draw(on: &canvas, in: rect, glyphs: glyphs)
    }

    public func plain() -> PlainPage {
        guard let plan else { return PlainPage(["There is no recipe \(id)."]) }
        let fix = finding.map { [PlainPage.Choice("Do it: show what would be done", [.open(.fix(rule: $0, recipe: id))])] }
        return PlainPage(RecipePage(plan).lines, choices: fix ?? [])
    }
}
