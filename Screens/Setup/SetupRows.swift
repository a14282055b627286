import Diagnosis
import Planning
import Terminal
import Widgets
import Wizard

/// A page of the wizard as rows of a form.
struct SetupRows {
    let wizard: Wizard
    /// Whether rare choices are shown: releases at their end of life, add-ons that nobody keeps.
    var showsRare: Bool

    /// The rows of the page at which the wizard stands.
    func rows() -> [FormRow<SetupRow>] {
        switch wizard.step {
        case .checks: needs()
        case .machines: machines()
        case .review: []
        default: wizard.questions(wizard.step).flatMap(rows)
        }
    }

    private func rows(_ question: Question) -> [FormRow<SetupRow>] {
        let problems = wizard.problems(of: question.id).map { problem in
            FormRow(
                SetupRow.problem(problem.sentence), .heading,
                StyledText("    \(problem.sentence)", problem.isError ? .danger : .warning))
        }
        switch question.kind {
        case .choice(let choices):
            let shown = choices.filter { !$0.isRare || showsRare || $0.id == question.value }
            var out = [FormRow(SetupRow.heading(question.id), .heading, StyledText(question.title, .title))]
            out += shown.map { choice($0, question) }
            let hidden = choices.count - shown.count
            if hidden > 0 {
                out.append(
                    FormRow(
                        .rare(question: question.id), .item(nil), StyledText("\(hidden) more: \(question.rare)", .muted)))
            }
            return out + problems
        case .flag:
            return [FormRow(.flag(question: question.id), .flag(isOn: question.value == "yes"), StyledText(question.title))]
                + problems
        case .text(let example):
            return [
                FormRow(
                    .field(question: question.id), .field(question.value, example: "e.g. \(example)"), StyledText(question.title))
            ] + problems
        case .action:
            return question.id == Wizard.addOnTable
                ? [FormRow(.addOns, .item(nil), StyledText(question.title, .muted))] : []
        }
    }

    private func choice(_ choice: Choice, _ question: Question) -> FormRow<SetupRow> {
        // The mark stays where it was when another choice is taken.
        let isDefault = choice.id == (wizard.answered.contains(question.id) ? wizard.standard(question.id) : question.value)
        let note: StyledText =
            if let reason = choice.unavailable {
                StyledText(reason, .muted)
            } else if isDefault {
                StyledText("default", .muted)
            } else {
                ""
            }
        return FormRow(
            .choice(question: question.id, choice: choice.id), .choice(isOn: choice.id == question.value),
            StyledText(choice.title),
            note: note,
            isEnabled: choice.unavailable == nil)
    }

    private func needs() -> [FormRow<SetupRow>] {
        let width = wizard.needs.map(\.title.count).max() ?? 0
        return wizard.needs.map { need in
            FormRow(
                .need(need.title), .item(mark(need.state)),
                StyledText(need.title + String(repeating: " ", count: width - need.title.count) + "  ", .title)
                    + StyledText(need.says))
        }
    }

    private func mark(_ state: MachineNeed.Judged.State) -> StatusMark {
        switch state {
        case .met: .ok
        case .noted: .notice
        case .missed: .bad
        case .warned: .warning
        case .unknown: .unknown
        }
    }

    private func machines() -> [FormRow<SetupRow>] {
        let machines = wizard.plan.machines
        let name = machines.map(\.name.count).max() ?? 0
        let address = machines.map { $0.addresses.joined(separator: "+").count }.max() ?? 0
        var out = [
            FormRow(SetupRow.heading("machines"), .heading, StyledText("Name, address, roles, zone, system, user", .muted))
        ]
        for (index, machine) in machines.enumerated() {
            let problems = wizard.problems(of: Wizard.machine(index))
            let mark: StatusMark = problems.contains(where: \.isError) ? .bad : problems.isEmpty ? .ok : .warning
            let text =
                padded(machine.name, name) + "  " + padded(machine.addresses.joined(separator: "+"), address) + "  "
                + machine.roles.map(\.rawValue).joined(separator: "+") + "  "
                + [machine.zone, MachineText.system(machine), machine.user].filter { !$0.isEmpty }.joined(separator: "  ")
            out.append(FormRow(.machine(index), .item(mark), StyledText(text)))
            out += problems.prefix(1).map {
                FormRow(
                    .problem($0.sentence), .heading, StyledText("    \($0.sentence)", $0.isError ? .danger : .warning)
                )
            }
        }
        out.append(
            FormRow(
                .machineList, .field("", example: "e.g. hosts.ini, or: cp1 192.0.2.11 control-plane; worker1 192.0.2.21"),
                StyledText("Add a list")))
        out.append(FormRow(.addMachine, .item(nil), StyledText("Add a machine", .muted)))
        out.append(FormRow(.next, .item(nil), StyledText("These are all the machines: continue", .title)))
        let whole = wizard.problems.filter { [Setting.machines.id, Setting.topology.id].contains($0.path) }
        return out
            + whole.map {
                FormRow(.problem($0.sentence), .heading, StyledText("  \($0.sentence)", $0.isError ? .danger : .warning))
            }
    }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
