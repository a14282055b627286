import Planning
import Steps
import Text

/// A recipe as a person reads it in a terminal.
public struct RecipeText: Sendable {
    let recipe: Recipe
    let paint: Paint
    let width: Int

    public init(_ recipe: Recipe, paint: Paint, width: Int = 80) {
        self.recipe = recipe
        self.paint = paint
        self.width = width
    }

    public func text() -> String {
        var lines = [
            paint.bold(recipe.title), paint.muted("\(recipe.id)  \(recipe.area)  \(recipe.catalogue.joined(separator: " "))"), "",
        ]
        lines += Wrap.lines(recipe.about, width: width)
        if !recipe.notWhen.isEmpty { lines += [""] + Wrap.lines("Not when: \(recipe.notWhen)", width: width) }
        if let releases = recipe.releases { lines += [""] + Wrap.lines("For Kubernetes \(releases.words).", width: width) }
        for (index, step) in recipe.steps.enumerated() { lines += [""] + self.step(index + 1, step) }
        if !recipe.texts.isEmpty { lines += ["", paint.muted("Error texts that lead here")] + recipe.texts.map { "   " + $0 } }
        if !recipe.sources.isEmpty { lines += ["", paint.muted("From: " + recipe.sources.joined(separator: "; "))] }
        return lines.joined(separator: "\n") + "\n"
    }

    private func step(_ number: Int, _ step: RecipeStep) -> [String] {
        var lines = Wrap.lines("\(number). \(step.heading)", width: width - 12)
        lines[0] += "  " + risk(step.risk)
        if let command = step.command { lines.append("      " + paint.bold(ShellLine.of(command))) }
        if let edit = step.edit {
            let value = edit.value.map { " = \($0)" } ?? "  (remove it)"
            lines.append("      " + paint.bold("\(edit.file): \(edit.path.joined(separator: " > "))\(value)"))
        }
        if let byHand = step.byHand { lines += Wrap.lines(byHand, width: width, indent: 6) }
        if let check = step.check {
            lines += Wrap.lines("then \(ShellLine.of(check)): \(step.expects ?? "")", width: width, indent: 6)
        }
        if let undo = step.undo { lines += Wrap.lines("undo: \(undo)", width: width, indent: 6) }
        return lines
    }

    private func risk(_ risk: Risk) -> String {
        switch risk {
        case .looks: paint.muted("[looks only]")
        case .edits: paint.notice("[edits]")
        case .restarts: paint.warning("[restarts]")
        case .destroys: paint.danger("[destroys]")
        }
    }
}
