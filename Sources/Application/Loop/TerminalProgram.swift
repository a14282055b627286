import Facts
import Screens
import Terminal
import Widgets

/// The event loop of the full-screen program: keys to pages, effects to work, news to pages, pages to the display.
final class TerminalProgram {
    private let display: any Display
    private let work: Work
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
        case palette(Palette)
        case dialog(Dialog, [Effect])
    }

    init(
        display: any Display, work: Work, mailbox: Mailbox, session: Session, pages: Pages, opening: Route? = nil,
        plans: PlanKeeping = PlanKeeping(named: nil)
    ) {
        self.display = display
        self.work = work
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
        work.examine()
        carryOut(stack.top.shown())
        draw()
        while !isDone {
            switch display.next(until: nil) {
            case .key(let key): take(key)
            case .resize: fit()
            case .wake: for letter in mailbox.take() { take(letter) }
            case .deadline: break
            case .hangup: isDone = true
            }
            if !isDone { draw() }
        }
        _ = work.stop()
    }

    // MARK: Keys

    /// What the help line offers: the keys of what lies over the page, and while letters are text only keys that are none.
    private var helpMap: KeyMap {
        switch overlay {
        case .keys?: return GlobalBindings.keyPage
        case .palette?: return GlobalBindings.palette
        case .dialog?: return GlobalBindings.dialog
        case nil: break
        }
        guard stack.top.isTyping else { return map }
        return KeyMap(
            map.bindings.map { binding in
                var binding = binding
                binding.keys.removeAll { $0.typed != nil }
                return binding
            })
    }

    private var map: KeyMap { KeyMap(stack.top.bindings).before(GlobalBindings.map) }

    private func take(_ key: Key) {
        if key == .ctrl("z") {
            display.suspend()
            return fit()
        }
        guard PageFrame(display.size) != nil else {
            if [.character("q"), .character("Q"), .ctrl("c")].contains(key) { isDone = true }
            return
        }
        if key != .ctrl("c") { wasStopKey = false }
        said = nil
        if overlay != nil, key != .ctrl("c") { return takeInOverlay(key) }
        // Ctrl-C holds everywhere; what lies over the page is dismissed, and nothing is confirmed.
        overlay = nil
        let key = inContent(key)
        if stack.top.isTyping, key != .ctrl("c"), key != .ctrl("l") {
            if let effects = stack.top.handle(key) { return carryOut(effects) }
        }
        if let binding = map.binding(for: key), !(key == .escape && handledByPage(key)) {
            if let reason = binding.disabled { return said = reason }
            return act(binding.name)
        }
        if key != .escape, let effects = stack.top.handle(key) { return carryOut(effects) }
        // A text that is pasted where nothing asks for one is an error text to be explained.
        if case .paste(let text) = key { carryOut([.open(.explain(text: text))]) }
    }

    /// The key with a mouse's place counted from the corner of the content area, as pages count it.
    private func inContent(_ key: Key) -> Key {
        guard case .mouse(let mouse) = key, let content = PageFrame(display.size)?.content else { return key }
        return .mouse(Mouse(mouse.action, at: Point(x: mouse.point.x - content.x, y: mouse.point.y - content.y)))
    }

    /// Escape belongs to the page first (it clears a filter), then it goes back.
    private func handledByPage(_ key: Key) -> Bool {
        guard let effects = stack.top.handle(key) else { return false }
        carryOut(effects)
        return true
    }

    private func act(_ name: String) {
        switch name {
        case "back": stack.isAtFirst ? ask() : pop()
        case "leave": stack.isAtFirst ? leave() : pop()
        case "quit": ask()
        case "help": overlay = fitted(.keys(KeyHelp(map)))
        case "palette": overlay = fitted(.palette(Palette(map)))
        case "mouse":
            display.mouse.toggle()
            said = display.mouse ? "drydock takes the mouse; m gives it back." : "The terminal has the mouse; m takes it."
        case "redraw": display.repaint()
        case "stop": stop()
        case "write": write()
        case _ where name.hasPrefix("go-"):
            if let jump = GlobalBindings.jumps.first(where: { $0.name == name }) { carryOut([.open(jump.route)]) }
        default: carryOut(stack.top.act(name))
        }
    }

    private func stop() {
        if wasStopKey {
            isDone = true
        } else if work.isBusy, work.stop() {
            session.progress = nil
            carryOut(stack.take(.session(session)))
            said = "Stopped. What was not checked stays unknown; r checks again."
        } else {
            said = "Nothing is running. q leaves this page, Ctrl-C once more leaves drydock."
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
        var body: [StyledText] = ["Nothing was changed on this machine."]
        if let trouble = plans.trouble { body += ["", "\(trouble)"] }
        overlay = fitted(.dialog(Dialog("Leave drydock?", body: body, verb: "Leave"), [.quit]))
    }

    private func takeInOverlay(_ key: Key) {
        switch overlay {
        case .keys(var help):
            if key == .escape || key == .character("q") || key == .character("?") || key == .function(1) { return overlay = nil }
            _ = help.handle(key)
            overlay = .keys(help)
        case .palette(var palette):
            _ = palette.handle(key)
            overlay = .palette(palette)
            switch palette.outcome {
            case .open: break
            case .dismissed: overlay = nil
            case .chosen(let name):
                overlay = nil
                act(name)
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

    // MARK: Effects and news

    private func carryOut(_ effects: [Effect]) {
        for (index, effect) in effects.enumerated() {
            switch effect {
            case .open(let route):
                work.watch(false)
                stack.push(pages.open(route, session))
                fit()
                carryOut(stack.top.shown())
            case .close: stack.isAtFirst ? (isDone = true) : pop()
            case .quit: isDone = true
            case .examine: work.examine()
            case .copy(let text): said = Self.words(display.copy(text))
            case .say(let text): said = text
            case .explain(let text): work.explain(text)
            case .capture(let path, let hidesAddresses): work.capture(to: path, hidesAddresses: hidesAddresses)
            case .write(let text, let path): said = FileWriting.write(text, to: path)
            case .watch(let isOn): work.watch(isOn)
            case .keepPlan(let text):
                if !keep(text, then: Array(effects[(index + 1)...])) { return }
            case .leaveSetup:
                farewell = plans.farewell
                isDone = true
            case .exportPlan(let text, let folder): said = plans.export(text, to: folder, PlanMaking(session))
            case .plan(let answers): work.plan(answers, PlanMaking(session))
            case .readFiles(let paths): work.read(paths)
            case .setup(let answer): carryOut(stack.take(.setup(answer)))
            }
        }
    }

    /// Keeps the answers; false where that failed and `next` waits for a word of the person: who leaves then loses them.
    private func keep(_ text: String, then next: [Effect]) -> Bool {
        let wasKept = plans.trouble == nil
        guard let words = plans.keep(text) else { return true }
        guard let trouble = plans.trouble else {
            tell("The plan was changed by another", words)
            return true
        }
        let isLeaving = next.contains { if case .leaveSetup = $0 { true } else if case .close = $0 { true } else { false } }
        if isLeaving {
            overlay = fitted(.dialog(Dialog("Leave and lose the answers?", body: ["\(trouble)"], verb: "Leave"), next))
            return false
        }
        if wasKept { tell("The answers are not kept", trouble) }
        return true
    }

    /// Says what is too long for the message row and too weighty to be cut off there.
    private func tell(_ title: String, _ words: String) {
        overlay = fitted(.dialog(Dialog(title, body: ["\(words)"], verb: "Go on"), []))
    }

    private static func words(_ result: CopyResult) -> String {
        switch result {
        case .sent(let lines): lines == 1 ? "Copied 1 line." : "Copied \(lines) lines."
        case .tooLong(let limit): "That is more than the \(limit / 1024) KiB that terminals take; write it to a file instead."
        }
    }

    private func take(_ letter: Letter) {
        if case .said(let text) = letter { said = text }
        guard let news = session.take(letter) else { return }
        carryOut(stack.take(news))
    }

    private func pop() {
        work.watch(false)
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
        if let said {
            canvas.write(StyledText(said, .notice), in: frame.message, glyphs: glyphs)
        } else if let progress = session.progress {
            ProgressBar.counted(done: progress.done, of: progress.total, what: progress.subject).draw(
                on: &canvas, in: frame.message, glyphs: glyphs)
        } else if let message = stack.top.message {
            canvas.write(message, in: frame.message, glyphs: glyphs)
        }
        HelpLine(helpMap).draw(on: &canvas, in: frame.help, glyphs: glyphs)
        display.present(canvas, cursor: cursor)
    }
}
