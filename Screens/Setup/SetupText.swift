import Diagnosis
import Planning
import Steps
import Terminal
import Text
import Widgets
import Wizard

/// The wizard's longer texts: what a row means, what a machine will get, how ready the cluster is.
enum SetupText {
    /// What is said below the form about the focused row.
    static func details(_ wizard: Wizard, _ row: SetupRow?) -> [StyledText] {
        var out: [StyledText] = []
        if let reason = wizard.stale[wizard.step] { out.append(StyledText("Check again: \(reason)", .warning)) }
        switch row {
        case .choice(let id, let choice)?: out += problems(wizard, id) + of(question(wizard, id), choice)
        case .flag(let id)?, .field(let id)?: out += problems(wizard, id) + of(question(wizard, id), nil)
        case .machine(let index)?: out += problems(wizard, Wizard.machine(index))
        case .need(let title)?: out += need(wizard, title)
        case .error(let problem)?: out.append(StyledText(problem.sentence, .danger))
        case .addMachine?, .machineList?: out += listForms.map { StyledText($0) }
        case .addOns?: out += of(question(wizard, Wizard.addOnTable), nil)
        default: break
        }
        let page = wizard.step.page
        out += page.facts(wizard).map { StyledText($0, .muted) }
        let drawing = page.drawing(wizard)
        if !drawing.isEmpty { out += [""] + drawing.map { StyledText("  " + $0) } }
        return out
    }

    private static let listForms = [
        "A list may also be pasted here. It is an Ansible inventory (INI or YAML), or a line for each machine:",
        "  NAME ADDRESS ROLES ZONE SYSTEM USER, as in: cp1 192.0.2.11 control-plane a debian-12 root",
        "Roles are control-plane, worker, etcd and load-balancer, joined with +; what is left out at the end is worker, and the rest unknown.",
    ]

    private static func question(_ wizard: Wizard, _ id: String) -> Question? {
        wizard.questions(wizard.step).first { $0.id == id }
    }

    /// What is wrong with an answer, whole: the row under it may be too short.
    private static func problems(_ wizard: Wizard, _ id: String) -> [StyledText] {
        wizard.problems(of: id).map { StyledText($0.sentence, $0.isError ? .danger : .warning) }
    }

    private static func of(_ question: Question?, _ choice: String?) -> [StyledText] {
        guard let question else { return [] }
        var out: [StyledText] = []
        if case .choice(let choices) = question.kind, let choice = choices.first(where: { $0.id == choice }) {
            if let reason = choice.unavailable { out.append(StyledText("Cannot be chosen: \(reason)", .warning)) }
            if !choice.about.isEmpty { out.append(StyledText(choice.about)) }
            if !choice.costs.isEmpty { out.append(StyledText("Costs: ", .title) + StyledText(choice.costs)) }
            if !choice.rulesOut.isEmpty { out.append(StyledText("Rules out: ", .title) + StyledText(choice.rulesOut)) }
        }
        if !question.because.sentence.isEmpty { out.append(StyledText(question.because.sentence, .notice)) }
        if !question.about.isEmpty { out.append(StyledText(question.about, .muted)) }
        return out
    }

    private static func need(_ wizard: Wizard, _ title: String) -> [StyledText] {
        guard let need = wizard.needs.first(where: { $0.title == title }) else { return [] }
        let says = StyledText("\(need.title): ", .title) + StyledText(need.says)
        guard let recipe = need.recipe else { return [says] }
        return [says, StyledText("f opens the recipe that fixes it: \(recipe).", .notice)]
    }

    /// What happens on a machine: its steps, then its files, as differences from what is there where that is known.
    static func work(_ plan: Plan, _ machine: String, there: [String: String?]) -> [StyledText] {
        var out: [StyledText] = [StyledText("What happens on \(machine)", .title), ""]
        for (index, step) in plan.steps(on: machine).enumerated() {
            out.append(StyledText("\(index + 1). \(step.title)", .title) + StyledText("  \(step.risk.rawValue)", .muted))
            out.append(StyledText("   \(step.why)"))
            out += step.actions.map { StyledText("   $ \(ActionText.line($0))", .notice) }
            if let check = step.check { out.append(StyledText("   checked by: \(ActionText.line(check))", .muted)) }
            if let undo = ActionText.line(step.undo) { out.append(StyledText("   undone by: \(undo)", .muted)) }
        }
        for file in plan.files(on: machine) { out += [""] + self.file(file, there: there) }
        return out
    }

    private static func file(_ file: PlannedFile, there: [String: String?]) -> [StyledText] {
        let mode = Octal.mode(file.mode)
        let head = StyledText(file.path, .title)
        guard let known = there[file.path] else {
            return [head + StyledText("  mode \(mode), not compared: on another machine, or not readable", .muted)] + whole(file)
        }
        guard let old = known else { return [head + StyledText("  mode \(mode), new", .muted)] + whole(file) }
        if old == file.content { return [head + StyledText("  mode \(mode), already there and the same", .good)] }
        return [head + StyledText("  mode \(mode), changed", .warning)]
            + LineDiff.lines(from: old, to: file.content).map { line in
                switch line {
                case .same(let text): StyledText("    " + text)
                case .added(let text): StyledText("  + " + text, .good)
                case .removed(let text): StyledText("  - " + text, .danger)
                case .gap(let count): StyledText("    … \(count) unchanged lines", .muted)
                }
            }
    }

    private static func whole(_ file: PlannedFile) -> [StyledText] {
        var lines = file.content.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines.map { StyledText("    " + $0) }
    }
}
