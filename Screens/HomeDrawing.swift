import Diagnosis
import Terminal
import Widgets

/// Draws Home's parts into its layout.
struct HomeDrawing {
    let home: HomeScreen
    let layout: HomeLayout
    let glyphs: Glyphs

    /// Columns of a rung's name.
    static let rungWidth = 11

    func draw(on canvas: inout Canvas) -> Point? {
        let cause = drawHeadline(on: &canvas)
        let rung = layout.isCompact ? drawCompactLadder(on: &canvas) : drawLadder(on: &canvas)
        let entry = drawMenu(on: &canvas)
        for (index, gauge) in gauges.enumerated() { gauge.draw(on: &canvas, in: layout.gauges.row(index), glyphs: glyphs) }
        return cause ?? rung ?? entry
    }

    /// The instruments there is room for: where not for all, those first that are out of their band.
    private var gauges: [NodeGauge] {
        guard layout.gauges.height < home.gauges.count else { return home.gauges }
        let ordered = home.gauges.filter(\.isOutOfBand) + home.gauges.filter { !$0.isOutOfBand }
        return Array(ordered.prefix(max(0, layout.gauges.height)))
    }

    private func drawHeadline(on canvas: inout Canvas) -> Point? {
        let headline = home.headline
        let row = layout.headline.row(0)
        let note = StyledText(headline.note, .muted)
        canvas.write(
            gutter(home.selected == .cause) + headline.mark.styled + " " + StyledText(headline.title, .title),
            in: row.splitLeft(row.width - note.width - 1).left,
            glyphs: glyphs)
        canvas.write(note, rightIn: row, glyphs: glyphs)
        let lines = StyledText(headline.says).wrapped(to: max(1, row.width - HomeLayout.indent))
        for (index, line) in lines.prefix(layout.says).enumerated() {
            let isCut = index == layout.says - 1 && lines.count > layout.says
            canvas.write(
                isCut ? line + StyledText(" " + glyphs.ellipsis, .muted) : line,
                in: layout.headline.row(index + 1).splitLeft(HomeLayout.indent).rest, glyphs: glyphs)
        }
        if let fix = headline.fix {
            let area = layout.headline.row(1 + layout.says).splitLeft(HomeLayout.indent).rest
            let text = StyledText("Fix: ", .muted) + StyledText(fix, .good)
            let hint = StyledText("  Enter shows how", .muted)
            canvas.write(text.width + hint.width <= area.width ? text + hint : text, in: area, glyphs: glyphs)
        }
        guard home.selected == .cause else { return nil }
        canvas.restyle(row, Style(.focus), keeping: StatusMark.roles)
        return row.origin
    }

    /// Before a row that may be selected.
    private func gutter(_ isSelected: Bool) -> StyledText { StyledText(isSelected ? glyphs.selection + " " : "  ") }

    private func drawLadder(on canvas: inout Canvas) -> Point? {
        var place: Point?
        for (index, state) in (home.session.report?.ladder ?? []).enumerated() {
            let row = layout.ladder.row(layout.ladderRow(index))
            guard !row.isEmpty else { break }
            let isSelected = home.selected == .rung(state.rung)
            let name = state.rung.words
            let gap = String(repeating: " ", count: max(1, Self.rungWidth - name.count))
            let says = StyledText(state.says, state.state == .ok || state.state == .notHere ? .muted : .text)
            let (head, body) = row.splitLeft(HomeLayout.sayings)
            canvas.write(
                gutter(isSelected) + StatusMark(state.state).styled + " " + StyledText(name + gap), in: head, glyphs: glyphs)
            if layout.rungRows[index] > 1 {
                for (line, text) in says.wrapped(to: body.width).prefix(layout.rungRows[index]).enumerated() {
                    canvas.write(
                        text, in: layout.ladder.row(layout.ladderRow(index) + line).splitLeft(HomeLayout.sayings).rest,
                        glyphs: glyphs)
                }
            } else {
                canvas.write(says, in: body, glyphs: glyphs)
            }
            if isSelected {
                canvas.restyle(row, Style(.focus), keeping: StatusMark.roles)
                place = row.origin
            }
        }
        return place
    }

    private func drawCompactLadder(on canvas: inout Canvas) -> Point? {
        let perRow = max(1, (layout.ladder.width - 2) / HomeLayout.compactWidth)
        for (index, state) in (home.session.report?.ladder ?? []).enumerated() {
            let row = layout.ladder.row(index / perRow)
            let cell = row.splitLeft(2 + (index % perRow) * HomeLayout.compactWidth).rest.splitLeft(HomeLayout.compactWidth).left
            canvas.write(StatusMark(state.state).styled + " " + StyledText(state.rung.words), in: cell, glyphs: glyphs)
        }
        return nil
    }

    private func drawMenu(on canvas: inout Canvas) -> Point? {
        var place: Point?
        let first = home.firstEntry(layout.menu.height)
        for (index, entry) in HomeScreen.MenuEntry.allCases.dropFirst(first).enumerated() {
            let row = layout.menu.row(index)
            guard !row.isEmpty else { break }
            let isSelected = home.selected == .entry(entry)
            let name = "\(entry.rawValue)  \(entry.title)"
            let gap = String(repeating: " ", count: max(1, 14 - name.count))
            let line = gutter(isSelected) + StyledText(name + gap) + home.note(entry)
            canvas.write(line, in: row, glyphs: glyphs)
            if isSelected {
                canvas.restyle(row, Style(.focus), keeping: StatusMark.roles)
                place = row.origin
            }
        }
        let edge = layout.menu.maxX - 1
        if first > 0 {
            canvas.write(glyphs.moreAbove, at: Point(x: edge, y: layout.menu.y), in: layout.menu, style: Style(.muted))
        }
        if first + layout.menu.height < HomeScreen.MenuEntry.allCases.count, layout.menu.height > 0 {
            canvas.write(glyphs.moreBelow, at: Point(x: edge, y: layout.menu.maxY - 1), in: layout.menu, style: Style(.muted))
        }
        return place
    }
}
