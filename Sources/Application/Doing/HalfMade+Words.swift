import Applying
import Steps

extension HalfMade {
    /// What stopped, and what takes away what it left.
    var sentence: String {
        let way = cleaning.actions.map { ActionText.line($0) }.joined(separator: "; ")
        return
            "\"\(step.title)\" stopped in the middle, and what it left is in the way of another try. This takes it away: \(way)."
    }
}
