import Diagnosis
import Facts
import Terminal
import Widgets
import Wizard

/// The first page: what is broken first and why, the ladder, the machine's instruments, and the menu.
public struct HomeScreen: Screen {
    /// What can be chosen, in the order in which it stands on the page.
    enum Item: Sendable, Hashable {
        case cause
        case rung(Rung)
        case entry(MenuEntry)
    }

    /// What drydock can do.
    public enum MenuEntry: Int, Sendable, Hashable, CaseIterable {
        case diagnosis = 1, watch, recipes, explain, capture, setup

        var title: String {
            switch self {
            case .diagnosis: "Diagnosis"
            case .watch: "Watch"
            case .recipes: "Recipes"
            case .explain: "Explain"
            case .capture: "Capture"
            case .setup: "Set up"
            }
        }

        var route: Route {
            switch self {
            case .diagnosis: .diagnosis
            case .watch: .watch
            case .recipes: .recipes(query: "")
            case .explain: .explain(text: "")
            case .capture: .capture
            case .setup: .setup()
            }
        }
    }

    var session: Session
    var selected: Item = .entry(.diagnosis)
    /// Whether a person has moved; until then the selection follows what is broken.
    private var isMoved = false
    private var size = Size(width: 80, height: 21)
    private(set) var headline: Headline
    private(set) var gauges: [NodeGauge] = []
    private(set) var layout: HomeLayout
    private var preview = TextPane<Never>([], hanging: FindingText.indent)

    public init(_ session: Session) {
        self.session = session
        headline = Headline(session)
        layout = HomeLayout(Rect(Size(width: 80, height: 21)), headline: headline, ladder: session.report?.ladder ?? [])
        settle()
    }

    public var crumb: String { "drydock" }

    public enum Action: Hashable, Sendable {
        case open, fix, fixAll, resume, lookAgain, switchPart, copy
        case openEntry(MenuEntry)
    }

    public var bindings: [Binding<Action>] {
        [
            Binding(.open, .enter, help: "open", description: "Open what is selected."),
            Binding(
                .fix, .character("f"), help: "fix", description: "Show what would be done about the first cause, and do it.",
                inHelpLine: headline.finding != nil, disabled: headline.finding == nil ? "No cause was found." : nil),
            Binding(
                .fixAll, .character("F"), help: "fix all", description: "Fix every cause, one after the other.",
                inHelpLine: (session.report?.causes.count ?? 0) > 1,
                disabled: headline.finding == nil ? "No cause was found." : nil),
            Binding(
                .resume, .character("c"), help: "continue", description: "Go on with the run of drydock that was cut off.",
                inHelpLine: session.cutOff != nil, disabled: session.cutOff == nil ? "No run was cut off here." : nil),
            Binding(.lookAgain, .character("r"), .function(5), help: "check again", description: "Check the node again."),
            Binding(
                .switchPart, .tab, .backTab, help: "menu", description: "Go from what is broken to the menu and back.",
                inHelpLine: false),
            Binding(.copy, .character("y"), help: "copy", description: "Copy the node's state as text."),
        ]
            + MenuEntry.allCases.map { entry in
                Binding(
                    .openEntry(entry), .character(Character("\(entry.rawValue)")), help: entry.title.lowercased(),
                    description: "Open \(entry.title).", inHelpLine: false)
            }
    }

    public var message: StyledText? {
        if session.cutOff != nil {
            return StyledText("A run of drydock was cut off here; c shows it, to go on or to take it back.", .warning)
        }
        if case .rung(let rung) = selected, let state = session.report?.ladder.first(where: { $0.rung == rung }) {
            return StyledText("\(rung.words): ", .muted) + StyledText(state.says)
        }
        if session.facts.flag(NodeFacts.isRoot) == false, !session.isRecorded {
            return StyledText("Not root: what only root may read is not checked. Use sudo.", .warning)
        }
        return nil
    }

    /// The words at the right of an entry.
    func note(_ entry: MenuEntry) -> StyledText {
        switch entry {
        case .diagnosis:
            guard let report = session.report else { return StyledText("checking", .muted) }
            if let words = report.countWords { return StyledText(words, report.worst == .error ? .danger : .warning) }
            if headline.rung != nil { return StyledText("no rule explains it", .warning) }
            if session.isFirstLook { return StyledText("checking", .muted) }
            return report.unseen.isEmpty ? StyledText("nothing wrong", .good) : StyledText("not fully checked", .unknown)
        case .watch: return StyledText("the ladder, live", .muted)
        case .recipes:
            return StyledText(session.recipes.isEmpty ? "fixes" : "\(Count.of(session.recipeCount, "fix", "fixes"))", .muted)
        case .explain: return StyledText("an error text", .muted)
        case .capture: return StyledText("the node into a file", .muted)
        case .setup: return StyledText("plan a cluster", .muted)
        }
    }

    var items: [Item] {
        let rungs = layout.isCompact ? [] : (session.report?.ladder ?? []).map { Item.rung($0.rung) }
        return (headline.target == nil ? [] : [.cause]) + rungs + MenuEntry.allCases.map(Item.entry)
    }

    // MARK: Keys and events

    public mutating func fit(_ size: Size) {
        self.size = size
        settle()
    }

    /// Brings layout, selection and preview in line with what is known.
    private mutating func settle() {
        headline = Headline(session)
        gauges = NodeGauge.all(session)
        layout = HomeLayout(Rect(size), headline: headline, ladder: session.report?.ladder ?? [])
        if !isMoved || !items.contains(selected) { selected = items.first { $0 == .cause } ?? .entry(.diagnosis) }
        guard let area = layout.preview else { return }
        preview.fit(area.size)
        preview.set(previewText)
    }

    private var previewText: [StyledText] {
        switch selected {
        case .cause:
            if let finding = headline.finding { return FindingText(session, rule: finding.id).paragraphs }
            return headline.rung.map(rungText) ?? []
        case .rung(let rung): return session.report?.ladder.first { $0.rung == rung }.map(rungText) ?? []
        case .entry: return unseenText + changesText
        }
    }

    private var unseenText: [StyledText] {
        let unseen = session.report?.unseen ?? []
        guard !session.isFirstLook, !unseen.isEmpty else { return [] }
        return [StyledText("What is not known", .title)] + unseen.map { StatusMark.unknown.styled + " " + StyledText($0) } + [""]
    }

    private func rungText(_ state: RungState) -> [StyledText] {
        let here = session.report?.findings.filter { $0.rule.rung == state.rung } ?? []
        return [StatusMark(state.state).styled + " " + StyledText(state.rung.words, .title), StyledText("   " + state.says), ""]
            + here.map { StatusMark($0.rule.severity).styled + " " + StyledText($0.rule.title) }
    }

    private var changesText: [StyledText] {
        let changes = session.report?.changes ?? []
        guard !changes.isEmpty else { return [] }
        return [StyledText("Latest changes", .title)]
            + changes.suffix(30).reversed().map {
                StyledText($0.when.words + "  ", .muted) + StyledText(LogText.cleaned($0.what))
            }
    }

    public mutating func act(_ action: Action) -> [Effect] {
        switch action {
        case .open: return open(selected)
        case .fix: return headline.finding.map { [.open(.fix(rule: $0.id))] } ?? []
        case .fixAll: return [.open(.fixAll)]
        case .resume: return [.open(.work(.resume))]
        case .lookAgain: return [.examine]
        case .copy: return [.copy(plain().lines.joined(separator: "\n") + "\n")]
        case .switchPart:
            isMoved = true
            if case .entry = selected { selected = items.first ?? selected } else { selected = .entry(.diagnosis) }
            settle()
            return []
        case .openEntry(let entry):
            select(.entry(entry))
            return [.open(entry.route)]
        }
    }

    private mutating func select(_ item: Item) {
        selected = item
        isMoved = true
        settle()
    }

    private func open(_ item: Item) -> [Effect] {
        switch item {
        case .cause: headline.target.map { [.open($0)] } ?? []
        case .rung(let rung):
            // The cause of a broken rung is what one wants to read; all else of a rung is a list.
            [.open(.rung(rung))]
        case .entry(let entry): [.open(entry.route)]
        }
    }

    public mutating func handle(_ key: Key) -> [Effect]? {
        if case .mouse(let mouse) = key, mouse.action == .press {
            guard let item = item(at: mouse.point) else { return nil }
            if item == selected { return open(item) }
            select(item)
            return []
        }
        let items = items
        let index = items.firstIndex(of: selected) ?? 0
        switch Move(key) {
        case .up?: select(items[max(0, index - 1)])
        case .down?: select(items[min(items.count - 1, index + 1)])
        case .first?: select(items[0])
        case .last?: select(items[items.count - 1])
        case .pageUp?: select(items.last { if case .entry = $0 { false } else { true } } ?? items[0])
        case .pageDown?: select(.entry(.diagnosis))
        case nil: return nil
        }
        return []
    }

    private func item(at point: Point) -> Item? {
        if layout.headline.contains(point), headline.target != nil { return .cause }
        if layout.ladder.contains(point), !layout.isCompact, let ladder = session.report?.ladder {
            return layout.rung(onRow: point.y - layout.ladder.y).map { .rung(ladder[$0].rung) }
        }
        if layout.menu.contains(point) {
            let index = point.y - layout.menu.y + firstEntry(layout.menu.height)
            return MenuEntry.allCases.indices.contains(index) ? .entry(MenuEntry.allCases[index]) : nil
        }
        return nil
    }

    /// The entry to draw first so that the selected one is seen.
    func firstEntry(_ height: Int) -> Int {
        guard case .entry(let entry) = selected, let index = MenuEntry.allCases.firstIndex(of: entry) else { return 0 }
        return max(0, index - height + 1)
    }

    public mutating func take(_ event: ScreenEvent) -> [Effect] {
        guard case .session(let session) = event else { return [] }
        self.session = session
        settle()
        return []
    }

    // MARK: Drawing

    @discardableResult
    public func draw(on canvas: inout Canvas, in rect: Rect, glyphs: Glyphs) -> Point? {
        let layout = HomeLayout(rect, headline: headline, ladder: session.report?.ladder ?? [])
        if let area = layout.preview, let rule = layout.rule {
            canvas.rule(rule, glyphs: glyphs)
            preview.draw(on: &canvas, in: area, glyphs: glyphs)
        }
        return HomeDrawing(home: self, layout: layout, glyphs: glyphs).draw(on: &canvas)
    }

    public func plain() -> PlainPage {
        var lines = [headline.sentence]
        if !headline.says.isEmpty { lines.append(headline.says) }
        if let fix = headline.fix { lines.append("Fix: \(fix)") }
        lines += (session.report?.ladder ?? []).map { "\($0.rung.words): \(StatusMark($0.state).word). \($0.says)" }
        lines += gauges.map(\.sentence)
        if let message, case .entry = selected { lines.append(message.plain) }
        var choices: [PlainPage.Choice] = []
        if let run = session.cutOff {
            lines.append(run.sentence)
            choices.append(.init("Go on with the run that was cut off", [.open(.work(.resume))]))
            choices.append(.init("Take back what it did", [.open(.work(.undo()))]))
        }
        if let target = headline.target { choices.append(.init("Read about: \(headline.title)", [.open(target)])) }
        if headline.finding != nil { choices.append(.init("Fix every cause, one after the other", [.open(.fixAll)])) }
        choices += MenuEntry.allCases.map { PlainPage.Choice("\($0.title): \(note($0).plain)", [.open($0.route)]) }
        return PlainPage(lines, choices: choices)
    }
}
