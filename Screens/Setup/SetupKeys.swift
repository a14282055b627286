import Planning
import Terminal
import Widgets
import Wizard

/// What keys do on the wizard's pages.
extension SetupScreen {
    public mutating func act(_ binding: String) -> [Effect] {
        said = nil
        if case .addOns(var comparison) = over, comparison.act(binding) {
            comparison.fit(size)
            over = .addOns(comparison)
            return []
        }
        switch binding {
        case "compare": return compare()
        case "take-add-on": return takeAddOn()
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
            beforeAdding = wizard
            wizard.setMachines(wizard.plan.machines + [MachineForm.blank])
            over = .machine(wizard.plan.machines.count - 1)
            refresh()
            return []
        case .page(let step)?:
            wizard.go(to: step)
            return arrived()
        case .error(let index)?:
            let errors = wizard.problems.filter(\.isError)
            guard errors.indices.contains(index), let step = wizard.step(of: errors[index]) else { return [] }
            wizard.go(to: step)
            return arrived()
        case .addOns?:
            return compare()
        case .rare?:
            let shown = Set(form.rows.map(\.id))
            showsRare = true
            refresh()
            // What was asked for is in focus, not the top of the page.
            refresh(focus: form.rows.first { !shown.contains($0.id) && $0.kind == .choice(isOn: false) && $0.isEnabled }?.id)
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
            refresh(focus: place(of: error))
            return keep()
        }
        guard wizard.step != .review else { return [] }
        wizard.next()
        return arrived()
    }

    /// The row at which an error can be mended; nil where the focus is on one already.
    private func place(of error: PlanProblem) -> String? {
        func isWrong(_ row: FormRow) -> Bool {
            switch SetupRows.meaning(row.id) {
            case .choice(let id, _)?: row.kind == .choice(isOn: true) && wizard.problems(of: id).contains(error)
            case .flag(let id)?, .field(let id)?: wizard.problems(of: id).contains(error)
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
        refresh(focus: wizard.step == .machines ? SetupRows.go : nil)
        return keep() + planning()
    }

    /// What the review is waiting for.
    func planning() -> [Effect] {
        guard wizard.step == .review, let review, review.plan == nil, !review.hasErrors else { return [] }
        return [.plan(wizard.plan)]
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
        wizard.answer("spec.network.addOn.name", addOn.id)
        refresh()
        said = StyledText("\(addOn.title) is taken.", .good)
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
    private mutating func finish() -> [Effect] {
        switch over {
        case .leaving: return [.keepPlan(wizard.text), .close]
        case .export:
            over = .none
            refresh()
            return [.exportPlan(wizard.text, folder: folder.text)]
        case .machine: return closeMachine()
        case .resume(let saved):
            if form.focus == ResumeForm.anew { over = .none } else { resume(saved) }
            form = Form()
            return arrived()
        case .pages:
            return arrived()
        default: return []
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
            refresh(focus: SetupRows.add)
        } else {
            refresh(focus: "machine|\(index)")
        }
        beforeAdding = nil
        return keep()
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
        case .addOns(var comparison):
            guard comparison.handle(key) else { return nil }
            over = .addOns(comparison)
            return []
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

    private mutating func paste(_ text: String) -> [Effect] {
        let (machines, problems) = MachineList.read(text)
        guard problems.isEmpty, !machines.isEmpty else {
            said = StyledText(problems.first ?? "No machine stands in what was pasted.", .danger)
            return []
        }
        let staying = wizard.takeOver(machines)
        refresh()
        let taken = machines.count == 1 ? "One machine was taken over" : "\(machines.count) machines were taken over"
        said = StyledText(staying == 0 ? "\(taken)." : "\(taken); \(staying) of before stay, x removes one.", .good)
        return keep()
    }

    /// A join command is meant as one wherever it is pasted on the first page.
    private mutating func join(_ text: String, _ command: JoinCommand) -> [Effect] {
        let task = wizard.plan.existing?.task
        if task == nil || task == .remove {
            wizard.answer(Setting.purpose.id, command.isControlPlane ? "join-control-plane" : "join-worker")
        }
        wizard.answer("join", text)
        form = Form()
        refresh(focus: "field|spec.existing.tokenExpires")
        let hash = command.caCertHashes.isEmpty ? "no CA hash" : "CA hash"
        said = StyledText("Read: \(command.endpoint), \(hash). The token is not kept.", .good)
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
        return planning()
    }
}
