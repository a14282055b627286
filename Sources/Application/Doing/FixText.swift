import Applying
import Diagnosis
import Planning
import Steps
import Text

/// A fix as a person reads it in a terminal, piece by piece as it goes on.
struct FixText: Sendable {
    let paint: Paint
    let width: Int

    /// What is wrong, and what the recipe would do about it.
    func preview(_ fix: Fix, _ ends: [StepEnd]) -> String {
        var lines = heading(fix.finding) + ["", paint.bold(fix.recipe.title) + paint.muted("  \(fix.recipe.id)")]
        for (index, end) in ends.enumerated() {
            let title = Wrap.lines("\(index + 1). \(end.step.title)", width: width - 12)
            lines += [""] + title.dropLast() + ["\(title.last ?? "")  \(paint.risk(end.step.risk))"] + changes(end)
        }
        let sentences = fix.radius.sentences + undo(ends)
        if !sentences.isEmpty { lines += [""] + sentences.flatMap { Wrap.lines($0, width: width) } }
        return lines.joined(separator: "\n") + "\n"
    }

    /// What is wrong, and why drydock does nothing about it.
    func byHand(_ unfixable: Unfixable) -> String {
        var lines = heading(unfixable.finding)
        if unfixable.recipes.isEmpty {
            lines += Wrap.lines("No recipe leads out of this; the finding says what to do.", width: width)
        }
        for (recipe, reasons) in unfixable.recipes {
            lines += ["", paint.bold(recipe.title) + paint.muted("  drydock recipes show \(recipe.id)")]
            lines += reasons.flatMap { Wrap.lines($0, width: width, indent: 3) }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// A step that has ended.
    func ended(_ end: StepEnd) -> String {
        let word =
            switch end.state {
            case .unchanged: paint.muted("unchanged")
            case .changed: paint.good("done")
            case .wouldChange: paint.notice("would change")
            case .failed: paint.danger("failed")
            case .stopped: paint.warning("stopped")
            case .waits, .lacksValue: paint.warning("waits for you")
            }
        var lines = Wrap.lines("\(word)  \(end.step.title)", width: width)
        if let says = end.says { lines += Wrap.lines(says, width: width, indent: 3) }
        return lines.joined(separator: "\n") + "\n"
    }

    /// What would be taken back, or was: the files' differences and the commands.
    func taken(_ end: StepEnd) -> String { ended(end) + changes(end).map { $0 + "\n" }.joined() }

    /// The verdict of the look after.
    func verdict(_ result: FixResult) -> String {
        let word =
            switch result.state {
            case .fixed: paint.good("fixed")
            case .notFixed, .failed: paint.danger("not fixed")
            default: paint.warning(result.state.rawValue)
            }
        var lines = ["\(word)  \(result.finding.id)"]
        let others = result.cleared.filter { $0 != result.finding.id }
        if !others.isEmpty { lines += Wrap.lines("Cleared with it: \(others.joined(separator: ", ")).", width: width, indent: 3) }
        lines += result.says.flatMap { Wrap.lines($0, width: width, indent: 3) }
        if let path = result.healthy {
            lines += Wrap.lines(
                "Nothing is wrong here now; what the machine is like is kept for diagnose --against \(path)", width: width,
                indent: 3)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func heading(_ finding: Finding) -> [String] {
        [paint.danger(finding.rule.title) + paint.muted("  \(finding.id)")] + Wrap.lines(finding.says, width: width)
    }

    private func changes(_ end: StepEnd) -> [String] {
        var lines: [String] = []
        for change in end.changes {
            let path = end.files.first { change.hasSuffix(" \($0.path)") }
            lines += ["   " + paint.bold(Sanitized.line(change))]
            if let path { lines += diff(path) }
        }
        return lines.isEmpty ? [paint.muted("   Nothing to change: it is so already.")] : lines
    }

    /// The differences of the files that a step would change; nothing where it changes none.
    func differences(_ end: StepEnd) -> String { end.files.flatMap(diff).map { $0 + "\n" }.joined() }

    private func diff(_ file: FileDifference) -> [String] {
        let lines = file.lines
        guard !lines.isEmpty else {
            return file.before == file.after ? [] : [paint.muted("      Only values that are kept secret differ.")]
        }
        return lines.prefix(60).map { line in
            switch line {
            case .same(let text): "      " + Sanitized.line(" " + text)
            case .added(let text): paint.good("      " + Sanitized.line("+" + text))
            case .removed(let text): paint.danger("      " + Sanitized.line("-" + text))
            case .gap(let count): paint.muted("      … \(count) equal line\(count == 1 ? "" : "s")")
            }
        } + (lines.count > 60 ? [paint.muted("      … \(lines.count - 60) more")] : [])
    }

    private func undo(_ ends: [StepEnd]) -> [String] {
        ends.compactMap { end in
            if case .none(let because) = end.step.undo { "\"\(end.step.title)\" cannot be taken back: \(because)" } else { nil }
        }
    }
}
