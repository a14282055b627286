import Applying
import Steps

/// What is said of a run that a person stopped.
enum StopText {
    /// Whole sentences: what is done, what is half done, and how to go on; nil where nobody stopped it.
    static func sentences(_ ends: [StepEnd], of count: Int) -> [String]? {
        guard let last = ends.last, last.state == .stopped else { return nil }
        let done = ends.count - 1
        var out = ["Stopped. \(done) of \(count) step\(count == 1 ? " is" : "s are") done."]
        if last.isHalfDone {
            out.append("Half done: \"\(last.step.title)\" \(last.says ?? "")")
        } else if ends.allSatisfy(\.changes.isEmpty) {
            return out + ["Nothing was changed."]
        }
        return out + ["Go on: drydock fix --resume. Take it back: drydock fix --undo."]
    }
}
