import Planning
import Terminal
import Widgets
import Wizard

/// The table of network add-ons over the network page: needs to switch on and off, the add-ons that have them all, and what the
/// selected one demands.
public struct AddOnComparison: Sendable {
    private(set) var table: AddOnTable
    private var view: TableView<String>
    private var details = TextPane<Never>([])
    /// The need that Space switches.
    private(set) var need = AddOnTable.Need.networkPolicy
    /// The row that was selected when a need hid it: until the cursor is moved, Enter takes no other in its place.
    private var hidden: String?
    private var size = Size(width: 80, height: 21)

    init(_ wizard: Wizard) {
        table = AddOnTable(wizard)
        view = TableView(
            [TableColumn("Add-on", .fixed(14))] + AddOnTable.Need.allCases.map { TableColumn($0.short, .fixed($0.short.count)) },
            emptyText: "No add-on has all of this. Turn a need off with Space.")
        refresh()
        view.select(wizard.plan.network.addOn.name)
        describe()
    }

    /// The selected add-on, where it can be taken.
    var chosen: AddOn? { hidden == nil ? selected.flatMap { $0.isMaintained ? $0 : nil } : nil }
    /// Why nothing can be taken; nil where something can.
    var refusal: String? {
        if chosen != nil { return nil }
        return hidden == nil
            ? "This add-on is no longer maintained." : "The selected add-on does not have this need: select another one."
    }
    private var selected: AddOn? { table.rows.first { $0.id == view.selected } }

    private mutating func refresh() {
        view.set(
            table.rows.map { addOn in
                let role: Role = addOn.isMaintained ? .text : .muted
                let cells =
                    addOn.isMaintained
                    ? AddOnTable.Need.allCases.map { StyledText(table.cell(addOn, $0)) } : [StyledText("dead", .muted)]
                return TableRow(addOn.id, [StyledText(addOn.title, role)] + cells)
            })
        describe()
    }

    private mutating func describe() {
        guard let selected else { return details.set([StyledText(need.about, .muted)]) }
        var out = [StyledText(selected.about)]
        if !selected.version.isEmpty { out.append(StyledText("drydock pins version \(selected.version).")) }
        out += table.demands(selected).map { StyledText($0) } + selected.notes.map { StyledText($0, .muted) }
        details.set(out)
        _ = details.handle(.home)
    }

    // MARK: Keys

    /// Switches a need on or off.
    mutating func toggle(_ need: AddOnTable.Need) {
        self.need = need
        let before = hidden ?? view.selected
        table.wanted.formSymmetricDifference([need])
        refresh()
        if let before, table.rows.contains(where: { $0.id == before }) {
            select(before)
        } else {
            hidden = before
        }
    }

    /// To the next need or the one before.
    mutating func move(_ count: Int) {
        let all = AddOnTable.Need.allCases
        need = all[(need.rawValue + count + all.count) % all.count]
        if selected == nil { describe() }
    }

    var isLong: Bool { details.isLong }

    mutating func handle(_ key: Key) -> Bool {
        guard view.handle(key) else { return false }
        hidden = nil
        describe()
        return true
    }

    mutating func select(_ id: String) {
        hidden = nil
        view.select(id)
        describe()
    }

    mutating func fit(_ size: Size) {
        self.size = size
        let parts = parts(of: Rect(size))
        view.fit(parts.table.size)
        details.fit(parts.details.size)
    }

    // MARK: Drawing

    /// The key that switches a need: 1 to 9, then 0.
    static func key(of need: AddOnTable.Need) -> Character { Character(String((need.rawValue + 1) % 10)) }

    private func chip(_ need: AddOnTable.Need, _ glyphs: Glyphs) -> StyledText {
        let box = table.wanted.contains(need) ? glyphs.checked : glyphs.unchecked
        return StyledText(String(Self.key(of: need)), .muted) + StyledText(" \(box) \(need.title)")
    }

    /// Where the needs stand, row by row.
    private func places(_ width: Int, _ glyphs: Glyphs) -> [Point] {
        var point = Point(x: 0, y: 0)
        return AddOnTable.Need.allCases.map { need in
            let room = chip(need, glyphs).width
            if point.x > 0, point.x + room > width { point = Point(x: 0, y: point.y + 1) }
            defer { point.x += room + 2 }
            return point
        }
    }

    private func parts(of rect: Rect) -> (needs: Rect, table: Rect, line: Rect, details: Rect) {
        let height = (places(rect.width, .utf8).last?.y ?? 0) + 1
        let (needs, rest) = rect.splitTop(height)
        let (_, below) = rest.splitTop(rect.height > 16 ? 1 : 0)
        let (table, under) = below.splitTop(min(table.rows.count + 1, max(3, below.height - 4)))
        let (line, details) = under.splitTop(1)
        return (needs, table, line, details)
    }

    func draw(on canvas: inout Canvas, in rect: Rect, glyphs: Glyphs) -> Point? {
        let parts = parts(of: rect)
        for (need, place) in zip(AddOnTable.Need.allCases, places(rect.width, glyphs)) where place.y < parts.needs.height {
            let text = chip(need, glyphs)
            let area = Rect(x: rect.x + place.x, y: parts.needs.y + place.y, width: text.width, height: 1)
            canvas.write(text, in: area, glyphs: glyphs)
            if need == self.need { canvas.restyle(area, Style(.text, .underline), keeping: StatusMark.roles) }
        }
        let cursor = view.draw(on: &canvas, in: parts.table, glyphs: glyphs)
        canvas.fill(parts.line, with: glyphs.horizontal.unicodeScalars.first ?? "-", style: Style(.muted))
        details.draw(on: &canvas, in: parts.details, glyphs: glyphs)
        return cursor
    }

    // MARK: Plain

    /// The table as lines, the needs and the add-ons as numbered choices.
    func plain() -> PlainPage {
        let wanted = AddOnTable.Need.allCases.filter { table.wanted.contains($0) }.map(\.title)
        var lines = [
            "The network add-ons, by what you need of them.",
            wanted.isEmpty ? "Nothing is required." : "Required: \(wanted.joined(separator: ", ")).",
        ]
        if table.rows.isEmpty { lines.append("No add-on has all of this.") }
        for addOn in table.rows where addOn.isMaintained {
            let has = AddOnTable.Need.allCases.filter { table.has(addOn, $0) == true }.map(\.title).joined(separator: ", ")
            lines.append("\(addOn.title): has \(has). " + table.demands(addOn).joined(separator: " "))
        }
        lines += table.rows.filter { !$0.isMaintained }.map(\.about)
        var choices = AddOnTable.Need.allCases.map { need in
            PlainPage.Choice(
                "Need \(need.title): \(table.wanted.contains(need) ? "yes" : "no"), change it",
                [.setup(.need(need))])
        }
        choices += table.rows.filter(\.isMaintained).map { .init("Choose \($0.title)", [.setup(.takeAddOn(id: $0.id))]) }
        return PlainPage(lines, choices: choices + [.init("Back", [.setup(.back)])])
    }
}

/// The keys of the table.
extension AddOnComparison {
    public enum Action: Hashable, Sendable {
        case switchNeed, nextNeed, needBefore, readOn
        case toggle(AddOnTable.Need)
    }

    var bindings: [Binding<Action>] {
        var out = [
            Binding(
                Action.switchNeed, .space, help: "toggle need",
                description: "Show only add-ons that have the underlined need, or all."
            ),
            Binding(.nextNeed, .right, .tab, help: "next need", description: "Go to the next need."),
            Binding(
                .needBefore, .left, .backTab, help: "previous need", description: "Go to the previous need.", inHelpLine: false),
        ]
        if isLong { out.append(Binding(.readOn, .character("v"), help: "more", description: "Read on in the text below.")) }
        return out
            + AddOnTable.Need.allCases.map { need in
                Binding(
                    .toggle(need), .character(Self.key(of: need)), help: need.title,
                    description: "Toggle the need \(need.title): \(need.about)", inHelpLine: false)
            }
    }

    mutating func act(_ action: Action) {
        switch action {
        case .switchNeed: toggle(need)
        case .nextNeed: move(1)
        case .needBefore: move(-1)
        case .readOn: details.readOnOrBegin()
        case .toggle(let need): toggle(need)
        }
    }
}
