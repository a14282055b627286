import Facts
import Planning
import Terminal
import Widgets

/// The wizard: from this machine to a reviewed plan. It holds the answers; pages, defaults and checks are Planning's.
public struct SetupScreen: Screen {
    /// What lies over the form.
    enum Over: Sendable {
        case none
        /// The list of pages has the keys.
        case pages
        /// One machine is edited.
        case machine(Int)
        /// A text is read.
        case text(String)
        /// The folder of the export is asked for.
        case export
        /// Whether to take up a plan that was left, or to begin anew.
        case resume(SavedPlan)
        /// Whether to leave, at the first page.
        case leaving
    }

    var session: Session
    public private(set) var wizard: Wizard
    var over = Over.none
    var form = Form()
    var pane = TextPane([])
    var details = TextPane([])
    var review: SetupReview?
    var folder = TextField("drydock-plan")
    /// What the files of this machine hold now, by path; nil where there is no such file.
    var there: [String: String?] = [:]
    var size = Size(width: 80, height: 21)
    var showsRare = false
    private var said: StyledText?
    /// The plan that was taken up; it is read again when the releases are known.
    private var resumed: SavedPlan?

    public init(_ session: Session, saved: SavedPlan? = nil) {
        self.session = session
        wizard = Wizard(knowledge: session.planning, facts: session.facts, nodeName: session.nodeName)
        if let saved {
            if saved.isNamed { resume(saved) } else { over = .resume(saved) }
        }
        refresh()
    }

    mutating func resume(_ saved: SavedPlan) {
        over = .none
        resumed = saved
        wizard = Wizard(
            knowledge: session.planning, facts: session.facts, nodeName: session.nodeName, plan: saved.plan,
            progress: saved.progress)
    }

    public var crumb: String { "Set up" }

    public var isTyping: Bool {
        switch over {
        case .none: form.isTyping
        case .machine: form.isTyping
        case .export: true
        case .text: pane.isTyping
        case .pages, .resume, .leaving: false
        }
    }

    // MARK: What is shown

    /// Brings form, details and review in line with the answers.
    mutating func refresh(focus: String? = nil) {
        switch over {
        case .machine(let index): form.set(MachineForm(wizard, index).rows(), focus: focus)
        case .resume(let saved): form.set(ResumeForm.rows(saved), focus: focus)
        default:
            if wizard.step == .review {
                if review == nil { review = SetupReview(wizard) }
            } else {
                review = nil
            }
            form.set(review?.rows() ?? SetupRows(wizard: wizard, showsRare: showsRare).rows(), focus: focus)
        }
        describe()
    }

    mutating func describe() {
        let parts = SetupLayout(Rect(size), rows: form.rows.count)
        form.fit(parts.form.size)
        details.fit(parts.details.size)
        details.set(SetupText.details(wizard, form.focus.flatMap { SetupRows.meaning($0) }))
    }

    public mutating func fit(_ size: Size) {
        self.size = size
        pane.fit(SetupLayout(Rect(size), rows: 0).body.splitTop(2).rest.size)
        describe()
    }

    public var message: StyledText? {
        if let said { return said }
        if session.planning.releases.isEmpty { return StyledText("The releases are being read.", .muted) }
        guard case .none = over, let error = wizard.problems(wizard.step).first(where: \.isError) else { return nil }
        return StyledText(error.sentence, .danger)
    }

    public var bindings: [Binding] {
        switch over {
        case .text: [Binding("return", .escape, help: "back", description: "Back to the review.")]
        case .export:
            [
                Binding("write-plan", .enter, help: "write", description: "Write all files of the plan into this folder."),
                Binding("return", .escape, help: "back", description: "Back to the review; nothing is written."),
            ]
        case .leaving:
            [
                Binding("leave-setup", .enter, help: "leave", description: "Leave the wizard; the answers are kept."),
                Binding("return", .escape, help: "stay", description: "Go on with the wizard."),
            ]
        case .resume:
            [Binding("resume", .enter, help: "take", description: "Take what is selected.")]
        case .machine:
            [
                Binding("done", .enter, help: "done", description: "Back to the list of machines."),
                Binding("toggle", .space, help: "toggle", description: "Take or drop a role, or choose a system."),
                Binding("return", .escape, help: "back", description: "Back to the list; what was typed is kept."),
            ]
        case .pages:
            [
                Binding("go", .enter, help: "go there", description: "Go to this page."),
                Binding("return", .escape, help: "back", description: "Back to the page."),
            ]
        case .none: pageBindings
        }
    }

    private var pageBindings: [Binding] {
        var out = [
            Binding(
                "next", .enter, help: opens ? "open" : "next",
                description: opens ? "Open what is selected." : "Take what is selected and go to the next page."),
            Binding("return", .escape, help: "back", description: "One page back; every answer is kept."),
        ]
        switch wizard.step {
        case .checks:
            out.append(Binding("recipe", .character("f"), help: "mend", description: "Open the recipe for what is missed."))
        case .machines:
            out.append(Binding("remove", .character("x"), help: "remove", description: "Take the machine off the list."))
            out.append(Binding("forward", .character("n"), help: "next", description: "Go to the next page."))
        case .review: break
        default: out.append(Binding("toggle", .space, help: "choose", description: "Take a choice and stay on the page."))
        }
        out.append(
            Binding("pages", .character("p"), help: "pages", description: "All pages; those that were seen can be gone to."))
        if wizard.step != .review {
            out.append(
                Binding(
                    "defaults", .character("d"), help: "defaults", description: "Take every default from here on, to the review.")
            )
        }
        if details.isLong {
            out.append(Binding("more", .character("v"), help: "more", description: "Read on in the text below the answers."))
        }
        out.append(
            Binding(
                "default", .character("u"), help: "undo", description: "Put the default of this question back.", inHelpLine: false
            ))
        out.append(Binding("save", .character("s"), help: "save", description: "Save, leave, and say how to go on later."))
        return out
    }

    /// Whether Enter opens what is selected rather than going on.
    private var opens: Bool {
        switch form.focus.flatMap({ SetupRows.meaning($0) }) {
        case .machine?, .addMachine?, .work?, .document?, .warnings?, .readiness?, .export?, .page?, .rare?: true
        default: false
        }
    }

    // MARK: Keys

    public mutating func act(_ binding: String) -> [Effect] {
        said = nil
        switch binding {
        case "next": return enter()
        case "return": return back()
        case "toggle":
            guard case .machine = over else { return take(form.take()) }
            takeMachine(form.take())
            refresh()
            return keep()
        case "recipe": return recipe()
        case "pages":
            over = .pages
            return []
        case "go", "resume", "done", "write-plan", "leave-setup": return finish()
        case "defaults":
            wizard.takeDefaults()
            return arrived()
        case "default":
            if let question = focusedQuestion { wizard.forget(question) }
            refresh()
            return keep()
        case "forward": return forward()
        case "remove": return removeMachine()
        case "more":
            if !details.handle(.pageDown) { _ = details.handle(.home) }
            return []
        case "save": return [.keepPlan(wizard.text), .leaveSetup]
        default: return []
        }
    }

    private var focusedQuestion: String? {
        switch form.focus.flatMap({ SetupRows.meaning($0) }) {
        case .choice(let question, _)?, .flag(let question)?, .field(let question)?: question
        default: nil
        }
    }

    /// Takes the choice or field in focus and goes on, unless it is wrong; or opens what is selected.
    private mutating func enter() -> [Effect] {
        let meaning = form.focus.flatMap { SetupRows.meaning($0) }
        switch meaning {
        case .machine(let index)?:
            over = .machine(index)
            refresh()
            return []
        case .addMachine?:
            var machines = wizard.plan.machines
            machines.append(Machine(name: "", addresses: [], roles: [.worker]))
            wizard.setMachines(machines)
            over = .machine(machines.count - 1)
            refresh()
            return []
        case .page(let step)?:
            wizard.go(to: step)
            return arrived()
        case .rare?:
            showsRare = true
            refresh()
            return []
        case .export?:
            over = .export
            return []
        case .work?, .document?, .warnings?, .readiness?:
            guard let meaning, let text = review?.text(meaning, there: there, thisMachine: wizard.thisMachine.name) else {
                return []
            }
            pane = TextPane(text)
            over = .text(form.focused?.text.plain ?? "")
            fit(size)
            return []
        case .choice?:
            // What is on already stays the default that it is.
            if form.focused?.kind != .choice(isOn: true) { _ = take(form.take()) }
        case .go?: break
        default: _ = take(form.pending)
        }
        return forward()
    }

    private mutating func forward() -> [Effect] {
        if let error = wizard.problems(wizard.step).first(where: \.isError), wizard.step != .machines {
            said = StyledText(error.sentence, .danger)
            refresh()
            return keep()
        }
        guard wizard.step != .review else { return [] }
        wizard.next()
        return arrived()
    }

    /// What is to be done on a page that was just come to.
    private mutating func arrived() -> [Effect] {
        showsRare = false
        review = nil
        over = .none
        form = Form()
        refresh(focus: wizard.step == .machines ? SetupRows.go : nil)
        var out = keep()
        if wizard.step == .review, let plan = review?.plan {
            let paths = plan.files(on: wizard.thisMachine.name).map(\.path)
            if !paths.isEmpty { out.append(.readFiles(paths)) }
        }
        return out
    }

    private func keep() -> [Effect] { [.keepPlan(wizard.text)] }

    private mutating func take(_ outcome: Form.Outcome) -> [Effect] {
        switch outcome {
        case .taken(let id):
            switch SetupRows.meaning(id) {
            case .choice(let question, let choice)?: wizard.answer(question, choice)
            case .flag(let question)?:
                let isOn = form.rows.first { $0.id == id }?.kind == .flag(isOn: true)
                wizard.answer(question, isOn ? "no" : "yes")
            default: return []
            }
        case .typed(let id, let text):
            guard case .field(let question)? = SetupRows.meaning(id) else { return [] }
            wizard.answer(question, text)
        default:
            describe()
            return []
        }
        refresh()
        return keep()
    }

    mutating func type(_ text: String, _ question: String) -> [Effect] {
        wizard.answer(question, text)
        refresh()
        return keep()
    }

    private func recipe() -> [Effect] {
        guard case .need(let index)? = form.focus.flatMap({ SetupRows.meaning($0) }), wizard.needs.indices.contains(index),
            let recipe = wizard.needs[index].recipe
        else { return [.say("Nothing is missed here.")] }
        return [.open(.recipe(id: recipe))]
    }

    private mutating func removeMachine() -> [Effect] {
        guard case .machine(let index)? = form.focus.flatMap({ SetupRows.meaning($0) }) else { return [] }
        var machines = wizard.plan.machines
        let gone = machines.remove(at: index)
        wizard.setMachines(machines)
        refresh()
        said = StyledText("\(gone.name.isEmpty ? "The machine" : gone.name) was taken off the list.", .notice)
        return keep()
    }

    private mutating func back() -> [Effect] {
        switch over {
        case .text, .export, .pages, .leaving:
            over = .none
            refresh()
        case .machine:
            takeMachine(form.pending)
            over = .none
            refresh()
            return keep()
        case .resume: return [.close]
        case .none:
            _ = take(form.pending)
            if wizard.back() { return arrived() }
            over = .leaving
        }
        return []
    }

    /// Enter on what lies over the form.
    private mutating func finish() -> [Effect] {
        switch over {
        case .leaving: return [.keepPlan(wizard.text), .close]
        case .export:
            over = .none
            refresh()
            return [.exportPlan(wizard.text, folder: folder.text)]
        case .machine:
            takeMachine(form.pending)
            over = .none
            refresh(focus: nil)
            return keep()
        case .resume(let saved):
            if form.focus == ResumeForm.anew { over = .none } else { resume(saved) }
            form = Form()
            return arrived()
        case .pages:
            return arrived()
        default: return []
        }
    }

    mutating func takeMachine(_ outcome: Form.Outcome) {
        guard case .machine(let index) = over else { return }
        guard let machine = MachineForm(wizard, index).taking(outcome, form) else { return }
        var machines = wizard.plan.machines
        machines[index] = machine
        wizard.setMachines(machines)
    }

    public mutating func handle(_ key: Key) -> [Effect]? {
        said = nil
        switch over {
        case .text: return pane.handle(key) ? [] : nil
        case .export: return folder.handle(key) ? [] : nil
        case .leaving: return nil
        case .pages: return movePage(key)
        case .machine:
            let outcome = form.act(key)
            guard outcome != .ignored else { return nil }
            takeMachine(outcome)
            refresh()
            return outcome == .moved ? [] : keep()
        case .resume: return form.act(key) == .ignored ? nil : []
        case .none: break
        }
        if case .paste(let text) = key, wizard.step == .machines { return paste(text) }
        if case .mouse(let mouse) = key, mouse.action == .press { return click(mouse.point) }
        let outcome = form.act(key)
        if outcome == .ignored {
            return nil
        }
        return take(outcome)
    }

    private mutating func click(_ point: Point) -> [Effect]? {
        guard let id = form.row(at: point, in: SetupLayout(Rect(size), rows: form.rows.count).form) else { return nil }
        if id == form.focus { return take(form.take()) }
        let effects = take(form.pending)
        form.select(id)
        describe()
        return effects
    }

    private mutating func paste(_ text: String) -> [Effect] {
        let (machines, problems) = MachineList.read(text)
        guard problems.isEmpty, !machines.isEmpty else {
            said = StyledText(problems.first ?? "No machine stands in what was pasted.", .danger)
            return []
        }
        wizard.setMachines(machines)
        refresh()
        said = StyledText("\(machines.count) machines were taken over.", .good)
        return keep()
    }

    private mutating func movePage(_ key: Key) -> [Effect]? {
        let reachable = WizardStep.allCases.filter { wizard.canGo(to: $0) && wizard.steps.contains($0) }
        guard let at = reachable.firstIndex(of: wizard.step) else { return nil }
        switch key {
        case .up, .character("k"): wizard.go(to: reachable[max(0, at - 1)])
        case .down, .character("j"): wizard.go(to: reachable[min(reachable.count - 1, at + 1)])
        case .home, .character("g"): wizard.go(to: reachable[0])
        case .end, .character("G"): wizard.go(to: reachable[reachable.count - 1])
        default: return nil
        }
        form = Form()
        over = .none
        refresh()
        over = .pages
        return []
    }

    // MARK: News

    public mutating func take(_ news: News) -> [Effect] {
        switch news {
        case .session(let session):
            let isFirst = self.session.planning.releases.isEmpty && !session.planning.releases.isEmpty
            self.session = session
            if isFirst {
                wizard = Wizard(
                    knowledge: session.planning, facts: session.facts, nodeName: session.nodeName, plan: resumed?.plan,
                    progress: resumed?.progress)
            } else if session.progress == nil {
                wizard.look(session.facts, nodeName: session.nodeName)
            }
            refresh()
        case .files(let files):
            there = files
        case .setup(let answer): return take(answer)
        default: break
        }
        return []
    }
}

extension SetupScreen {
    /// What a numbered answer of the plain wizard does: the same as the keys do.
    mutating func take(_ answer: SetupAnswer) -> [Effect] {
        switch answer {
        case .take(let id):
            form.select(id)
            if case .machine = over {
                takeMachine(form.take())
                refresh()
                return []
            }
            return act("toggle")
        case .focus(let id):
            form.select(id)
            return []
        case .type(let id, let text):
            if case .machine = over {
                takeMachine(.typed(id, text))
                refresh()
                return []
            }
            guard case .field(let question)? = SetupRows.meaning(id) else { return [] }
            return type(text, question)
        case .open(let id):
            form.select(id)
            if case .need? = SetupRows.meaning(id) { return act("recipe") }
            if case .resume = over { return act("resume") }
            return act("next")
        case .export(let path):
            folder.text = path
            return act("write-plan")
        case .next: return act("next")
        case .back: return act("return")
        case .save: return act("save")
        }
    }
}

/// A plan that was left, or that a person names.
public struct SavedPlan: Sendable, Equatable {
    public var plan: ClusterPlan
    public var progress: WizardProgress?
    /// Where it lies.
    public var path: String
    /// How long ago it was saved: `2 hours ago`.
    public var age: String
    /// Whether a person named it, so that it is taken up without asking.
    public var isNamed: Bool

    public init(plan: ClusterPlan, progress: WizardProgress?, path: String, age: String, isNamed: Bool) {
        self.plan = plan
        self.progress = progress
        self.path = path
        self.age = age
        self.isNamed = isNamed
    }
}
