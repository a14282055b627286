import Diagnosis
import Planning
import Terminal
import Text
import Widgets

/// Something that changes this machine, from what it would do to what became of it: a fix, a plan's part, a way back.
public struct WorkScreen: Screen {
    enum Stage: Sendable {
        /// Nothing can be done from here, for this reason.
        case hindered(String)
        /// It is being looked at.
        case preparing
        /// What would be done is shown; nothing is done.
        case preview
        case doing
        case ended(WorkOutcome)
    }

    let undertaking: Undertaking
    var session: Session
    var stage: Stage
    var plan: WorkPlan?
    var steps: [WorkStep] = []
    /// Steps that a person leaves out, by key.
    var skipped: [String] = []
    /// Seconds since it began, and since the running step did.
    var seconds = 0
    var stepBegan = 0
    /// Seconds that each step took, by key.
    var took: [String: Int] = [:]
    /// What is heard while it is done: commands and what they print.
    var log = LogPane()
    /// Whether the log has the whole page.
    var showsLog = false
    /// What the running command writes again and again: a bar, most often.
    var bar = ""
    var isVerifying = false
    var isDiagnosing = false
    /// Whether a person has chosen among what can be opened; until then it is the first.
    var hasChosen = false
    var isStopping = false
    var pane = TextPane<Route>([], hanging: 3)
    var size = Size(width: 80, height: 21)

    public init(_ session: Session, _ undertaking: Undertaking) {
        self.session = session
        self.undertaking = undertaking
        stage = session.hindrance(undertaking.command).map(Stage.hindered) ?? .preparing
        write()
    }

    public var crumb: String {
        switch undertaking {
        case .fix: "Fix"
        case .apply: "Apply"
        case .undo: "Undo"
        case .resume: "Go on"
        }
    }

    public var isTyping: Bool { pane.isTyping }

    /// While something is done the page stays: leaving it would hide what changes this machine.
    public var holds: String? {
        guard case .doing = stage else { return nil }
        return "drydock is changing this machine. Ctrl-C stops it after the running step; this page can be left then."
    }

    public mutating func shown() -> [Effect] {
        guard case .preparing = stage else { return [] }
        return [.prepare(undertaking, skipping: skipped)]
    }

    // MARK: Keys

    public enum Action: Hashable, Sendable {
        case confirm, stop, log, open, retry, skip, undo, copy
        case pane(PaneAction)
    }

    public var bindings: [Binding<Action>] {
        let search = pane.searchBindings.map { $0.map(Action.pane) }
        if pane.isTyping { return search }
        let log = Binding(
            Action.log, .character("l"), help: showsLog ? "steps" : "log",
            description: showsLog ? "Go back to the steps." : "Show everything that the commands printed.")
        switch stage {
        case .hindered, .preparing: return search
        case .preview: return [confirmBinding] + (undertaking == .resume ? [undoBinding] : []) + [copyBinding] + search
        case .doing:
            return [
                Binding(
                    .stop, .ctrl("c"), help: "stop",
                    description: isStopping
                        ? "End the running command now." : "Stop as soon as the running step has ended; a question comes first."),
                log,
            ]
        case .ended(let outcome): return endBindings(outcome) + [log, copyBinding] + search
        }
    }

    private var copyBinding: Binding<Action> {
        Binding(.copy, .character("y"), help: "copy", description: "Copy this page as text.", inHelpLine: false)
    }

    private var undoBinding: Binding<Action> {
        Binding(.undo, .character("u"), help: "take back", description: "Show how to take back what was done here.")
    }

    private var confirmBinding: Binding<Action> {
        let reason: String? =
            if let refusal = plan?.refusal {
                refusal
            } else if session.isReadOnly {
                "--read-only allows no changes. Start drydock without it to do this."
            } else if plan?.isIdle == true { "There is nothing to do: everything is so already." } else { nil }
        if reason == nil, plan?.asks.isEmpty == false {
            return Binding(
                .confirm, .enter, help: "give the values", description: "Type the tokens and keys that the plan needs.")
        }
        return Binding(
            .confirm, .enter, help: "do it", description: "Do this, after a question.", danger: true, disabled: reason)
    }

    private func endBindings(_ outcome: WorkOutcome) -> [Binding<Action>] {
        var out =
            pane.links.isEmpty
            ? []
            : [Binding(Action.open, .enter, help: "open", description: "Open what is selected.")]
                + pane.linkBindings.map { $0.map(Action.pane) }
        let failed = steps.first { $0.state == .failed || $0.state == .waits }
        if outcome.state != .done, outcome.state != .stopped || !isFix {
            out.append(
                Binding(
                    .retry, .character("r"), help: "retry",
                    description: "Look again and show what is left to do; steps that are done stay as they are."))
        }
        if failed != nil, !undertaking.isUndo {
            out.append(
                Binding(
                    .skip, .character("s"), help: "skip the step",
                    description: "Leave out the step that failed, and show what is left to do."))
        }
        if !undertaking.isUndo, steps.contains(where: { [.changed, .failed, .stopped].contains($0.state) }) {
            out.append(undoBinding)
        }
        return out
    }

    private var isFix: Bool { if case .fix = undertaking { true } else { false } }

    public mutating func act(_ action: Action) -> [Effect] {
        switch action {
        case .confirm: return confirm()
        case .stop: return stop()
        case .log:
            showsLog.toggle()
            fit(size)
        case .open: return pane.opened
        case .retry: return begin(skipping: skipped)
        case .skip:
            let failed = steps.filter { $0.state == .failed || $0.state == .waits }.map(\.key)
            return begin(skipping: skipped + failed)
        case .undo: return [.open(.work(.undo()))]
        case .copy: return [.copy(plain().lines.joined(separator: "\n") + "\n")]
        case .pane(let action):
            pane.act(action)
            hasChosen = true
        }
        return []
    }

    private mutating func begin(skipping keys: [String]) -> [Effect] {
        skipped = keys
        stage = .preparing
        showsLog = false
        log.clear()
        took = [:]
        hasChosen = false
        write()
        fit(size)
        return [.prepare(undertaking, skipping: keys)]
    }

    private func confirm() -> [Effect] {
        guard let plan, confirmBinding.disabled == nil else { return [] }
        if !plan.asks.isEmpty { return [.open(.values(plan.asks, for: undertaking))] }
        let due = plan.steps.filter { $0.state == .wouldChange }
        var body = ["\(Count.of(due.count, "step")) will be done on \(plan.machine)."] + plan.touches
        body += due.compactMap { step in step.isFinal.map { "\"\(step.title)\" cannot be taken back: \($0)" } }
        return [
            .ask(
                Agreement("\(plan.title)?", body, verb: undertaking.isUndo ? "Take it back" : "Do it", word: plan.word),
                [.carryOut(undertaking)])
        ]
    }

    private func stop() -> [Effect] {
        if isVerifying {
            let body = ["Every step is done. If the check stops now, it is not known whether it worked."]
            return [.ask(Agreement("Stop the check?", body, verb: "Stop"), [.stopWork(now: false)])]
        }
        let step = steps.first { $0.state == .running }?.title ?? ""
        if isStopping {
            let body = [
                "The running command is ended at once, with everything that it started. The step is then half done: \(step)",
                "Go on with it later, or take it back: both stay possible.",
            ]
            return [.ask(Agreement("End the running command now?", body, verb: "End it"), [.stopWork(now: true)])]
        }
        let body = [
            "The running step is done to its end, and then nothing more: \(step)",
            "Press Ctrl-C again after that to end its command at once.",
        ]
        return [.ask(Agreement("Stop after this step?", body, verb: "Stop"), [.stopWork(now: false)])]
    }

    public mutating func handle(_ key: Key) -> [Effect]? {
        if showsLog { return log.handle(key) ? [] : nil }
        hasChosen = true
        return pane.follow(key, in: Rect(pane.size))
    }

    // MARK: Events

    public mutating func take(_ event: ScreenEvent) -> [Effect] {
        switch event {
        case .session(let session):
            self.session = session
            if case .preparing = stage, plan == nil, let reason = session.hindrance(undertaking.command) {
                stage = .hindered(reason)
            }
            if case .doing = stage { return [] }
            write()

        case .work(let undertaking, let event) where undertaking == self.undertaking: return take(event)
        default: break
        }
        return []
    }

    private mutating func take(_ event: WorkEvent) -> [Effect] {
        switch event {
        case .prepared(let plan):
            self.plan = plan
            steps = plan.steps
            stage = .preview
            write()
            pane.show(paragraph: 0)
            return []
        case .refused(let says): stage = .ended(WorkOutcome(.failed, says: [says]))
        case .began:
            stage = .doing
            (seconds, stepBegan, isVerifying, isStopping) = (0, 0, false, false)
            for index in steps.indices { steps[index].state = .waiting }
        case .step(let key):
            stepBegan = seconds
            bar = ""
            guard let index = steps.firstIndex(where: { $0.key == key }) else { break }
            steps[index].state = .running
            write()
            pane.show(paragraph: max(0, index - 1))
            hear(StyledText(steps[index].title, .title))
            return []
        case .command(let line):
            bar = ""
            hear(StyledText("$ " + line, .notice))
        case .output(let lines):
            for line in lines { hear(StyledText(line)) }
            bar = ""
        case .bar(let line): bar = line
        case .ended(let step): ended(step)
        case .verifying: isVerifying = true
        case .diagnosing: isDiagnosing = true
        case .time(let seconds): self.seconds = seconds
        case .stopping: isStopping = true
        case .finished(let outcome): return finished(outcome)
        }
        write()
        return []
    }

    /// Puts a line into the log, whole: a terminal as wide as this one shows all of it.
    private mutating func hear(_ line: StyledText) {
        let clean = StyledText(spans: line.spans.map { .init(LogText.cleaned($0.text), $0.style) })
        log.append(clean.wrapped(to: max(20, size.width), hanging: 2))
    }

    private mutating func ended(_ step: WorkStep) {
        guard let index = steps.firstIndex(where: { $0.key == step.key }) else { return }
        if steps[index].state == .running { took[step.key] = seconds - stepBegan }
        steps[index].state = step.state
        steps[index].says = step.says
        if let says = step.says { hear(StyledText(says, .danger)) }
    }

    private mutating func finished(_ outcome: WorkOutcome) -> [Effect] {
        stage = .ended(outcome)
        (isVerifying, isDiagnosing) = (false, false)
        for index in steps.indices where steps[index].state == .running { steps[index].state = .waiting }
        write()
        fit(size)
        // What became of the node is looked at once more, whatever was done.
        return [.examine]
    }
}

extension Undertaking {
    /// The command that does the same.
    var command: String {
        switch self {
        case .fix(let rule, _, _): "drydock fix \(rule)"
        case .apply: "drydock setup"
        case .undo: "drydock fix --undo"
        case .resume: "drydock fix --resume"
        }
    }
}
