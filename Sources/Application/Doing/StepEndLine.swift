import Applying
import Steps

/// What became of a step, as `--format json` tells it.
struct StepEndLine: Encodable {
    let id, title: String
    let risk: Risk
    let state: StepEnd.State
    /// What was done, or would be: whole phrases.
    let changes: [String]
    /// Why it failed or waits; nothing where it is as it should be.
    let says: String?

    init(_ end: StepEnd) {
        id = end.step.key
        title = end.step.title
        risk = end.step.risk
        state = end.state
        changes = end.changes
        says = end.says
    }
}
