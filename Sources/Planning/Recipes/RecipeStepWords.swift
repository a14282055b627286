import Steps

/// What is said of a recipe's step beside its commands.
public enum RecipeStepWords {
    /// How it is taken back: a command, a sentence; nil where nothing changes.
    public static func undo(_ step: Step) -> String? {
        switch step.undo {
        case .journal: step.actions.allSatisfy(leavesNothing) ? nil : "Put back what was there before."
        case .actions([]): nil
        case .actions: ActionText.line(step.undo)
        case .none(let because): because
        }
    }

    /// Whether nothing is different afterwards that could be put back: a look, a restart.
    private static func leavesNothing(_ action: Action) -> Bool {
        switch action {
        case .run, .byHand: true
        case .unit(let unit): [.restarted, .restartedIfRunning, .reloaded, .definitionsRead].contains(unit.state)
        case .write, .edit, .fetch, .packages, .staticPod: false
        }
    }
}
