import Diagnosis
import Planning

/// What a screen wants done. Values: Application carries them out and reports back with `ScreenEvent`.
public indirect enum Effect: Sendable, Equatable {
    /// Opens a page on top of this one.
    case open(Route)
    /// One page back; from the first page, leaves the program.
    case close
    case quit
    /// Looks at the node again and judges it.
    case examine
    /// Puts text on the clipboard; how many lines is said.
    case copy(String)
    /// Says something on the message row.
    case say(String)
    /// Explains a text; the answer comes as `.explained`.
    case explain(String)
    /// Records the node into a file; the outcome comes as `.captured`.
    case capture(path: String, hidesAddresses: Bool)
    /// Writes a text to a file; the outcome is said.
    case write(String, path: String)
    /// Looks at the ladder every few seconds until another page comes on top; each look comes as `.watched`.
    case watch(Bool)
    /// Keeps the wizard's answers, so that it can be taken up again.
    case keepPlan(String)
    /// Leaves the wizard, and says how to go on later.
    case leaveSetup
    /// Writes everything that the plan in this text does into a folder; the outcome is said.
    case exportPlan(String, folder: String)
    /// Plans what these answers mean, for all machines; it comes as `.planned`.
    case plan(ClusterPlan)
    /// Looks at machines of the plan through the person's own Ansible; what is heard of it comes as `.machines`.
    case lookAt([LookedMachine])
    /// Reads files of this machine; what stands in them comes as `.files`.
    case readFiles([String])
    /// An answer of the plain wizard, for the page on top.
    case setup(SetupAnswer)
    /// Asks, and carries out what stands behind it where the answer is yes.
    case ask(Agreement, [Effect])
    /// Looks at what would be done, without the steps of these keys; it comes as `.work`.
    case prepare(Undertaking, skipping: [String])
    /// Reads what was done on this machine; it comes as `.runs`.
    case listRuns
    /// Tokens and keys for what is prepared from now on, by their names; they are kept in memory only.
    case give([String: String])
    /// Does what was prepared last and shown.
    case carryOut(Undertaking)
    /// Stops what is being done: when the running step has ended, or its command at once.
    case stopWork(now: Bool)
}

/// The pages of the program.
public enum Route: Sendable, Hashable {
    case home
    case diagnosis
    /// The same for one rung of the ladder.
    case rung(Rung)
    /// One finding: evidence, why, recipe, versions, when it is wrong.
    case finding(rule: String)
    case recipes(query: String)
    /// One recipe, and the rule of the finding that it is to fix.
    case recipe(id: String, finding: String? = nil)
    case explain(text: String)
    case capture
    case watch
    case about
    /// Ends a finding: by this recipe, else by the one that is chosen, with what a person said where it asks.
    case fix(rule: String, recipe: String? = nil, answers: [String: String] = [:])
    /// All causes, one after the other.
    case fixAll
    /// What would be done, and doing it.
    case work(Undertaking)
    /// What was done on this machine, and can be taken back.
    case runs
    /// Asks for what an undertaking needs.
    case values([AskedValue], for: Undertaking)
    /// The wizard; with a task of a cluster that is there, that is what it begins with.
    case setup(task: ExistingCluster.Task? = nil)
}
