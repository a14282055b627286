import Steps

/// What is said of a recipe's step beside its commands.
public enum RecipeStepWords {
    /// How it is taken back: a command, a sentence; nil where nothing changes.
    public static func undo(_ step: Step) -> String? {
        switch step.undo {
        case .journal: step.risk == .looks ? nil : "Put back what was there before."
        case .actions: ActionText.line(step.undo)
        case .none(let because): because
        }
    }
}
