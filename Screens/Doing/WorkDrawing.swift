import Terminal
import Widgets

/// How a page of work looks: its steps above, what is heard below.
extension WorkScreen {
    /// Rows of what is heard: the command, and its last lines under a rule.
    private func logRows(_ size: Size) -> Int {
        let steps = pane.paragraphs.reduce(0) { $0 + $1.wrapped(to: max(1, size.width - 1), hanging: 3).count }
        return max(4, size.height / 3, size.height - steps - 1)
    }

    private var isDoing: Bool { if case .doing = stage { true } else { false } }

    public mutating func fit(_ size: Size) {
        self.size = size
        let rect = Rect(size)
        if showsLog {
            log.fit(size)
        } else if isDoing {
            let (upper, lower) = rect.splitBottom(logRows(size))
            pane.fit(upper.size)
            log.fit(lower.splitTop(1).rest.size)
        } else {
            pane.fit(size)
        }
    }

    public var message: StyledText? {
        switch stage {
        case .hindered: return StyledText("Nothing can be changed here.", .warning)
        case .preparing: return StyledText("The node is being checked; nothing is changed.", .muted)
        case .preview:
            if let refusal = plan?.refusal { return StyledText(refusal, .danger) }
            if session.isReadOnly {
                return StyledText("--read-only: shown, and not done. Start drydock without it to do this.", .warning)
            }
            if plan?.asks.isEmpty == false { return StyledText("It needs values from you; Enter asks for them.", .notice) }
            return plan?.isIdle == true
                ? StyledText("Everything is so already; there is nothing to do.", .good)
                : StyledText("Nothing has been changed yet. Enter asks before it is done.", .notice)
        case .doing: return progress
        case .ended: return nil
        }
    }

    private var progress: StyledText {
        let clock = ProgressBar.clock(seconds)
        let number = min(steps.count, (steps.firstIndex { $0.state == .running } ?? steps.count - 1) + 1)
        if isStopping { return StyledText("Stops after this step, \(number) of \(steps.count). \(clock)", .warning) }
        if isDiagnosing { return StyledText("Checking why the step failed, \(clock)", .notice) }
        return isVerifying
            ? StyledText("Checking whether it worked, \(clock)", .notice)
            : StyledText("Step \(number) of \(steps.count), \(clock)", .notice)
    }

    @discardableResult
    public func draw(on canvas: inout Canvas, in rect: Rect, glyphs: Glyphs) -> Point? {
        if showsLog {
            if log.lines.isEmpty {
                canvas.write(StyledText("No command has printed anything.", .muted), in: rect, glyphs: glyphs)
            }
            return log.draw(on: &canvas, in: rect, glyphs: glyphs)
        }
        guard isDoing else { return pane.draw(on: &canvas, in: rect, glyphs: glyphs) }
        let (upper, lower) = rect.splitBottom(logRows(rect.size))
        let place = pane.draw(on: &canvas, in: upper, glyphs: glyphs)
        let (line, rest) = lower.splitTop(1)
        canvas.fill(line, with: glyphs.horizontal.unicodeScalars.first ?? "-", style: Style(.muted))
        if log.lines.isEmpty {
            canvas.write(StyledText("No command has run yet.", .muted), in: rest.row(0), glyphs: glyphs)
        } else {
            let (lines, last) = rest.splitBottom(bar.isEmpty ? 0 : 1)
            log.draw(on: &canvas, in: lines, glyphs: glyphs)
            canvas.write(StyledText(bar, .notice), in: last, glyphs: glyphs)
        }
        return place
    }

    public func plain() -> PlainPage {
        let lines = pane.paragraphs.map(\.plain)
        var choices = pane.links.sorted { $0.key < $1.key }.map {
            PlainPage.Choice("\(lines[$0].drop { $0 == " " })", [.open($1)])
        }
        switch stage {
        case .hindered, .preparing, .doing: break
        case .preview:
            if let binding = bindings.first(where: { $0.action == .confirm }), binding.disabled == nil {
                var copy = self
                choices.append(.init("Do this, after a question", copy.act(.confirm)))
            }
        case .ended(let outcome):
            if outcome.state != .done { choices.append(.init("Try again", [.open(.work(undertaking))])) }
            if bindings.contains(where: { $0.action == .undo }) {
                choices.append(.init("Take back what was done here", [.open(.work(.undo()))]))
            }
        }
        var note = message?.plain
        if case .preview = stage, plan?.refusal == nil, !session.isReadOnly { note = "Nothing has been changed yet." }
        return PlainPage(lines + [note].compactMap { $0 }, choices: choices)
    }
}
