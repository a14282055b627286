import Diagnosis
import Planning
import Terminal
import Widgets
import Wizard

/// What keys do on the wizard's pages.
extension SetupScreen {
    public mutating func act(_ action: Action) -> [Effect] {
        said = nil
        switch action {
        case .table(let action): table(action)
        case .pane(let action): pane.act(action)
        case .compare: return compare()
        case .takeAddOn: return takeAddOn()
        case .next: return enter()
        case .back: return back()
        case .toggle: return toggle()
        case .recipe: return recipe()
        case .pages: over = .pages
        case .confirm: return confirm()
        case .defaults:
            wizard.takeDefaults()
            return arrived()
        case .restoreDefault: return undo()
        case .forward: return forward()
        case .removeMachine: return removeMachine()
        case .look: return askToLook()
        case .readOn: details.readOnOrBegin()
        case .save: return [.keepPlan(wizard.text), .leaveSetup]
        }
        return []
    }

    private mutating func table(_ action: AddOnComparison.Action) {
        guard case .addOns(var comparison) = over else { return }
        comparison.act(action)
        comparison.fit(size)
        over = .addOns(comparison)
    }

    private mutating func toggle() -> [Effect] {
        switch form.focus {
        case .rare?, .addOns?: return enter()
        default: break
        }
        guard case .machine = over else { return take(form.take()) }
        takeMachine(form.take())
        refresh()
        return keep()
    }

    private var focusedQuestion: String? {
        switch form.focus {
        case .choice(let question, _)?, .flag(let question)?, .field(let question)?: question
        default: nil
        }
    }

    /// Takes the choice or field in focus and goes on, unless it is wrong; or opens what is selected.
    private mutating func enter() -> [Effect] {
        switch form.focus {
        case .machine(let index)?:
            over = .machine(index)
            refresh()
            return []
        case .addMachine?:
            beforeAdding = wizard
            wizard.setMachines(wizard.plan.machines + [MachineForm.blank])
            over = .machine(wizard.plan.machines.count - 1)
            refresh()
            return []
        case .machineList?: return takeList(form.pending)
        case .page(let step)?:
            wizard.go(to: step)
            return arrived()
        case .error(let problem)?:
            guard let step = wizard.step(of: problem) else { return [] }
            wizard.go(to: step)
            let effects = arrived()
            refresh(focus: place(of: problem))
            return effects
        case .addOns?:
            return compare()
        case .rare?:
            showRare()
            return []
        case .export?:
            over = .export
            return []
        case .apply?:
            return keep() + [.open(.work(.apply(plan: wizard.text, machine: wizard.thisMachine.name)))]
        case .work?, .document?, .warnings?, .readiness?:
            guard let row = form.focus, let text = review?.text(row, there: there, thisMachine: wizard.thisMachine.name) else {
                return []
            }
            pane = TextPane(text)
            over = .text(form.focused?.text.plain ?? "")
            fit(size)
            return []
        case .choice?:
            // What is on already stays the default that it is.
            if form.focused?.kind != .choice(isOn: true) { _ = take(form.take()) }
        case .next?: break
        default: _ = take(form.pending)
        }
        return forward()
    }

    /// Shows the choices that few need. What was asked for is in focus then, not the top of the page.
    private mutating func showRare() {
        let shown = Set(form.rows.map(\.id))
        showsRare = true
        refresh()
        refresh(focus: form.rows.first { !shown.contains($0.id) && $0.kind == .choice(isOn: false) && $0.isEnabled }?.id)
    }

    private mutating func forward() -> [Effect] {
        if let error = wizard.problems(wizard.step).first(where: \.isError), wizard.step != .machines {
            said = StyledText(error.sentence, .danger)
            refresh(focus: place(of: error))
            return keep()
        }
        guard wizard.step != .review else { return [] }
        wizard.next()
        return arrived()
    }

    /// The row at which an error can be fixed; nil where the focus is on one already.
    private func place(of error: PlanProblem) -> SetupRow? {
        func isWrong(_ row: FormRow<SetupRow>) -> Bool {
            switch row.id {
            case .choice(let id, _): row.kind == .choice(isOn: true) && wizard.problems(of: id).contains(error)
            case .flag(let id), .field(let id): wizard.problems(of: id).contains(error)
            case .machine(let index): wizard.problems(of: Wizard.machine(index)).contains(error)
            default: false
            }
        }
        if let focused = form.focused, isWrong(focused) { return nil }
        return form.rows.first(where: isWrong)?.id
    }

    /// What is to be done on a page that was just come to.
    private mutating func arrived() -> [Effect] {
        showsRare = false
        review = nil
        over = .none
        form = Form()
        refresh(focus: wizard.step == .machines ? .next : nil)
        return keep() + planning()
    }

    /// What the review is waiting for.
    func planning() -> [Effect] {
        guard wizard.step == .review, let review, review.plan == nil, !review.hasErrors else { return [] }
        return [.plan(wizard.plan)]
    }

    private func keep() -> [Effect] { [.keepPlan(wizard.text)] }

    private mutating func take(_ outcome: Form<SetupRow>.Outcome) -> [Effect] {
        switch outcome {
        case .taken(let id):
            switch id {
            case .choice(let question, let choice): wizard.answer(question, choice)
            case .flag(let question):
                let isOn = form.rows.first { $0.id == id }?.kind == .flag(isOn: true)
                wizard.answer(question, isOn ? "no" : "yes")
            default: return []
            }
        case .typed(.field(let question), let text): wizard.answer(question, text)
        case .typed, .ignored, .moved:
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

    private mutating func compare() -> [Effect] {
        _ = take(form.pending)
        over = .addOns(AddOnComparison(wizard))
        fit(size)
        return []
    }

    /// The add-on that is selected in the table becomes the answer.
    private mutating func takeAddOn() -> [Effect] {
        guard case .addOns(let comparison) = over, let addOn = comparison.chosen else { return [] }
        over = .none
        wizard.answer(Wizard.addOn, addOn.id)
        refresh()
        said = StyledText("\(addOn.title) was chosen.", .good)
        return keep()
    }

    private func recipe() -> [Effect] {
        guard case .need(let title)? = form.focus, let recipe = wizard.needs.first(where: { $0.title == title })?.recipe
        else { return [.say("Nothing is missing here.")] }
        return [.open(.recipe(id: recipe))]
    }

    private mutating func removeMachine() -> [Effect] {
        guard case .machine(let index)? = form.focus else { return [] }
        var machines = wizard.plan.machines
        let gone = machines.remove(at: index)
        removed = (index, gone)
        wizard.setMachines(machines)
        refresh()
        said = StyledText(
            "\(gone.name.isEmpty ? "The machine" : gone.name) was removed from the list; u brings it back.", .notice)
        return keep()
    }

    /// Brings the machine back that was removed last, or the default of the question in focus.
    private mutating func undo() -> [Effect] {
        if wizard.step == .machines {
            guard let (index, machine) = removed else { return [.say("No machine was removed.")] }
            removed = nil
            var machines = wizard.plan.machines
            let place = min(index, machines.count)
            machines.insert(machine, at: place)
            wizard.setMachines(machines)
            refresh(focus: .machine(place))
            said = StyledText("\(machine.name.isEmpty ? "The machine" : machine.name) is on the list again.", .good)
        } else {
            if let question = focusedQuestion { wizard.forget(question) }
            refresh()
        }
        return keep()
    }

    private mutating func back() -> [Effect] {
        switch over {
        case .text, .export, .pages, .leaving, .addOns:
            over = .none
            refresh()
        case .machine: return closeMachine()
        case .resume: return [.close]
        case .none:
            _ = take(form.pending)
            if wizard.back() { return arrived() }
            over = .leaving
        }
        return []
    }

    /// Enter on what lies over the form.
    private mutating func confirm() -> [Effect] {
        switch over {
        case .leaving: return [.keepPlan(wizard.text), .close]
        case .export:
            over = .none
            refresh()
            return [.exportPlan(wizard.text, folder: folder.text)]
        case .machine: return closeMachine()
        case .resume(let saved):
            if form.focus == .startOver { over = .none } else { resume(saved) }
            form = Form()
            return arrived()
        case .pages: return arrived()
        case .none, .text, .addOns: return []
        }
    }

    /// Back to the list, at the machine; a new one into which nothing was put is none.
    private mutating func closeMachine() -> [Effect] {
        takeMachine(form.pending)
        guard case .machine(let index) = over else { return [] }
        over = .none
        if let before = beforeAdding, wizard.plan.machines[index] == MachineForm.blank {
            wizard = before
            wizard.look(session.facts, nodeName: session.nodeName)
            refresh(focus: .addMachine)
        } else {
            refresh(focus: .machine(index))
        }
        beforeAdding = nil
        return keep()
    }

    mutating func takeMachine(_ outcome: Form<SetupRow>.Outcome) {
        guard case .machine(let index) = over else { return }
        guard let machine = MachineForm(wizard, index).taking(outcome) else { return }
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
        case .addOns(var comparison):
            guard comparison.handle(key) else { return nil }
            over = .addOns(comparison)
            return []
        case .pages: return movePage(key)
        case .machine:
            // Several lines are no name: they are a list.
            if case .paste(let text) = key, text.split(separator: "\n").count > 1 {
                _ = closeMachine()
                return paste(text)
            }
            let outcome = form.act(key)
            guard outcome != .ignored else { return nil }
            takeMachine(outcome)
            refresh()
            return outcome == .moved ? [] : keep()
        case .resume: return form.act(key) == .ignored ? nil : []
        case .none: break
        }
        if case .paste(let text) = key, wizard.step == .machines { return paste(text) }
        if case .paste(let text) = key, wizard.step == .purpose, let command = JoinCommand(text) { return join(text, command) }
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

    /// A join command is meant as one wherever it is pasted on the first page.
    private mutating func join(_ text: String, _ command: JoinCommand) -> [Effect] {
        let task = wizard.plan.existing?.task
        if task == nil || task == .remove {
            wizard.answer(Setting.purpose.id, command.isControlPlane ? "join-control-plane" : "join-worker")
        }
        wizard.answer(Wizard.joinCommand, text)
        form = Form()
        refresh(focus: .field(question: Wizard.tokenEnd))
        let hash = command.caCertHashes.isEmpty ? "no CA hash" : "CA hash"
        said = StyledText("Read: \(command.endpoint), \(hash). The token is not saved.", .good)
        return keep()
    }

    private mutating func movePage(_ key: Key) -> [Effect]? {
        let reachable = WizardStep.allCases.filter { wizard.canGo(to: $0) && wizard.steps.contains($0) }
        guard let at = reachable.firstIndex(of: wizard.step) else { return nil }
        switch Move(key) {
        case .up?: wizard.go(to: reachable[max(0, at - 1)])
        case .down?: wizard.go(to: reachable[min(reachable.count - 1, at + 1)])
        case .first?: wizard.go(to: reachable[0])
        case .last?: wizard.go(to: reachable[reachable.count - 1])
        case .pageUp?, .pageDown?, nil: return nil
        }
        form = Form()
        over = .none
        refresh()
        over = .pages
        return planning()
    }
}
