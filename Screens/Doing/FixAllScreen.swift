import Diagnosis
import Terminal
import Widgets

/// Every cause in the order in which they are fixed; each is shown and agreed to by itself.
public struct FixAllScreen: Screen {
    private var session: Session
    private(set) var pane = TextPane<Route>([], hanging: FindingText.indent)
    /// Causes that were there since the page was opened, in their order; those that are gone stay, as fixed.
    private var causes: [Finding] = []

    public init(_ session: Session) {
        self.session = session
        refresh()
    }

    public var crumb: String { "Fix all" }
    public var isTyping: Bool { pane.isTyping }

    public enum Action: Hashable, Sendable {
        case open, lookAgain
        case pane(PaneAction)
    }

    public var bindings: [Binding<Action>] {
        let search = pane.searchBindings.map { $0.map(Action.pane) }
        if pane.isTyping { return search }
        return [
            Binding(
                .open, .enter, .character("f"), help: "fix it", description: "Show what would be done about the selected cause.",
                disabled: pane.selectedLink == nil ? "There is nothing left to fix." : nil),
            Binding(.lookAgain, .character("r"), .function(5), help: "check again", description: "Check the node again."),
        ] + pane.linkBindings.map { $0.map(Action.pane) } + search
    }

    public var message: StyledText? {
        let left = causes.filter(isLeft).count
        return left == 0
            ? StyledText("Nothing is left to fix.", .good)
            : StyledText("\(Count.of(left, "cause")) left. Enter shows what would be done about one, and asks.", .notice)
    }

    public mutating func fit(_ size: Size) { pane.fit(size) }

    public mutating func act(_ action: Action) -> [Effect] {
        switch action {
        case .open: return pane.opened
        case .lookAgain: return [.examine]
        case .pane(let action): pane.act(action)
        }
        return []
    }

    public mutating func handle(_ key: Key) -> [Effect]? { pane.follow(key, in: Rect(pane.size)) }

    public mutating func take(_ event: ScreenEvent) -> [Effect] {
        guard case .session(let session) = event else { return [] }
        self.session = session
        refresh()
        return []
    }

    private func isLeft(_ finding: Finding) -> Bool { session.report?.findings.contains { $0.id == finding.id } ?? true }

    private mutating func refresh() {
        let now = (session.report?.causes ?? []).filter { $0.rule.severity != .notice }
        causes += now.filter { cause in !causes.contains { $0.id == cause.id } }
        var lines: [StyledText] = [
            "Each cause is shown and asked about by itself.", "Nothing is done before you agree to it.", "",
        ]
        var links: [Int: Route] = [:]
        for cause in causes {
            guard isLeft(cause) else {
                lines.append("   " + StatusMark.ok.styled + " " + StyledText(cause.rule.title) + StyledText("  gone", .good))
                continue
            }
            let fix = FixOptions(session, rule: cause.id)
            links[lines.count] = .fix(rule: cause.id)
            lines.append(
                "   " + StatusMark(cause.rule.severity).styled + " " + StyledText(cause.rule.title)
                    + (fix.canBeFixed ? StyledText("  drydock can fix it", .good) : StyledText("  by hand", .muted)))
        }
        if causes.isEmpty {
            lines.append(
                StatusMark.ok.styled + " "
                    + StyledText(session.isFirstLook ? "Nothing wrong so far." : "Nothing wrong was found."))
        }
        pane.set(lines, links: links)
    }

    @discardableResult
    public func draw(on canvas: inout Canvas, in rect: Rect, glyphs: Glyphs) -> Point? {
        pane.draw(on: &canvas, in: rect, glyphs: glyphs)
    }

    public func plain() -> PlainPage { pane.plainPage }
}
