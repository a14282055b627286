import Planning
import Steps

/// What a step of a recipe must be like, so that drydock can do it, see that it worked, and take it back.
enum RecipeStepLaw {
    /// What is wrong with a step by itself, as sentences.
    static func problems(_ step: RecipeStep) -> [String] {
        var out: [String] = []
        if step.isByHand, step.actions.count > 1 { out.append("A step for a person holds nothing else.") }
        if step.risk == .looks {
            if step.actions.contains(where: changes) {
                out.append("A step with risk \"looks\" only runs commands that change nothing.")
            }
            for case .run(let run) in step.actions { out += LookingCommand.problem(run.words).map { [$0] } ?? [] }
            if step.check != nil {
                out.append("A step that only looks has no check: what a person should see stands in \"expects\".")
            }
        } else if !step.isByHand {
            if step.check == nil, !step.actions.allSatisfy(isItsOwnCheck) {
                out.append(
                    "A step that does something needs a \"check\" that tells whether its result stands: a command, a condition, or {rule: ID}."
                )
            }
            if step.undo == .journal, let action = step.actions.first(where: { !$0.isJournalled }) {
                out.append(
                    "The journal cannot take back \(ActionText.line(action)): say under \"undo\" what does, or {because: …} why nothing can."
                )
            }
            if case .holds(let condition)? = step.check, !RecipeParam.names(in: condition).isEmpty {
                out.append("A condition takes no parameters, and its braces would stay as they are: say which rows are meant.")
            }
            if let words = idle(step) {
                out.append(
                    "The check \"\(words)\" holds before the restart too, which would then be left out: check what the restart mends."
                )
            }
        }
        for case .run(let run) in step.actions { out += shell(run.words) }
        if case .succeeds(let words)? = step.check { out += shell(words) }
        return out
    }

    /// Whether an action does more than look.
    private static func changes(_ action: Action) -> Bool {
        switch action {
        case .run(let run): run.output != nil
        case .byHand: false
        default: true
        }
    }

    /// Whether the action sees by itself that it is so already: it compares the file.
    private static func isItsOwnCheck(_ action: Action) -> Bool {
        switch action {
        case .write, .edit: true
        default: false
        }
    }

    /// A check that says nothing of a restart: the unit runs before and after it.
    private static func idle(_ step: RecipeStep) -> String? {
        guard step.actions.count == 1, case .unit(let unit) = step.actions[0], [.restarted, .reloaded].contains(unit.state),
            case .succeeds(let words)? = step.check, words.first == "systemctl", words.contains("is-active")
        else { return nil }
        return words.joined(separator: " ")
    }

    /// Text from outside never reaches a shell.
    private static func shell(_ words: [String]) -> [String] {
        guard let at = words.firstIndex(where: { ["sh", "bash", "dash", "/bin/sh", "/bin/bash"].contains($0) }),
            at < words.count - 1,
            words[at + 1].hasPrefix("-"), words[(at + 2)...].contains(where: { !RecipeParam.names(in: $0).isEmpty })
        else { return [] }
        return ["A value of this node must not stand in what a shell reads: give it to the command as a word of its own."]
    }
}
