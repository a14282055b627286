import Planning
import Terminal
import Widgets
import Wizard

/// The wizard as numbered questions on a stream. Each number stands for a whole next state, so nothing is repainted.
struct SetupPlain {
    let screen: SetupScreen

    init(_ screen: SetupScreen) { self.screen = screen }

    func page() -> PlainPage {
        if case .addOns(let comparison) = screen.over { return comparison.plain() }
        let wizard = screen.wizard
        let steps = wizard.steps
        let number = (steps.firstIndex(of: wizard.step) ?? 0) + 1
        var lines = ["\(number) of \(steps.count): \(wizard.step.title). \(wizard.step.page.purpose)"]
        lines += wizard.step.page.facts(wizard)
        var choices: [PlainPage.Choice] = []
        // What was said since the last choice stands above the next one.
        var heading: [String] = []
        var asked: Set<String> = []
        for row in screen.form.rows {
            if let question = question(row.id), asked.insert(question.id).inserted { heading += about(question) }
            if let choice = choice(row, &heading) {
                choices.append(.init(choice.label, choice.effects, heading: heading))
                heading = []
            }
        }
        lines += choices.isEmpty ? heading : []
        lines += wizard.step.page.drawing(wizard)
        if case .text = screen.over {
            return PlainPage(screen.pane.paragraphs.map(\.plain), choices: [.init("Back", [.setup(.back)])])
        }
        var prompt: PlainPage.Prompt?
        if let row = screen.form.focused, case .field = row.kind {
            prompt = .init("Type \(row.text.plain)") { [.setup(.type(row.id, $0))] }
        }
        if case .export = screen.over {
            lines.append("Write the plan's files into which folder?")
            prompt = .init("Type the folder") { [.setup(.export(folder: $0))] }
        }
        var ways: [PlainPage.Choice] = []
        if wizard.step == .machines, case .none = screen.over, screen.refusalToLook == nil {
            ways.append(.init("Look at all machines of the list over ssh", [.setup(.look)]))
        }
        if wizard.step != .review, case .none = screen.over {
            ways.append(.init("Continue to the next page", [.setup(.next)]))
            ways.append(.init("Take the defaults of all pages from here on, and go to the review", [.setup(.defaults)]))
        }
        ways.append(.init("One page back", [.setup(.back)]))
        ways.append(.init("Save and leave", [.setup(.save)]))
        ways[0].heading = (choices.isEmpty ? [] : heading) + [""]
        var page = PlainPage(lines, choices: choices + ways, prompt: prompt)
        if wizard.step != .review, prompt == nil, case .none = screen.over {
            page.enter = .init("takes what is chosen and continues", [.setup(.next)])
        }
        return page
    }

    /// The question that a row belongs to.
    private func question(_ row: SetupRow) -> Question? {
        switch row {
        case .heading(let id), .flag(let id), .field(let id): screen.wizard.questions(screen.wizard.step).first { $0.id == id }
        default: nil
        }
    }

    /// A question, what to know of it, and the default with its reason: what the screen tells of the row in focus.
    private func about(_ question: Question) -> [String] {
        ["", question.title + ":"]
            + [question.about, question.because.sentence].filter { !$0.isEmpty }.map { "  \($0)" }
    }

    /// What a row offers; nil for one that only says something, which goes into the heading.
    private func choice(_ row: FormRow<SetupRow>, _ heading: inout [String]) -> (label: String, effects: [Effect])? {
        let text = row.text.plain
        switch row.kind {
        case .heading:
            if question(row.id) == nil { heading.append(text) }
            return nil
        case .choice(let isOn):
            guard row.isEnabled else {
                heading.append("  \(text): cannot be chosen. \(row.note.plain)")
                return nil
            }
            let marks = (isOn ? ["chosen"] : []) + (isOn && row.note.plain == "default" ? ["the default"] : [])
            return (
                "\(marks.isEmpty ? "" : "[\(marks.joined(separator: ", "))] ")\(text)\(costs(row.id))", [.setup(.take(row.id))]
            )
        case .flag(let isOn): return ("\(text): \(isOn ? "yes" : "no"), change it", [.setup(.take(row.id))])
        case .field(let value, let example):
            return ("\(text): \(value.isEmpty ? "empty, \(example)" : value), change it", [.setup(.focus(row.id))])
        case .item(let mark): return ("\(mark.map { "\($0.word): " } ?? "")\(text)", [.setup(.open(row.id))])
        }
    }

    /// What a choice is, costs and rules out.
    private func costs(_ row: SetupRow) -> String {
        guard case .choice(let id, let choice) = row,
            case .choice(let choices)? = screen.wizard.questions(screen.wizard.step).first(where: { $0.id == id })?.kind,
            let one = choices.first(where: { $0.id == choice })
        else { return "" }
        let parts = [
            one.about, one.costs.isEmpty ? "" : "Costs: \(one.costs)", one.rulesOut.isEmpty ? "" : "Rules out: \(one.rulesOut)",
        ].filter { !$0.isEmpty }
        return parts.isEmpty ? "" : ". " + parts.joined(separator: " ")
    }
}

/// What a numbered choice of the plain wizard does.
public enum SetupAnswer: Sendable, Equatable {
    case take(SetupRow)
    case focus(SetupRow)
    case type(SetupRow, String)
    case open(SetupRow)
    /// Switches a need of the table of add-ons.
    case need(AddOnTable.Need)
    case takeAddOn(id: String)
    case export(folder: String)
    case next, back, save
    /// Looks at the machines of the list.
    case look
    /// Takes every default from here on.
    case defaults
}
