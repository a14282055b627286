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
        let job = drawJobs(on: &canvas)
        for (index, gauge) in home.gauges.enumerated() { gauge.draw(on: &canvas, in: layout.gauges.row(index), glyphs: glyphs) }
        return cause ?? rung ?? job
    }

    private func drawHeadline(on canvas: inout Canvas) -> Point? {
        let headline = home.headline
        let row = layout.headline.row(0)
        let note = StyledText(headline.note, .muted)
        canvas.write(
            headline.mark.styled + " " + StyledText(headline.title, .title), in: row.splitLeft(row.width - note.width - 1).left,
            glyphs: glyphs)
        canvas.write(note, rightIn: row, glyphs: glyphs)
        let lines = StyledText(headline.says).wrapped(to: max(1, row.width - 3))
        for (index, line) in lines.prefix(layout.says).enumerated() {
            let isCut = index == layout.says - 1 && lines.count > layout.says
            canvas.write(
                isCut ? line + StyledText(" " + glyphs.ellipsis, .muted) : line,
                in: layout.headline.row(index + 1).splitLeft(3).rest, glyphs: glyphs)
        }
        if let mend = headline.mend {
            let text = StyledText("Mend: ", .muted) + StyledText(mend, .good) + StyledText("  Enter shows how", .muted)
            canvas.write(text, in: layout.headline.row(1 + layout.says).splitLeft(3).rest, glyphs: glyphs)
        }
        guard home.selected == .cause else { return nil }
        canvas.restyle(row, Style(.focus), keeping: StatusMark.roles)
        return row.origin
    }

    private func drawLadder(on canvas: inout Canvas) -> Point? {
        var place: Point?
        for (index, state) in (home.session.report?.ladder ?? []).enumerated() {
            let row = layout.ladder.row(index)
            guard !row.isEmpty else { break }
            let name = state.rung.words
            let gap = String(repeating: " ", count: max(1, Self.rungWidth - name.count))
            let says = StyledText(state.says, state.state == .ok || state.state == .notHere ? .muted : .text)
            canvas.write(StatusMark(state.state).styled + " " + StyledText(name + gap) + says, in: row, glyphs: glyphs)
            if home.selected == .rung(state.rung) {
                canvas.restyle(row, Style(.focus), keeping: StatusMark.roles)
                place = row.origin
            }
        }
        return place
    }

    private func drawCompactLadder(on canvas: inout Canvas) -> Point? {
        let perRow = max(1, layout.ladder.width / 14)
        for (index, state) in (home.session.report?.ladder ?? []).enumerated() {
            let row = layout.ladder.row(index / perRow)
            let cell = row.splitLeft((index % perRow) * 14).rest.splitLeft(14).left
            canvas.write(StatusMark(state.state).styled + " " + StyledText(state.rung.words), in: cell, glyphs: glyphs)
        }
        return nil
    }

    private func drawJobs(on canvas: inout Canvas) -> Point? {
        var place: Point?
        let first = home.firstJob(layout.jobs.height)
        for (index, job) in HomeScreen.Job.allCases.dropFirst(first).enumerated() {
            let row = layout.jobs.row(index)
            guard !row.isEmpty else { break }
            let isSelected = home.selected == .job(job)
            let name = "\(job.rawValue)  \(job.title)"
            let gap = String(repeating: " ", count: max(1, 14 - name.count))
            let line = StyledText(isSelected ? glyphs.selection + " " : "  ") + StyledText(name + gap) + home.note(job)
            canvas.write(line, in: row, glyphs: glyphs)
            if isSelected {
                canvas.restyle(row, Style(.focus), keeping: StatusMark.roles)
                place = row.origin
            }
        }
        return place
    }
}
