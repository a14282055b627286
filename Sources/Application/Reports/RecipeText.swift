import Planning
import Steps
import Text

/// A recipe as a person reads it in a terminal.
public struct RecipeText: Sendable {
    let plan: RecipePlan
    let paint: Paint
    let width: Int

    public init(_ plan: RecipePlan, paint: Paint, width: Int = 80) {
        self.plan = plan
        self.paint = paint
        self.width = width
    }

    public func text() -> String {
        let recipe = plan.recipe
        var lines = [
            paint.bold(recipe.title), paint.muted("\(recipe.id)  \(recipe.area)  \(recipe.catalogue.joined(separator: " "))"), "",
        ]
        lines += Wrap.lines(recipe.about, width: width)
        if !recipe.notWhen.isEmpty { lines += [""] + Wrap.lines("Not when: \(recipe.notWhen)", width: width) }
        if let phrase = recipe.fits.phrase { lines += [""] + Wrap.lines("For \(phrase).", width: width) }
        if let manual = recipe.manual { lines += [""] + Wrap.lines(manual, width: width) }
        for (index, entry) in plan.entries.enumerated() { lines += [""] + step(index + 1, entry) }
        if !plan.asked.isEmpty { lines += ["", paint.bold("To fill in")] + plan.asked.flatMap(asked) }
        if !recipe.texts.isEmpty { lines += ["", paint.muted("Error texts that lead here")] + recipe.texts.map { "   " + $0 } }
        if !recipe.sources.isEmpty { lines += ["", paint.muted("From: " + recipe.sources.joined(separator: "; "))] }
        return lines.joined(separator: "\n") + "\n"
    }

    private func asked(_ param: RecipeParam) -> [String] {
        Wrap.lines("<\(param.name)>  \(param.ask ?? "") Such as \(param.example).", width: width, indent: 3)
    }

    private func step(_ number: Int, _ entry: RecipePlan.Entry) -> [String] {
        let step = entry.step
        var lines = Wrap.lines("\(number). \(entry.heading)", width: width - 12)
        lines[0] += "  " + paint.risk(step.risk)
        for action in step.actions {
            if case .byHand(let text) = action {
                lines += Wrap.lines(text, width: width, indent: 6)
            } else {
                lines += ActionText.lines(action).map { "      " + paint.bold($0) }
            }
        }
        if let check = entry.check { lines += Wrap.lines("check: \(check)", width: width, indent: 6) }
        if let expects = entry.expects { lines += Wrap.lines("see: \(expects)", width: width, indent: 6) }
        if let undo = RecipeStepWords.undo(step) { lines += Wrap.lines("undo: \(undo)", width: width, indent: 6) }
        return lines
    }
}
