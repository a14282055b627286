import Diagnosis
import Facts
import Planning
import Steps

/// What happened outside and a screen may want to know.
public enum ScreenEvent: Sendable {
    /// The node as it is seen now.
    case session(Session)
    case explained(text: String, [Explanation], nearest: [Explanation])
    case captured(CaptureOutcome)
    /// The node as the watch has just seen it: all but its logs.
    case watched(Report)
    /// What files of this machine hold, by path; nil where there is none. Those that could not be read are left out.
    case files([String: String?])
    /// What is heard of a look at machines of the plan.
    case machines(MachinesLook)
    /// What answers mean: every step, file and document.
    case planned(ClusterPlan, Plan)
    /// What is heard of something that changes this machine.
    case work(Undertaking, WorkEvent)
    /// What was done on this machine, newest first, or why that could not be read.
    case runs([PastRun], problem: String?)
    /// An answer of the plain wizard.
    case setup(SetupAnswer)
}

/// A known problem that a text shows.
public struct Explanation: Sendable, Equatable {
    /// The rule's or recipe's id.
    public var id: String
    public var title: String
    public var says: String
    public var line: String
    public var recipes: [String]
    public var count: Int
    /// The text only comes near one that this problem writes.
    public var isNear: Bool

    public init(
        id: String, title: String, says: String, line: String, recipes: [String], count: Int, isNear: Bool = false
    ) {
        self.id = id
        self.title = title
        self.says = says
        self.line = line
        self.recipes = recipes
        self.count = count
        self.isNear = isNear
    }
}

/// What became of a capture.
public enum CaptureOutcome: Sendable, Equatable {
    case running(done: Int, total: Int)
    /// Written: where, its size, and what could not be looked at (each reason with the number of facts it cost).
    case written(path: String, bytes: Int, missing: [Missed])
    case failed(String)
}

/// Why something is not in a capture.
public struct Missed: Sendable, Equatable {
    /// A whole sentence.
    public var reason: String
    /// Facts that this reason cost.
    public var count: Int

    public init(reason: String, count: Int) {
        self.reason = reason
        self.count = count
    }
}
