import Planning
import YAML

/// A folder of knowledge that was laid over what is compiled in: what came of it, and what was left out.
public struct KnowledgeOverlay: Sendable, Equatable {
    public var folder: String
    /// `2 rules, 1 release`; empty where nothing of it is used.
    public var holds: String
    /// The ids of its recipes.
    public var recipes: Set<String>
    /// What is wrong in it. A file that is named here is not used.
    public var leftOut: [FileProblem]

    public init(folder: String, _ knowledge: KnowledgeBase, leftOut: [FileProblem]) {
        self.folder = folder
        holds = knowledge.counts
        recipes = Set(knowledge.recipes.map(\.id))
        self.leftOut = leftOut
    }

    /// One sentence about the folder: what of it is used, and of how many files nothing is.
    public var says: String {
        let files = Set(leftOut.map(\.file)).count
        let out = files == 0 ? "" : files == 1 ? "; one file of it is left out" : "; \(files) files of it are left out"
        return "\(folder): \(holds.isEmpty ? "nothing" : holds)\(out)."
    }
}

extension KnowledgeBase {
    /// How many there are of each kind that there is: `2 rules, 1 release`.
    public var counts: String {
        let planning = planning
        let kinds: [(count: Int, one: String, more: String)] = [
            (rules.count, "rule", "rules"), (recipes.count, "recipe", "recipes"), (ladder.count, "rung", "rungs"),
            (texts.count, "text", "texts"), (states.count, "state", "states"),
            (planning.releases.count, "release", "releases"),
            (planning.addOns.count, "add-on", "add-ons"), (planning.runtimes.count, "runtime", "runtimes"),
            (planning.commands.count, "table of commands", "tables of commands"),
        ]
        let there = kinds.filter { $0.count > 0 }
        return there.map { "\($0.count) \($0.count == 1 ? $0.one : $0.more)" }.joined(separator: ", ")
    }
}
