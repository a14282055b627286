import Lookup
import Planning
import Terminal
import Widgets
import Wizard

/// The catalogue of ways to fix: by area, or what a query finds, best first.
public struct RecipesScreen: Screen {
    /// An area, or a recipe.
    enum Row: Sendable, Hashable {
        case area(String)
        case recipe(String)
    }

    private var session: Session
    private var planner: RecipePlanner
    private(set) var field: TextField
    public private(set) var isTyping: Bool
    private(set) var list = ListView<Row>([])
    private var found = 0
    /// By recipe, the words of the search that led to it.
    private var reasons: [String: String] = [:]
    /// Recipes that are not for this machine; nil until something is searched for.
    private var misfits: Set<String>?
    private var content = Size(width: 80, height: 21)
    private var preview = TextPane<Never>([], hanging: RecipePage.indent)

    /// - Parameter query: what to search for; empty shows the areas.
    public init(_ session: Session, query: String) {
        self.session = session
        planner = session.planner()
        field = TextField(query, placeholder: "words of a title, an error text or a step")
        isTyping = false
        // The search of this page ranks.
        list.hasFilter = false
        list(isNew: true)
    }

    public var crumb: String { "Recipes" }

    public enum Action: Hashable, Sendable {
        case open, search, keepSearch, clearSearch, explain, unfold
        case list(ListAction)
    }

    public var bindings: [Binding<Action>] {
        let clear = Binding(Action.clearSearch, .escape, help: "show all", description: "Clear the search and show all areas.")
        if isTyping {
            return [
                Binding(.keepSearch, .enter, help: "to the list", description: "Keep the search and go to what it found."), clear,
            ]
        }
        return [
            Binding(.open, .enter, help: "open", description: "Read the selected recipe, or show and hide an area."),
            Binding(
                .search, .character("/"), help: "search",
                description: "Search titles, error texts and steps; the best come first."),
            Binding(
                .explain, .character("e"), help: "explain a text",
                description: "Find out which known problem an error text points to."),
            Binding(.unfold, .space, help: "unfold", description: "Show or hide the recipes of an area.", inHelpLine: false),
        ] + (field.isEmpty ? [] : [clear]) + list.bindings.map { $0.map(Action.list) }
    }

    public var message: StyledText? {
        if session.search.count == 0 { return nil }
        if field.isEmpty { return StyledText("\(Count.of(session.recipeCount, "recipe")). Press / to search.", .muted) }
        let why = if case .recipe(let id)? = list.selected { reasons[id].map { "; this one by \($0)" } } else { nil as String? }
        return StyledText(Count.of(found, "recipe") + " found" + (why ?? ""), found == 0 ? .warning : .muted)
    }

    // MARK: State

    private mutating func list(isNew: Bool) {
        let hits = search()
        let recipes = hits.map(\.recipe)
        found = recipes.count
        reasons = Dictionary(hits.filter { !$0.why.isEmpty }.map { ($0.recipe.id, $0.why) }) { first, _ in first }
        if field.text.allSatisfy({ $0 == " " }) {
            let areas = Dictionary(grouping: recipes, by: \.area)
            var rows: [ListRow<Row>] = []
            for area in areas.keys.sorted() {
                let inside = areas[area] ?? []
                rows.append(
                    ListRow(.area(area), StyledText(area, .title), note: StyledText(Count.of(inside.count, "recipe"), .muted)))
                rows += inside.map { ListRow(.recipe($0.id), StyledText($0.title), depth: 1) }
                if isNew { list.setFolded(true, .area(area)) }
            }
            list.emptyText = StyledText("The recipes are being loaded.", .muted)
            list.set(rows)
        } else {
            list.emptyText = StyledText(
                "No recipe matches this. Try fewer words, or leave the search with Esc and press e to explain an error text.",
                .warning)
            list.set(recipes.map { ListRow(.recipe($0.id), StyledText($0.title), note: StyledText($0.area, .muted)) })
            // What is typed changes what is best: that is what Enter opens.
            if isTyping, let best = recipes.first { list.select(.recipe(best.id)) }
        }
        showPreview()
    }

    /// What fits this machine comes first.
    private mutating func search() -> [RecipeSearch.Hit] {
        if misfits == nil, !field.isEmpty {
            misfits = Set(session.recipes.filter { !$0.fits.isOpen && planner.plan($0).fits == false }.map(\.id))
        }
        return session.search.hits(field.text, elsewhere: misfits ?? [])
    }

    private mutating func showPreview() {
        guard let area = Rect(content).preview?.preview else { return }
        preview.fit(area.size)
        if case .recipe(let id)? = list.selected, let recipe = session.recipe(id) {
            preview.set(RecipePage(planner.plan(recipe)).paragraphs)
        } else if case .area(let area)? = list.selected {
            let inside = session.recipes.filter { $0.area == area }.map(\.title).sorted()
            preview.set([StyledText(area, .title)] + inside.map { StyledText("   " + $0) })
        } else {
            preview.set([])
        }
    }

    private var showsSearch: Bool { isTyping || !field.isEmpty }

    private func listRect(_ rect: Rect) -> Rect {
        (rect.preview?.list ?? rect).splitTop(showsSearch ? 2 : 0).rest
    }

    public mutating func fit(_ size: Size) {
        content = size
        list.fit(listRect(Rect(size)).size)
        showPreview()
    }

    public mutating func act(_ action: Action) -> [Effect] {
        switch action {
        case .open: return open()
        case .search: isTyping = true
        case .keepSearch: isTyping = false
        case .clearSearch:
            isTyping = false
            field.text = ""
            list(isNew: false)
        case .explain: return [.open(.explain(text: field.text))]
        case .unfold: if case .area? = list.selected { return open() }
        case .list(let action): list.act(action)
        }
        fit(content)
        return []
    }

    private mutating func open() -> [Effect] {
        switch list.selected {
        case .recipe(let id)?: return [.open(.recipe(id: id))]
        case .area(let area)?:
            list.setFolded(!list.folded.contains(.area(area)), .area(area))
            return []
        case nil: return []
        }
    }

    public mutating func handle(_ key: Key) -> [Effect]? {
        if case .mouse(let mouse) = key, mouse.action == .press {
            guard let row = list.row(at: mouse.point, in: listRect(Rect(content))) else { return nil }
            if row == list.selected { return open() }
            list.select(row)
            showPreview()
            return []
        }
        if isTyping, Move(key) == nil || key.typed != nil || [.home, .end].contains(key) {
            guard field.handle(key) else { return nil }
            list(isNew: false)
        } else {
            guard list.handle(key) else { return nil }
        }
        fit(content)
        return []
    }

    public mutating func take(_ event: ScreenEvent) -> [Effect] {
        guard case .session(let session) = event else { return [] }
        let isNew = session.search.count != self.session.search.count
        self.session = session
        planner = session.planner()
        misfits = nil
        if isNew {
            list(isNew: true)
        }
        return []
    }

    // MARK: Showing

    @discardableResult
    public func draw(on canvas: inout Canvas, in rect: Rect, glyphs: Glyphs) -> Point? {
        let split = rect.preview
        let area = split?.list ?? rect
        var place: Point?
        if showsSearch {
            let row = area.row(0)
            canvas.write("/", at: row.origin, in: row, style: Style(.title))
            let cursor = field.draw(on: &canvas, in: row.splitLeft(1).rest, glyphs: glyphs)
            if isTyping { place = cursor }
        }
        if let split {
            canvas.rule(split.rule, glyphs: glyphs)
            preview.draw(on: &canvas, in: split.preview, glyphs: glyphs)
        }
        let row = list.draw(on: &canvas, in: listRect(rect), glyphs: glyphs)
        return place ?? row
    }

    public func plain() -> PlainPage {
        let recipes = session.search.find(field.text)
        var lines = [
            field.isEmpty
                ? "\(recipes.count) recipes, by area." : "\(Count.of(recipes.count, "recipe")) for \"\(field.text)\", best first."
        ]
        if field.isEmpty {
            let areas = Dictionary(grouping: recipes, by: \.area)
            lines += areas.keys.sorted().map { "\($0): \(areas[$0]?.count ?? 0)" }
        }
        let choices = recipes.map { PlainPage.Choice("\($0.area): \($0.title)", [.open(.recipe(id: $0.id))]) }
        return PlainPage(lines, choices: choices, prompt: .init("Type words to search for") { [.open(.recipes(query: $0))] })
    }
}
