import Applying
import Steps

/// What is said of a run that a person stopped.
enum StopText {
    /// Whole sentences: what is done, what is half done, and how to go on; nil where nobody stopped it.
    static func sentences(_ ends: [StepEnd], of count: Int) -> [String]? {
        guard let last = ends.last, last.state == .stopped else { return nil }
        let out = ["Stopped."] + done(ends, of: count)
        let way = ends.allSatisfy(\.changes.isEmpty) ? [] : ["Go on: drydock fix --resume. Take it back: drydock fix --undo."]
        return ["\(out[0]) \(out[1])"] + out.dropFirst(2) + way
    }

    /// How far it came, without the ways on.
    static func done(_ ends: [StepEnd], of count: Int) -> [String] {
        let out = ["\(ends.count - 1) of \(count) step\(count == 1 ? " is" : "s are") done."]
        if let last = ends.last, last.isHalfDone {
            return out + ["Half done: \"\(last.step.title)\" \(last.says ?? "")"]
        }
        return ends.allSatisfy(\.changes.isEmpty) ? out + ["Nothing was changed."] : out
    }
}
