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
        for row in screen.form.rows {
            let text = row.text.plain
            switch row.kind {
            case .heading: lines.append(text)
            case .choice(let isOn):
                guard row.isEnabled else {
                    lines.append("\(text): cannot be chosen. \(row.note.plain)")
                    continue
                }
                choices.append(.init("\(isOn ? "[chosen] " : "")\(text)", [.setup(.take(row.id))]))
            case .flag(let isOn): choices.append(.init("\(text): \(isOn ? "yes" : "no"), change it", [.setup(.take(row.id))]))
            case .field(let value, let example):
                choices.append(
                    .init("\(text): \(value.isEmpty ? "empty, \(example)" : value), change it", [.setup(.focus(row.id))]))
            case .item(let mark):
                choices.append(.init("\(mark.map { "\($0.word): " } ?? "")\(text)", [.setup(.open(row.id))]))
            }
        }
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
        if wizard.step != .review { choices.append(.init("Continue to the next page", [.setup(.next)])) }
        choices.append(.init("One page back", [.setup(.back)]))
        choices.append(.init("Save and leave", [.setup(.save)]))
        return PlainPage(lines, choices: choices, prompt: prompt)
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
}
