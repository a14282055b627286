import Diagnosis
import Planning

/// Everything that drydock knows: rules, recipes, and how the ladder is judged.
public struct KnowledgeBase: Sendable, Equatable {
    public var rules: [Rule]
    public var recipes: [Recipe]
    public var ladder: [RungLaw]

    public init(rules: [Rule] = [], recipes: [Recipe] = [], ladder: [RungLaw] = []) {
        self.rules = rules
        self.recipes = recipes
        self.ladder = ladder
    }

    /// This knowledge with another laid over it: what has the same id is replaced.
    public func overlaid(with other: KnowledgeBase) -> KnowledgeBase {
        func merged<Entry: Identifiable>(_ base: [Entry], _ over: [Entry]) -> [Entry] where Entry.ID == String {
            let ids = Set(over.map(\.id))
            return (base.filter { !ids.contains($0.id) } + over).sorted { $0.id < $1.id }
        }
        let rungs = Set(other.ladder.map(\.rung))
        return KnowledgeBase(
            rules: merged(rules, other.rules), recipes: merged(recipes, other.recipes),
            ladder: (ladder.filter { !rungs.contains($0.rung) } + other.ladder).sorted { $0.rung < $1.rung })
    }
}
