import Diagnosis
import Facts
import Terminal
import Widgets
import Wizard

/// All that was found, causes with their symptoms folded under them; what is expected, what cleared, what could not be judged.
///
/// Of the whole node, or of one rung of the ladder.
public struct DiagnosisScreen: Screen {
    private(set) var session: Session
    let rung: Rung?
    private(set) var filter = FindingFilter()
    private(set) var list: ListView<FindingRow>
    private var content = Size(width: 80, height: 21)
    private var preview = TextPane<Never>([], hanging: FindingText.indent)
    /// Parents that were folded once; afterwards they stay as the person leaves them.
    private var known: Set<FindingRow> = []

    public init(_ session: Session, rung: Rung? = nil) {
        self.session = session
        self.rung = rung
        list = ListView([])
        refresh()
    }

    public var crumb: String { rung?.words ?? "Diagnosis" }
    public var isTyping: Bool { list.isFiltering }

    public enum Action: Hashable, Sendable {
        case open, fix, fixAll, why, lookAgain, unfold, severity, area, copy, recipes
        case list(ListAction)
    }

    public var bindings: [Binding<Action>] {
        let rows = list.bindings.map { $0.map(Action.list) }
        if list.isFiltering { return rows }
        return [
            Binding(.open, .enter, help: "open", description: "Open what is selected: evidence, why, recipe."),
            Binding(
                .fix, .character("f"), help: "fix", description: "Show what would be done about the selected finding, and do it.",
                disabled: selectedFinding == nil ? "Nothing that is found is selected." : nil),
            Binding(
                .fixAll, .character("F"), help: "fix all", description: "Fix every cause, one after the other.",
                inHelpLine: false, disabled: session.report?.causes.isEmpty != false ? "Nothing wrong was found." : nil),
            Binding(
                .lookAgain, .character("r"), .function(5), help: "check again",
                description: "Check the node again and show what has cleared."),
            Binding(
                .unfold, .space, help: "symptoms", description: "Show or hide the entries under the selected row.",
                inHelpLine: list.rows.contains { $0.depth > 0 }),
        ] + rows + [
            Binding(
                .severity, .character("v"), help: filter.severity.words,
                description: "Show all severities, warnings and errors, or errors only."),
            Binding(
                .area, .character("a"), help: filter.area ?? "all areas", description: "Show one area after the other, then all."
            ),
            Binding(
                .why, .character("w"), help: "why", description: "Open what is selected: what shows it and why it matters.",
                inHelpLine: false),
            Binding(.copy, .character("y"), help: "copy", description: "Copy the selected finding as text."),
            Binding(.recipes, .character("l"), help: "recipes", description: "Look up fixes.", inHelpLine: false),
        ]
    }

    // MARK: State

    private mutating func refresh() {
        let rows = FindingRows(session, filter: filter, rung: rung).rows
        for (index, row) in rows.enumerated().dropFirst() where row.depth > rows[index - 1].depth {
            let parent = rows[index - 1].id
            if known.insert(parent).inserted { list.setFolded(true, parent) }
        }
        list.emptyText = emptyText
        list.set(rows)
        showPreview()
    }

    private var emptyText: StyledText {
        if session.report == nil || session.isFirstLook { return StyledText("Nothing wrong so far.", .muted) }
        if filter.isSet { return StyledText("Nothing has this severity and area. v and a change what is shown.", .muted) }
        // No row is no all-clear: what is broken or unknown without a rule is so all the same.
        switch rung.flatMap({ rung in session.report?.ladder.first { $0.rung == rung } })?.state {
        case .broken?: return StyledText("No rule explains it. The sentence above is what is known.", .warning)
        case .unknown?: return StyledText("What could be checked shows nothing wrong; the rest is not known.", .unknown)
        default: return StyledText("There is nothing to fix here.", .good)
        }
    }

    private mutating func showPreview() {
        let side = Rect(content).preview?.preview
        guard let area = side ?? Rect(content).details?.details else { return }
        preview.fit(area.size)
        switch list.selected {
        case .finding(let id, _)?, .expected(let id)?, .cleared(let id)?, .unjudged(let id, _)?:
            let text = FindingText(session, rule: id)
            preview.set(side == nil ? text.summary : text.paragraphs)
        case .reason(let reason)?: preview.set([StyledText("  " + reason)])
        case .gap?, .heading?, nil: preview.set([])
        }
    }

    /// Rows above the list: how many, and for a rung how it stands.
    private func header(_ width: Int) -> [StyledText] {
        var lines: [StyledText] = []
        if let rung, let state = session.report?.ladder.first(where: { $0.rung == rung }) {
            let text = StatusMark(state.state).styled + " " + StyledText("\(rung.words)  ", .title) + StyledText(state.says)
            lines += text.wrapped(to: width, hanging: 3).prefix(3)
        } else if let report = session.report {
            var line = StyledText()
            if let words = report.countWords {
                line.append(words, report.worst == .error ? .danger : .warning)
            } else if !session.isFirstLook {
                line.append(
                    report.unseen.isEmpty ? "Nothing wrong was found" : "Nothing wrong found, but not everything was checked",
                    report.unseen.isEmpty ? .good : .unknown)
            }
            let counts = StyledText("\(Count.of(report.clear, "rule")) kept, \(report.unknown.count) not judged", .muted)
            switch (session.isFirstLook, line.width + 2 + counts.width <= width) {
            case (true, _): lines = [line]
            case (false, true): lines = [line + "  " + counts]
            case (false, false): lines = [line, counts]
            }
        }
        if filter.isSet { lines.append(StyledText("Shown: \(filter.severity.words), \(filter.area ?? "all areas")", .match)) }
        return lines
    }

    public mutating func fit(_ size: Size) {
        content = size
        list.fit(listRect(Rect(size)).size)
        showPreview()
    }

    private func listRect(_ rect: Rect) -> Rect {
        let area = rect.listArea
        return area.splitTop(header(area.width).count + 1).rest
    }

    public mutating func act(_ action: Action) -> [Effect] {
        switch action {
        case .open, .why: return open()
        case .fix: return selectedFinding.map { [.open(.fix(rule: $0))] } ?? []
        case .fixAll: return [.open(.fixAll)]
        case .lookAgain: return [.examine]
        case .unfold: fold()
        case .list(let action):
            list.act(action)
            showPreview()
        case .severity:
            filter.severity = filter.severity.next
            refresh()
        case .area:
            filter.nextArea(among: FindingRows.areas(session, rung: rung))
            refresh()
        case .copy: return copy()
        case .recipes: return [.open(.recipes(query: ""))]
        }
        return []
    }

    private var selectedFinding: String? { if case .finding(let id, _)? = list.selected { id } else { nil } }

    private mutating func open() -> [Effect] {
        switch list.selected {
        case .finding(let id, _)?, .expected(let id)?, .cleared(let id)?, .unjudged(let id, _)?:
            return [.open(.finding(rule: id))]
        case .reason?: fold()
        case .gap?, .heading?, nil: break
        }
        return []
    }

    private mutating func fold() {
        guard let selected = list.selected else { return }
        list.setFolded(!list.folded.contains(selected), selected)
    }

    private func copy() -> [Effect] {
        switch list.selected {
        case .finding(let id, _)?, .expected(let id)?, .cleared(let id)?, .unjudged(let id, _)?:
            [.copy(FindingText(session, rule: id).lines.joined(separator: "\n") + "\n")]
        case .reason(let reason)?: [.copy(reason)]
        case .gap?, .heading?, nil: [.say("Nothing is selected.")]
        }
    }

    public mutating func handle(_ key: Key) -> [Effect]? {
        if case .mouse(let mouse) = key, mouse.action == .press {
            guard let row = list.row(at: mouse.point, in: listRect(Rect(content))) else { return nil }
            if row == list.selected { return act(.open) }
            list.select(row)
            showPreview()
            return []
        }
        guard list.handle(key) else { return nil }
        showPreview()
        return []
    }

    public mutating func take(_ event: ScreenEvent) -> [Effect] {
        guard case .session(let session) = event else { return [] }
        self.session = session
        refresh()
        return []
    }

    // MARK: Showing

    @discardableResult
    public func draw(on canvas: inout Canvas, in rect: Rect, glyphs: Glyphs) -> Point? {
        let area = rect.listArea
        for (index, line) in header(area.width).enumerated() { canvas.write(line, in: area.row(index), glyphs: glyphs) }
        preview.draw(besideListIn: rect, on: &canvas, glyphs: glyphs)
        return list.draw(on: &canvas, in: listRect(rect), glyphs: glyphs)
    }

    /// Each reason, and the rules that it cost.
    private var unjudgedLines: [String] {
        FindingRows(session, filter: filter, rung: rung).rows.compactMap { row in
            switch row.id {
            case .reason: "Not checked: \(row.text.plain) (\(row.note.plain))"
            case .unjudged: "  \(row.text.plain)"
            default: nil
            }
        }
    }

    public func plain() -> PlainPage {
        var lines = header(1000).map(\.plain)
        var choices: [PlainPage.Choice] = []
        for row in FindingRows(session, filter: filter, rung: rung).rows {
            let indent = String(repeating: "  ", count: row.depth)
            let text = "\(row.text.plain)" + (row.note.isEmpty ? "" : " (\(row.note.plain))")
            switch row.id {
            case .gap, .heading, .reason, .unjudged: continue
            case .finding(let id, _), .cleared(let id):
                choices.append(.init("\(indent)\(row.mark?.word ?? ""): \(text)", [.open(.finding(rule: id))]))
            case .expected(let id): choices.append(.init("expected now: \(text)", [.open(.finding(rule: id))]))
            }
        }
        if choices.isEmpty { lines.append(emptyText.plain) }
        let unjudged = unjudgedLines
        if !unjudged.isEmpty {
            choices.append(.init("Read what was not checked, and why", [.say(unjudged.joined(separator: "\n"))]))
        }
        return PlainPage(lines, choices: choices)
    }
}
