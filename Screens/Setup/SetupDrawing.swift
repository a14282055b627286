import Planning
import Terminal
import Widgets
import Wizard

extension SetupScreen {
    @discardableResult
    public func draw(on canvas: inout Canvas, in rect: Rect, glyphs: Glyphs) -> Point? {
        if case .addOns(let comparison) = over { return comparison.draw(on: &canvas, in: rect, glyphs: glyphs) }
        let layout = SetupLayout(rect, rows: form.rows.count)
        var place: Point?
        if let pages = layout.pages {
            place = drawPages(on: &canvas, in: pages, glyphs: glyphs)
            canvas.rule(layout.rule, glyphs: glyphs)
        }
        drawHead(on: &canvas, in: layout.head, glyphs: glyphs)
        switch over {
        case .text: return pane.draw(on: &canvas, in: layout.body.splitTop(2).rest, glyphs: glyphs)
        case .export: return drawExport(on: &canvas, in: layout.form, glyphs: glyphs)
        case .leaving: return drawLeaving(on: &canvas, in: layout.form, glyphs: glyphs)
        case .pages:
            _ = form.draw(on: &canvas, in: layout.form, glyphs: glyphs)
            return place
        case .none, .machine, .resume, .addOns: break
        }
        let cursor = form.draw(on: &canvas, in: layout.form, glyphs: glyphs)
        if layout.details.height > 0 {
            canvas.fill(layout.line, with: glyphs.horizontal.unicodeScalars.first ?? "-", style: Style(.muted))
            details.draw(on: &canvas, in: layout.details, glyphs: glyphs)
        }
        return cursor
    }

    private func drawHead(on canvas: inout Canvas, in rect: Rect, glyphs: Glyphs) {
        let steps = wizard.steps
        let number = (steps.firstIndex(of: wizard.step) ?? 0) + 1
        var line = StyledText("\(number) of \(steps.count)", .muted) + "  "
        switch over {
        case .machine(let index):
            let name = wizard.plan.machines[index].name
            line += StyledText("Machine \(name.isEmpty ? "\(index + 1)" : name)", .title)
        case .text(let title): line += StyledText(title, .title)
        default:
            line += StyledText(wizard.step.title, .title)
            canvas.write(StyledText(wizard.step.page.purpose), in: rect.row(1), glyphs: glyphs)
        }
        canvas.write(line, in: rect.row(0), glyphs: glyphs)
    }

    private func drawPages(on canvas: inout Canvas, in rect: Rect, glyphs: Glyphs) -> Point? {
        var place: Point?
        for (index, step) in WizardStep.allCases.enumerated() where index < rect.height {
            let row = rect.row(index)
            let isHere = step == wizard.step
            let mark: StatusMark =
                if step.page.skipped(wizard) != nil {
                    .none
                } else if wizard.stale[step] != nil {
                    .warning
                } else if wizard.visited.contains(step) || isHere {
                    wizard.problems(step).contains(where: \.isError) || step == .checks && !wizard.missedNeeds.isEmpty
                        ? .bad : isHere ? .running : .ok
                } else {
                    .waiting
                }
            let title = StyledText(step.title, isHere ? .title : mark == .none || mark == .waiting ? .muted : .text)
            canvas.write(mark.styled + " " + title, in: row, glyphs: glyphs)
            if isHere {
                place = row.origin
                // A mark that tells of an error does not tell that one is here.
                if mark != .running {
                    let end = Rect(x: row.x + row.width - 1, y: row.y, width: 1, height: 1)
                    canvas.write(StyledText(glyphs.charset == .utf8 ? "«" : "<", .title), in: end, glyphs: glyphs)
                }
                if case .pages = over { canvas.restyle(row, Style(.focus), keeping: StatusMark.roles) }
            }
        }
        return place
    }

    private func drawExport(on canvas: inout Canvas, in rect: Rect, glyphs: Glyphs) -> Point? {
        canvas.write("Write the plan's files, scripts and runbook into this folder:", in: rect.row(0), glyphs: glyphs)
        canvas.write(
            StyledText("If a file already exists and differs, nothing is written.", .muted), in: rect.row(2),
            glyphs: glyphs)
        return folder.draw(on: &canvas, in: rect.row(1), glyphs: glyphs)
    }

    private func drawLeaving(on canvas: inout Canvas, in rect: Rect, glyphs: Glyphs) -> Point? {
        canvas.write("Leave the wizard? The answers are saved; Enter leaves, Esc stays.", in: rect.row(0), glyphs: glyphs)
        return rect.origin
    }

    public func plain() -> PlainPage { SetupPlain(self).page() }
}
