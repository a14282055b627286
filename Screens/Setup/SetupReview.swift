import Diagnosis
import Planning
import Steps
import Terminal
import Widgets
import Wizard

/// The last page: answers with their reasons, machines with their work, what is left to know, and the export.
struct SetupReview: Sendable {
    let wizard: Wizard
    /// The work of all machines; nil until it is planned, and where the answers have errors.
    var plan: Plan?

    init(_ wizard: Wizard) { self.wizard = wizard }

    var hasErrors: Bool { wizard.problems.contains(where: \.isError) }
    private var warnings: [String] { wizard.problems.filter { !$0.isError }.map(\.sentence) }

    func rows() -> [FormRow<SetupRow>] { work() + [heading("Answers")] + answers() }

    private func heading(_ text: String) -> FormRow<SetupRow> { FormRow(.heading(text), .heading, StyledText(text, .title)) }

    private func answers() -> [FormRow<SetupRow>] {
        WizardStep.allCases.filter { $0 != .review && $0 != .checks }.map { step in
            let problems = wizard.problems(step)
            let mark: StatusMark =
                if step.page.skipped(wizard) != nil {
                    .none
                } else if problems.contains(where: \.isError) {
                    .bad
                } else {
                    wizard.stale[step] == nil && problems.isEmpty ? .ok : .warning
                }
            let title = step.title + String(repeating: " ", count: max(0, 14 - step.title.count))
            return FormRow(.page(step), .item(mark), StyledText(title, .title) + StyledText(summary(step)))
        }
    }

    /// The page's answers in a line.
    private func summary(_ step: WizardStep) -> String {
        if let reason = step.page.skipped(wizard) { return reason }
        let plan = wizard.plan
        switch step {
        case .machines: return plan.machines.map(\.name).joined(separator: ", ")
        case .endpoint: return "\(plan.endpoint.text), \(plan.endpoint.balancer.rawValue)"
        case .network:
            return "\(plan.network.addOn.name), pods \(plan.network.podSubnets.joined(separator: ", ")), Services "
                + plan.network.serviceSubnets.joined(separator: ", ")
        case .more:
            let given = wizard.questions(step).filter { wizard.answered.contains($0.id) }
            return given.isEmpty ? "all defaults" : given.map { "\($0.title): \($0.value)" }.joined(separator: ", ")
        default:
            return wizard.questions(step).compactMap { $0.chosen?.title ?? (($0.kind == .flag) ? nil : $0.value) }.filter {
                !$0.isEmpty
            }
            .joined(separator: ", ")
        }
    }

    private func work() -> [FormRow<SetupRow>] {
        if hasErrors {
            let errors = wizard.problems.filter(\.isError)
            return [heading("What must be fixed first")]
                + errors.map { problem in
                    FormRow(
                        .error(problem), .item(.bad),
                        StyledText("\(wizard.step(of: problem)?.title ?? problem.path): \(problem.sentence)"))
                }
        }
        var rows = [heading("What will be done")]
        guard let plan else {
            return rows + [FormRow(.planning, .heading, StyledText("  The work of all machines is being planned.", .muted))]
        }
        for machine in wizard.plan.machines {
            let steps = plan.steps(on: machine.name)
            guard !steps.isEmpty else { continue }
            let seconds = steps.reduce(0) { $0 + $1.seconds }
            let files = plan.files(on: machine.name).count
            rows.append(
                FormRow(
                    .work(machine: machine.name), .item(nil),
                    StyledText(machine.name, .title)
                        + StyledText("  \(steps.count) steps, \(files) files, about \(minutes(seconds))"),
                    note: StyledText(machine.roles.map(\.rawValue).joined(separator: ", "), .muted)))
        }
        for document in plan.documents where !document.path.hasPrefix("ansible/") {
            rows.append(FormRow(.document(path: document.path), .item(nil), StyledText(document.path)))
        }
        if !warnings.isEmpty {
            rows.append(
                FormRow(
                    .warnings, .item(.warning),
                    StyledText(warnings.count == 1 ? "1 warning" : "\(warnings.count) warnings")))
        }
        rows += missed
        // Of a cluster that is there, a plan for one machine says nothing.
        if wizard.plan.existing == nil {
            let open = wizard.readiness.count { $0.isReady == false }
            rows.append(
                FormRow(
                    .readiness, .item(open == 0 ? .ok : .notice),
                    StyledText("Ready for production? \(Count.of(open, "subject is", "subjects are")) open")))
        }
        let here = wizard.thisMachine.name
        if !plan.steps(on: here).isEmpty {
            rows.append(FormRow(.apply, .item(nil), StyledText("Apply: do the part of \(here), this machine", .title)))
        }
        rows.append(FormRow(.export, .item(nil), StyledText("Export: write everything into a folder", .title)))
        return rows
    }

    /// What this machine lacks; it leads to the page that says why.
    private var missed: [FormRow<SetupRow>] {
        let needs = wizard.missedNeeds
        if needs.isEmpty || WizardStep.checks.page.skipped(wizard) != nil { return [] }
        return [
            FormRow(
                .page(.checks), .item(.bad),
                StyledText("\(wizard.thisMachine.name) lacks what it needs: \(needs.joined(separator: ", "))"))
        ]
    }

    private func minutes(_ seconds: Int) -> String { seconds < 60 ? "a minute" : "\((seconds + 59) / 60) minutes" }

    /// The text that a row opens; nil for one that opens none.
    func text(_ row: SetupRow, there: [String: String?], thisMachine: String) -> [StyledText]? {
        guard let plan else { return nil }
        switch row {
        case .work(let machine): return SetupText.work(plan, machine, there: machine == thisMachine ? there : [:])
        case .document(let path):
            return plan.documents.first { $0.path == path }?.content.split(separator: "\n", omittingEmptySubsequences: false)
                .map { StyledText(String($0)) }
        case .warnings: return warnings.map { StatusMark.warning.styled + " " + StyledText($0) }
        case .readiness:
            return wizard.readiness.map { item in
                let mark: StatusMark = item.isReady == true ? .ok : item.isReady == false ? .warning : .notice
                return mark.styled + " " + StyledText(item.title + ": ", .title) + StyledText(item.says)
            }
        default: return nil
        }
    }
}
