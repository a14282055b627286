import Diagnosis
import Planning
import Terminal
import Widgets

/// Which recipe ends a finding: those that drydock can do, those for which it needs a value, and those that a person must do, each with
/// the reason.
public struct FixScreen: Screen {
    private let rule: String
    private var session: Session
    private var fix: FixOptions
    private(set) var pane = TextPane<Route>([], hanging: FindingText.indent)

    public init(_ session: Session, rule: String) {
        self.rule = rule
        self.session = session
        fix = FixOptions(session, rule: rule)
        pane.linkName = "recipe"
        write()
    }

    public var crumb: String { "Fix" }
    public var isTyping: Bool { pane.isTyping }

    public enum Action: Hashable, Sendable {
        case open
        case pane(PaneAction)
    }

    public var bindings: [Binding<Action>] {
        let search = pane.searchBindings.map { $0.map(Action.pane) }
        if pane.isTyping { return search }
        return [
            Binding(
                .open, .enter, help: "choose", description: "Choose what is selected; nothing is done before you agree to it.",
                disabled: pane.selectedLink == nil ? "There is no recipe to choose here." : nil)
        ] + pane.linkBindings.map { $0.map(Action.pane) } + search
    }

    public var message: StyledText? { StyledText("Nothing has been changed.", .muted) }

    public mutating func fit(_ size: Size) { pane.fit(size) }

    public mutating func act(_ action: Action) -> [Effect] {
        switch action {
        case .open: return pane.opened
        case .pane(let action): pane.act(action)
        }
        return []
    }

    public mutating func handle(_ key: Key) -> [Effect]? { pane.follow(key, in: Rect(pane.size)) }

    public mutating func take(_ event: ScreenEvent) -> [Effect] {
        guard case .session(let session) = event else { return [] }
        self.session = session
        fix = FixOptions(session, rule: rule)
        write()
        return []
    }

    // MARK: Text

    private mutating func write() {
        var lines: [StyledText] = []
        var links: [Int: Route] = [:]
        let indent = StyledText(String(repeating: " ", count: FindingText.indent))
        guard let finding = fix.finding else {
            let title = session.rule(rule)?.title ?? rule
            return pane.set([
                StatusMark.ok.styled + " " + StyledText(title, .title),
                indent + "This is not found on this node now; there is nothing to fix.",
            ])
        }
        lines.append(StatusMark(finding.rule.severity).styled + " " + StyledText(finding.rule.title, .title))
        lines.append(indent + StyledText(finding.says))
        if let cause = finding.causedBy.first {
            lines += ["", indent + StyledText("This is a symptom. It clears by itself once its cause is gone:", .notice)]
            links[lines.count] = .fix(rule: cause)
            lines.append(indent + StyledText(session.rule(cause)?.title ?? cause))
            return pane.set(lines, links: links)
        }
        if fix.options.isEmpty { lines += ["", indent + "No recipe leads out of this; the sentence above says what to do."] }
        for option in fix.options {
            let recipe = option.plan.recipe
            lines.append("")
            links[lines.count] =
                option.obstacles.isEmpty ? .fix(rule: rule, recipe: recipe.id) : .recipe(id: recipe.id, finding: rule)
            let (word, role): (String, Role) =
                option.isReady
                ? ("drydock can do it", .good) : option.asks ? ("needs a value from you", .notice) : ("by hand", .muted)
            lines.append(
                indent + StyledText(recipe.title, .title) + StyledText("  \(word), ", role)
                    + StyledText(recipe.risk.words, recipe.risk.role))
            lines.append(indent + StyledText(recipe.about))
            lines += option.obstacles.map { indent + StyledText($0, .muted) }
        }
        pane.set(lines, links: links)
    }

    @discardableResult
    public func draw(on canvas: inout Canvas, in rect: Rect, glyphs: Glyphs) -> Point? {
        pane.draw(on: &canvas, in: rect, glyphs: glyphs)
    }

    public func plain() -> PlainPage { pane.plainPage }
}
