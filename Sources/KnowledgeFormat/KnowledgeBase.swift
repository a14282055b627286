import Diagnosis
import Planning

/// Everything that drydock knows: rules, recipes, how the ladder is judged, and what plans are made with.
public struct KnowledgeBase: Sendable, Equatable, Codable {
    public var rules: [Rule]
    public var recipes: [Recipe]
    public var ladder: [RungLaw]
    /// Releases, add-ons and runtimes.
    public var planning: PlanKnowledge

    public init(
        rules: [Rule] = [], recipes: [Recipe] = [], ladder: [RungLaw] = [], planning: PlanKnowledge = PlanKnowledge()
    ) {
        self.rules = rules
        self.recipes = recipes
        self.ladder = ladder
        self.planning = planning
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
            ladder: (ladder.filter { !rungs.contains($0.rung) } + other.ladder).sorted { $0.rung < $1.rung },
            planning: PlanKnowledge(
                releases: merged(planning.releases, other.planning.releases),
                addOns: merged(planning.addOns, other.planning.addOns),
                runtimes: merged(planning.runtimes, other.planning.runtimes)))
    }
}
