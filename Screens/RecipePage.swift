import Planning
import Steps
import Terminal
import Text
import Widgets

/// What a page says of a recipe: what it is for, then its steps with their commands, risks, checks and ways back.
struct RecipePage {
    private(set) var paragraphs: [StyledText] = []
    /// One link a step: its number from 0.
    private(set) var links: [Int: Int] = [:]

    /// Columns by which what belongs to a step is indented; "1. " stands before its title.
    static let indent = 3

    init(_ plan: RecipePlan) {
        let recipe = plan.recipe
        let names = ([recipe.id, recipe.area] + recipe.catalogue).joined(separator: "  ")
        paragraphs = [StyledText(recipe.title, .title)]
        paragraphs += [indented(StyledText(names, .muted)), "", indented(StyledText(recipe.about))]
        if !recipe.notWhen.isEmpty {
            paragraphs += ["", indented(StyledText("Not when: ", .warning) + StyledText(recipe.notWhen))]
        }
        if let phrase = recipe.fits.phrase {
            paragraphs += ["", indented(StyledText("For \(phrase).", plan.fits == false ? .warning : .text))]
        }
        if let manual = recipe.manual { paragraphs += ["", indented(StyledText(manual, .muted))] }
        for (index, entry) in plan.entries.enumerated() { write(entry, index) }
        if plan.entries.isEmpty { paragraphs += ["", indented(StyledText("No step of it is for this node.", .warning))] }
        write(asked: plan.asked)
        if !recipe.texts.isEmpty {
            paragraphs +=
                ["", StyledText("Error texts that lead here", .title)] + recipe.texts.map { indented(StyledText($0, .muted)) }
        }
        if !recipe.sources.isEmpty {
            paragraphs += ["", StyledText("From", .title)] + recipe.sources.map { indented(StyledText($0, .muted)) }
        }
    }

    private mutating func write(_ entry: RecipePlan.Entry, _ index: Int) {
        let step = entry.step
        paragraphs.append("")
        paragraphs.append(
            StyledText("\(index + 1). ", .title) + StyledText(entry.heading) + StyledText("  \(step.risk.words)", step.risk.role))
        links[paragraphs.count] = index
        for action in step.actions {
            let isByHand = if case .byHand = action { true } else { false }
            for line in ActionText.lines(action) { paragraphs.append(indented(StyledText(line, isByHand ? .text : .title))) }
        }
        if let check = entry.check { paragraphs.append(indented(StyledText("check: ", .muted) + StyledText(check))) }
        if let expects = entry.expects { paragraphs.append(indented(StyledText("see: ", .muted) + StyledText(expects))) }
        if let undo = RecipeStepWords.undo(step) { paragraphs.append(indented(StyledText("undo: ", .muted) + StyledText(undo))) }
    }

    /// What stands in angle brackets above, where the node does not tell it.
    private mutating func write(asked: [RecipeParam]) {
        guard !asked.isEmpty else { return }
        paragraphs += ["", StyledText("To fill in", .title)]
        for param in asked {
            paragraphs.append(
                indented(StyledText("<\(param.name)>  ", .title) + StyledText("\(param.ask ?? "") Such as \(param.example).")))
        }
    }

    private func indented(_ text: StyledText) -> StyledText {
        StyledText(String(repeating: " ", count: Self.indent)) + text
    }

    /// What `y` takes of a step: its commands and changes, a line each.
    static func copied(_ step: Step) -> String { step.actions.flatMap(ActionText.lines).joined(separator: "\n") }

    /// The same as lines without roles, for plain output.
    var lines: [String] { paragraphs.map(\.plain) }
}
