import Planning
import Terminal
import Widgets
import Wizard

/// A page of the wizard as rows of a form, and what a row means.
struct SetupRows {
    let wizard: Wizard
    /// Whether rare choices are shown: releases at their end of life, add-ons that nobody keeps.
    var showsRare: Bool

    /// What a row stands for.
    enum Meaning: Equatable {
        case choice(question: String, choice: String)
        case flag(question: String)
        case field(question: String)
        case machine(Int)
        case addMachine
        case need(Int)
        case page(WizardStep)
        case work(machine: String)
        case document(Int)
        case warnings
        case readiness
        /// Go on to the next page.
        case go
        /// An error of the review, which leads to its page.
        case error(Int)
        case rare
        /// Opens the table of network add-ons.
        case addOns
        case export
    }

    /// A row's id, which carries its meaning's parts after a bar.
    static func meaning(_ id: String) -> Meaning? {
        let parts = id.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        switch (parts[0], parts.count) {
        case ("choice", 3): return .choice(question: parts[1], choice: parts[2])
        case ("flag", 2): return .flag(question: parts[1])
        case ("field", 2): return .field(question: parts[1])
        case ("machine", 2): return Int(parts[1]).map { .machine($0) }
        case ("add", _): return .addMachine
        case ("need", 2): return Int(parts[1]).map { .need($0) }
        case ("page", 2): return WizardStep(rawValue: parts[1]).map { .page($0) }
        case ("work", 2): return .work(machine: parts[1])
        case ("document", 2): return Int(parts[1]).map { .document($0) }
        case ("warnings", _): return .warnings
        case ("readiness", _): return .readiness
        case ("rare", _): return .rare
        case ("add-ons", _): return .addOns
        case ("go", _): return .go
        case ("error", 2): return Int(parts[1]).map { .error($0) }
        case ("export", _): return .export
        default: return nil
        }
    }

    /// The row on the list of machines that goes on.
    static let go = "go"
    /// The row that adds one.
    static let add = "add"

    /// The rows of the page at which the wizard stands.
    func rows() -> [FormRow] {
        switch wizard.step {
        case .checks: needs()
        case .machines: machines()
        case .review: []
        default: wizard.questions(wizard.step).flatMap(rows)
        }
    }

    private func rows(_ question: Question) -> [FormRow] {
        let problems = wizard.problems(of: question.id).map { problem in
            FormRow(
                "problem|\(question.id)|\(problem.sentence)", .heading,
                StyledText("    \(problem.sentence)", problem.isError ? .danger : .warning))
        }
        switch question.kind {
        case .choice(let choices):
            let shown = choices.filter { !$0.isRare || showsRare || $0.id == question.value }
            var out = [FormRow("heading|\(question.id)", .heading, StyledText(question.title, .title))]
            out += shown.map { choice($0, question) }
            let hidden = choices.count - shown.count
            if hidden > 0 {
                out.append(
                    FormRow(
                        "rare|\(question.id)", .item(nil), StyledText("\(hidden) more: \(question.rare)", .muted)))
            }
            return out + problems
        case .flag:
            return [FormRow("flag|\(question.id)", .flag(isOn: question.value == "yes"), StyledText(question.title))] + problems
        case .text(let example):
            return [
                FormRow("field|\(question.id)", .field(question.value, example: "e.g. \(example)"), StyledText(question.title))
            ] + problems
        case .action:
            return question.id == Wizard.addOnTable
                ? [FormRow("add-ons", .item(nil), StyledText(question.title, .muted))] : []
        }
    }

    private func choice(_ choice: Choice, _ question: Question) -> FormRow {
        let isDefault = !wizard.answered.contains(question.id) && choice.id == question.value
        let note: StyledText =
            if let reason = choice.unavailable {
                StyledText(reason, .muted)
            } else if isDefault {
                StyledText("default", .muted)
            } else {
                ""
            }
        return FormRow(
            "choice|\(question.id)|\(choice.id)", .choice(isOn: choice.id == question.value), StyledText(choice.title),
            note: note,
            isEnabled: choice.unavailable == nil)
    }

    private func needs() -> [FormRow] {
        let width = wizard.needs.map(\.title.count).max() ?? 0
        return wizard.needs.enumerated().map { index, need in
            FormRow(
                "need|\(index)", .item(mark(need.state)),
                StyledText(need.title + String(repeating: " ", count: width - need.title.count) + "  ", .title)
                    + StyledText(need.says))
        }
    }

    private func mark(_ state: RoleNeeds.Need.State) -> StatusMark {
        switch state {
        case .met: .ok
        case .missed: .bad
        case .warned: .warning
        case .unknown: .unknown
        }
    }

    private func machines() -> [FormRow] {
        let machines = wizard.plan.machines
        let name = machines.map(\.name.count).max() ?? 0
        let address = machines.map { $0.addresses.joined(separator: "+").count }.max() ?? 0
        var out = [FormRow("heading|machines", .heading, StyledText("Name, address, roles, zone, system, user", .muted))]
        for (index, machine) in machines.enumerated() {
            let problems = wizard.problems(of: "spec.machines[\(index)]")
            let mark: StatusMark = problems.contains(where: \.isError) ? .bad : problems.isEmpty ? .ok : .warning
            let text =
                padded(machine.name, name) + "  " + padded(machine.addresses.joined(separator: "+"), address) + "  "
                + machine.roles.map(\.rawValue).joined(separator: "+") + "  "
                + [machine.zone, MachineText.system(machine), machine.user].filter { !$0.isEmpty }.joined(separator: "  ")
            out.append(FormRow("machine|\(index)", .item(mark), StyledText(text)))
            out += problems.prefix(1).map {
                FormRow(
                    "problem|\(index)|\($0.sentence)", .heading, StyledText("    \($0.sentence)", $0.isError ? .danger : .warning)
                )
            }
        }
        out.append(FormRow(Self.add, .item(nil), StyledText("Add a machine, or paste a list or an Ansible inventory", .muted)))
        out.append(FormRow(Self.go, .item(nil), StyledText("These are all: go on", .title)))
        let whole = wizard.problems.filter { $0.path == Setting.machines.id || $0.path == Setting.topology.id }
        return out
            + whole.map {
                FormRow("problem|\($0.sentence)", .heading, StyledText("  \($0.sentence)", $0.isError ? .danger : .warning))
            }
    }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
