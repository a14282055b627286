import Planning
import Terminal
import Widgets

/// The reader of one recipe: its steps one after the other, each command ready to be copied.
public struct RecipeScreen: Screen {
    let id: String
    private var recipe: Recipe?
    private(set) var pane: TextPane<Int>
    private let isReadOnly: Bool

    public init(_ session: Session, id: String) {
        self.id = id
        recipe = session.recipe(id)
        isReadOnly = session.isReadOnly
        pane = TextPane([], hanging: RecipePage.indent)
        pane.linkName = "step"
        write()
    }

    private mutating func write() {
        guard let recipe else { return pane.set([StyledText("There is no recipe \(id).")]) }
        let page = RecipePage(recipe)
        pane.set(page.paragraphs, links: page.links)
    }

    public var crumb: String { id }
    public var isTyping: Bool { pane.isTyping }

    private var step: Int? { pane.selectedLink }

    public enum Action: Hashable, Sendable {
        case copy, copyAll
        case pane(PaneAction)
    }

    public var bindings: [Binding<Action>] {
        let search = pane.searchBindings.map { $0.map(Action.pane) }
        if pane.isTyping { return search }
        let none = step == nil ? "There is no step in view. Tab goes to the next." : nil
        return pane.linkBindings.map { $0.map(Action.pane) }
            + [
                Binding(
                    .copy, .enter, .character("y"), help: "copy", description: "Copy the command of the selected step.",
                    disabled: none),
                Binding(
                    .copyAll, .character("Y"), help: "copy all", description: "Copy the commands of all steps, a line each."),
            ] + search
    }

    public var message: StyledText? {
        guard let recipe, let step, recipe.steps.indices.contains(step) else { return nil }
        return StyledText("Step \(step + 1) of \(recipe.steps.count)", .muted)
    }

    public mutating func fit(_ size: Size) { pane.fit(size) }

    public mutating func act(_ action: Action) -> [Effect] {
        switch action {
        case .pane(let action): pane.act(action)
        case .copy:
            guard let recipe, let step, recipe.steps.indices.contains(step) else { return [] }
            return [.copy(RecipePage.copied(recipe.steps[step]))]
        case .copyAll:
            guard let recipe else { return [] }
            return [.copy(recipe.steps.map(RecipePage.copied).joined(separator: "\n") + "\n")]
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
        if case .session(let session) = event, recipe == nil {
            recipe = session.recipe(id)
            write()
        }
        return []
    }

    @discardableResult
    public func draw(on canvas: inout Canvas, in rect: Rect, glyphs: Glyphs) -> Point? {
        pane.draw(on: &canvas, in: rect, glyphs: glyphs)
    }

    public func plain() -> PlainPage {
        guard let recipe else { return PlainPage(["There is no recipe \(id)."]) }
        return PlainPage(RecipePage(recipe).lines)
    }
}
