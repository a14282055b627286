import Diagnosis
import Planning
import Terminal
import Widgets
import Wizard

/// One rule on this node: what was found, how to mend it, what shows it, why it matters, and when it is wrong.
public struct FindingScreen: Screen {
    private var session: Session
    private var planner: RecipePlanner
    let rule: String
    private(set) var text: FindingText
    private(set) var pane: TextPane
    private var content = Size(width: 80, height: 21)
    private var preview = TextPane([], hanging: RecipePage.indent)

    public init(_ session: Session, rule: String) {
        planner = session.planner(for: rule)
        self.session = session
        self.rule = rule
        text = FindingText(session, rule: rule)
        pane = TextPane(text.paragraphs, hanging: FindingText.indent, links: text.links)
    }

    public var crumb: String { rule }
    public var isTyping: Bool { pane.isTyping }

    private var opens: String {
        guard let link = pane.selectedLink else { return "open" }
        return link.hasPrefix("recipe ") ? "the recipe" : "that finding"
    }

    public var bindings: [Binding] {
        [
            Binding(
                "open", .enter, help: opens, description: "Open the recipe or finding that is selected.",
                disabled: pane.selectedLink == nil ? "There is no recipe or finding in view. Tab goes to the next." : nil),
            Binding(
                "next", .tab, help: "next", description: "Go to the next recipe or finding on this page.",
                inHelpLine: !pane.links.isEmpty),
            Binding("why", .character("w"), help: "why", description: "Go to the reason why this matters."),
            Binding("copy", .character("y"), help: "copy", description: "Copy this page as text."),
            Binding(
                "again", .character("r"), .function(5), help: "look again",
                description: "Look at the node again and see whether this cleared."),
            Binding("search", .character("/"), help: "search", description: "Search this page; n and N go on."),
        ]
    }

    public mutating func fit(_ size: Size) {
        content = size
        pane.fit((Rect(size).preview?.list ?? Rect(size)).size)
        showPreview()
    }

    private mutating func showPreview() {
        guard let area = Rect(content).preview?.preview else { return }
        preview.fit(area.size)
        switch target {
        case .recipe(let id, _)?: preview.set(session.recipe(id).map { RecipePage(planner.plan($0)).paragraphs } ?? [])
        case .finding(let id)?: preview.set(FindingText(session, rule: id).paragraphs)
        default: preview.set([])
        }
    }

    private var target: Route? {
        guard let link = pane.selectedLink else { return nil }
        if link.hasPrefix("recipe ") { return .recipe(id: String(link.dropFirst(7)), finding: rule) }
        return .finding(rule: String(link.dropFirst(5)))
    }

    public mutating func act(_ binding: String) -> [Effect] {
        switch binding {
        case "open": return target.map { [.open($0)] } ?? []
        case "next": _ = pane.handle(.tab)
        case "why": text.why.map { pane.show(paragraph: $0 - 1) }
        case "copy": return [.copy(text.lines.joined(separator: "\n") + "\n")]
        case "again": return [.examine]
        case "search": _ = pane.handle(.character("/"))
        default: break
        }
        showPreview()
        return []
    }

    public mutating func handle(_ key: Key) -> [Effect]? {
        if case .mouse(let mouse) = key, mouse.action == .press {
            let area = Rect(content).preview?.list ?? Rect(content)
            guard let link = pane.link(at: mouse.point, in: area) else { return nil }
            if link == pane.selectedLink { return act("open") }
            pane.select(link: link)
            showPreview()
            return []
        }
        guard pane.handle(key) else { return nil }
        showPreview()
        return []
    }

    public mutating func take(_ news: News) -> [Effect] {
        guard case .session(let session) = news else { return [] }
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
        let choices = text.links.sorted { $0.key < $1.key }.compactMap { index, link -> PlainPage.Choice? in
            let words = text.lines[index].drop { $0 == " " }
            if link.hasPrefix("recipe ") {
                return .init("Recipe: \(words)", [.open(.recipe(id: String(link.dropFirst(7)), finding: rule))])
            }
            return .init("Finding: \(words)", [.open(.finding(rule: String(link.dropFirst(5))))])
        }
        return PlainPage(text.lines, choices: choices)
    }
}
