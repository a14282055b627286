import Facts
import Screens
import Terminal
import Widgets

/// The event loop of the full-screen program: keys to pages, effects to the runner, events to pages, pages to the display.
final class TerminalProgram {
    private let display: any Display
    private let runner: EffectRunner
    private let work: WorkRunner
    private let mailbox: Mailbox
    private var stack: PageStack
    private var session: Session
    private var overlay: Overlay?
    private var said: String?
    private var wasStopKey = false
    private var isDone = false
    /// What is said once the screen is given back.
    private(set) var farewell: String?
    private let pages: Pages
    private let plans: PlanKeeping

    /// What lies over the page and keeps all keys.
    private enum Overlay {
        case keys(KeyHelp)
        case palette(Palette<Offer>)
        case dialog(Dialog, [Effect])
    }

    /// What keys and the palette offer: what the page on top can do, and what can be done everywhere.
    private enum Offer: Hashable {
        case page(PageAction)
        case everywhere(Everywhere)
        case move(Move)
    }

    private static let everywhere = KeyMap(Everywhere.bindings)

    init(
        display: any Display, runner: EffectRunner, mailbox: Mailbox, session: Session, pages: Pages, opening: Route? = nil,
        plans: PlanKeeping = PlanKeeping(named: nil)
    ) {
        self.display = display
        self.runner = runner
        work = runner.makeWork()
        self.mailbox = mailbox
        self.session = session
        self.pages = pages
        self.plans = plans
        stack = PageStack(pages.open(.home, session))
        if let opening { stack.push(pages.open(opening, session)) }
    }

    /// Runs until the person leaves or the terminal is gone.
    func run() {
        fit()
        draw()
        // Only now is anything read or looked at: the first page is there at once.
        runner.examine()
        carryOut(stack.top.shown())
        draw()
        while !isDone {
            switch display.next(until: nil) {
            case .key(let key): take(key)
            case .resize: fit()
            case .wake: for message in mailbox.take() { take(message) }
            case .deadline: break
            case .hangup: isDone = true
            }
            if !isDone { draw() }
        }
        _ = runner.stop()
        work.finish()
    }

    // MARK: Keys

    /// What can be done now: while letters are text only by keys that are none.
    private var map: KeyMap<Offer> {
        let isHeld = stack.top.holds != nil
        let everywhere = Everywhere.bindings.filter { !isHeld || !Self.leaves($0.action) }
        let map = KeyMap(stack.top.offers.map { $0.map(Offer.page) })
            .before(KeyMap(everywhere.map { $0.map(Offer.everywhere) }))
        return stack.top.isTyping ? map.whileTyping : map
    }

    /// The same with the keys that move, for the page of keys.
    private var allKeys: KeyMap<Offer> {
        let moves = KeyMap(Move.bindings.map { $0.map(Offer.move) })
        return map.before(stack.top.isTyping ? moves.whileTyping : moves)
    }

    private func take(_ key: Key) {
        let everywhere = Self.everywhere.binding(for: key)?.action
        if everywhere == .suspend { return act(.suspend) }
        guard PageFrame(display.size) != nil else {
            if let everywhere, [.leave, .quit, .stop].contains(everywhere) { isDone = true }
            return
        }
        if everywhere != .stop { wasStopKey = false }
        said = nil
        if overlay != nil, everywhere != .stop { return takeInOverlay(key) }
        // Ctrl-C holds everywhere; what lies over the page is dismissed, and nothing is confirmed.
        overlay = nil
        if let everywhere, everywhere == .redraw || everywhere == .stop && stack.top.holds == nil { return act(everywhere) }
        // The page comes first: Escape clears a filter before it goes back.
        if let effects = stack.top.receive(inContent(key)) { return carryOut(effects) }
        if let everywhere { return act(everywhere) }
        // A text that is pasted where nothing asks for one is an error text to be explained.
        if case .paste(let text) = key { carryOut([.open(.explain(text: text))]) }
    }

    /// The key with a mouse's place counted from the corner of the content area, as pages count it.
    private func inContent(_ key: Key) -> Key {
        guard case .mouse(let mouse) = key, let content = PageFrame(display.size)?.content else { return key }
        return .mouse(Mouse(mouse.action, at: Point(x: mouse.point.x - content.x, y: mouse.point.y - content.y)))
    }

    private func act(_ action: Everywhere) {
        if let reason = stack.top.holds, Self.leaves(action) { return said = reason }
        switch action {
        case .back: stack.isAtFirst ? ask() : pop()
        case .leave: stack.isAtFirst ? leave() : pop()
        case .quit: ask()
        case .help: overlay = fitted(.keys(KeyHelp(allKeys)))
        case .palette: overlay = fitted(.palette(Palette(map)))
        case .mouse:
            display.mouse.toggle()
            said =
                display.mouse
                ? "drydock uses the mouse; m gives it back to the terminal."
                : "The terminal has the mouse back; m takes it again."
        case .redraw: display.repaint()
        case .stop: stop()
        case .suspend:
            display.suspend()
            fit()
        case .write: write()
        case .go(let jump): carryOut([.open(jump.route)])
        }
    }

    /// Whether an action leaves the page.
    private static func leaves(_ action: Everywhere) -> Bool {
        if case .go = action { return true }
        return [.back, .leave, .quit].contains(action)
    }

    private func act(_ offer: Offer) {
        switch offer {
        case .page(let action): carryOut(stack.top.act(action))
        case .everywhere(let action): act(action)
        // Keys that move are not in the palette.
        case .move: break
        }
    }

    private func stop() {
        if wasStopKey {
            isDone = true
        } else if runner.isBusy, runner.stop() {
            session.progress = nil
            carryOut(stack.take(.session(session)))
            said = "Stopped. What was not checked stays unknown; r checks again."
        } else {
            said = "Nothing is running. q leaves this page; Ctrl-C again leaves drydock."
        }
        wasStopKey = true
    }

    /// Writes the page as text into a file that is not there yet.
    private func write() {
        let page = stack.top.plain()
        let text = (page.lines + page.choices.map(\.label)).joined(separator: "\n") + "\n"
        said = FileWriting.write(text, named: "drydock-\(stack.isAtFirst ? "home" : stack.top.crumb)", ending: ".txt")
    }

    /// Ends the program, after a question where answers would be lost.
    private func leave() {
        if plans.trouble == nil { isDone = true } else { ask() }
    }

    private func ask() {
        var body: [StyledText] = [
            work.hasDone
                ? "What was done on this machine stays. It can be taken back later: drydock fix --undo"
                : "Nothing was changed on this machine."
        ]
        if let trouble = plans.trouble { body += ["", "\(trouble)"] }
        overlay = fitted(.dialog(Dialog("Leave drydock?", body: body, verb: "Leave"), [.quit]))
    }

    private func takeInOverlay(_ key: Key) {
        switch overlay {
        case .keys(var help):
            _ = help.handle(key)
            overlay = help.isClosed ? nil : .keys(help)
        case .palette(var palette):
            _ = palette.handle(key)
            overlay = .palette(palette)
            switch palette.outcome {
            case .open: break
            case .closed: overlay = nil
            case .chosen(let offer):
                overlay = nil
                act(offer)
            }
        case .dialog(var dialog, let effects):
            _ = dialog.handle(key)
            overlay = .dialog(dialog, effects)
            switch dialog.outcome {
            case .open: break
            case .cancelled: overlay = nil
            case .confirmed:
                overlay = nil
                carryOut(effects)
            }
        case nil: break
        }
    }

    // MARK: Effects and events

    private func carryOut(_ effects: [Effect]) {
        for (index, effect) in effects.enumerated() {
            switch effect {
            case .open(let route):
                runner.watch(false)
                stack.push(pages.open(route, session))
                fit()
                carryOut(stack.top.shown())
            case .close: stack.isAtFirst ? (isDone = true) : pop()
            case .quit: isDone = true
            case .examine: runner.examine()
            case .copy(let text): said = Self.words(display.copy(text))
            case .say(let text): said = text
            case .explain(let text): runner.explain(text)
            case .capture(let path, let hidesAddresses): runner.capture(to: path, hidesAddresses: hidesAddresses)
            case .write(let text, let path): said = FileWriting.write(text, to: path)
            case .watch(let isOn): runner.watch(isOn)
            case .keepPlan(let text):
                if !keep(text, then: Array(effects[(index + 1)...])) { return }
            case .leaveSetup:
                farewell = plans.farewell
                isDone = true
            case .exportPlan(let text, let folder): said = plans.export(text, to: folder, PlanMaking(session))
            case .plan(let answers): runner.plan(answers, PlanMaking(session))
            case .lookAt(let machines): runner.look(at: machines)
            case .readFiles(let paths): runner.read(paths)
            case .setup(let answer): carryOut(stack.take(.setup(answer)))
            case .ask, .prepare, .listRuns, .give, .carryOut, .stopWork: change(effect)
            }
        }
    }

    /// Carries out what changes this machine, or leads there.
    private func change(_ effect: Effect) {
        switch effect {
        case .ask(let question, let effects):
            let body = question.body.flatMap { [StyledText($0), StyledText()] }.dropLast()
            overlay = fitted(
                .dialog(Dialog(question.title, body: Array(body), verb: question.verb, word: question.word), effects))
        case .prepare(let undertaking, let skipped): work.prepare(undertaking, skipping: skipped)
        case .give(let values): work.give(values)
        case .listRuns: work.listRuns()
        case .carryOut(let undertaking): work.carryOut(undertaking)
        case .stopWork(let now): work.stop(now: now)
        default: break
        }
    }

    /// Keeps the answers; false where that failed and `next` waits for a word of the person: who leaves then loses them.
    private func keep(_ text: String, then next: [Effect]) -> Bool {
        let wasKept = plans.trouble == nil
        guard let words = plans.keep(text) else { return true }
        guard let trouble = plans.trouble else {
            tell("The plan file was changed by another program", words)
            return true
        }
        let isLeaving = next.contains { if case .leaveSetup = $0 { true } else if case .close = $0 { true } else { false } }
        if isLeaving {
            overlay = fitted(.dialog(Dialog("Leave and lose the answers?", body: ["\(trouble)"], verb: "Leave"), next))
            return false
        }
        if wasKept { tell("The answers are not saved", trouble) }
        return true
    }

    /// Says what is too long for the message row and too weighty to be cut off there.
    private func tell(_ title: String, _ words: String) {
        overlay = fitted(.dialog(Dialog(title, body: ["\(words)"], verb: "Continue"), []))
    }

    private static func words(_ result: CopyResult) -> String {
        switch result {
        case .sent(let lines): lines == 1 ? "Copied 1 line." : "Copied \(lines) lines."
        case .tooLong(let limit): "This is more than the \(limit / 1024) KiB that terminals accept; write it to a file instead."
        }
    }

    private func take(_ message: Message) {
        if case .said(let text) = message { said = text }
        guard let event = session.take(message) else { return }
        carryOut(stack.take(event))
    }

    private func pop() {
        runner.watch(false)
        stack.pop()
        carryOut(stack.take(.session(session)))
        fit()
        carryOut(stack.top.shown())
    }

    // MARK: Drawing

    private func fit() {
        guard let frame = PageFrame(display.size) else { return }
        stack.top.fit(frame.content.size)
        overlay = overlay.map(fitted)
    }

    private func fitted(_ overlay: Overlay) -> Overlay {
        guard let frame = PageFrame(display.size) else { return overlay }
        switch overlay {
        case .keys(var help):
            help.fit(frame.content.size)
            return .keys(help)
        case .palette(var palette):
            palette.fit(frame.content.size)
            return .palette(palette)
        case .dialog: return overlay
        }
    }

    private func draw() {
        var canvas = display.canvas()
        let glyphs = display.glyphs
        guard let frame = PageFrame(display.size) else {
            let cursor = TooSmall().draw(on: &canvas, in: Rect(display.size), glyphs: glyphs)
            return display.present(canvas, cursor: cursor)
        }
        Breadcrumb(stack.crumbs, node: session.corner).draw(on: &canvas, in: frame.crumbs, glyphs: glyphs)
        var cursor: Point?
        switch overlay {
        case .keys(let help): cursor = help.draw(on: &canvas, in: frame.content, glyphs: glyphs)
        case .palette(let palette): cursor = palette.draw(on: &canvas, in: frame.content, glyphs: glyphs)
        case .dialog(let dialog, _):
            stack.top.draw(on: &canvas, in: frame.content, glyphs: glyphs)
            cursor = dialog.draw(on: &canvas, in: frame.content, glyphs: glyphs)
        case nil: cursor = stack.top.draw(on: &canvas, in: frame.content, glyphs: glyphs)
        }
        drawMessage(on: &canvas, in: frame)
        drawHelpLine(on: &canvas, in: frame.help)
        display.present(canvas, cursor: cursor)
    }

    /// What the last key led to, else how far the look has come, else the page's message.
    private func drawMessage(on canvas: inout Canvas, in frame: PageFrame) {
        let glyphs = display.glyphs
        if let notice = said.map({ StyledText($0, .notice) }) ?? stack.top.notice {
            // A sentence that is longer than its row is read whole: until the next key it stands over the page's last rows.
            let lines = notice.wrapped(to: frame.message.width)
            let shown = min(lines.count, 4)
            let (_, above) = frame.content.splitBottom(shown - 1)
            canvas.fill(above)
            for (index, line) in lines.prefix(shown).enumerated() {
                canvas.write(line, in: index < shown - 1 ? above.row(index) : frame.message, glyphs: glyphs)
            }
        } else if let progress = session.progress {
            ProgressBar.counted(done: progress.done, of: progress.total, what: progress.subject).draw(
                on: &canvas, in: frame.message, glyphs: glyphs)
        } else if let message = stack.top.message {
            canvas.write(message, in: frame.message, glyphs: glyphs)
        }
    }

    /// The keys of what lies over the page, else the page's.
    private func drawHelpLine(on canvas: inout Canvas, in row: Rect) {
        let glyphs = display.glyphs
        switch overlay {
        case .keys(let help)?: HelpLine(KeyMap(help.bindings)).draw(on: &canvas, in: row, glyphs: glyphs)
        case .palette(let palette)?: HelpLine(KeyMap(palette.bindings)).draw(on: &canvas, in: row, glyphs: glyphs)
        case .dialog(let dialog, _)?: HelpLine(KeyMap(dialog.bindings)).draw(on: &canvas, in: row, glyphs: glyphs)
        case nil: HelpLine(map, keeping: .everywhere(.help)).draw(on: &canvas, in: row, glyphs: glyphs)
        }
    }
}
