import Diagnosis
import Facts
import Planning

/// Everything that drydock knows: rules, recipes, how the ladder is judged, what programs write, and what plans are made with. The one in
/// force is made once, at the start, and handed to whatever needs it.
public struct KnowledgeBase: Sendable, Equatable {
    public var rules: [Rule]
    public var recipes: [Recipe]
    public var ladder: [RungLaw]
    /// What programs write, and what it leads to, beside the texts of rules and recipes.
    public var texts: [KnownText]
    /// Words of `kubectl get`, each with its page.
    public var states: [KnownState]
    /// What is judged of machines and plans before anything is done.
    public var readiness: Readiness
    /// What releases changed in what a node's files may say: the part of `planning` that a diagnosis needs.
    public var releases: KnownReleases
    /// The newest day on which a source of it was read; nil where none says.
    public var day: Day?
    /// The folders that were laid over what is compiled in, in order.
    public var overlays: [KnowledgeOverlay] = []
    private var ownPlanning: PlanKnowledge?
    private var laterPlanning: @Sendable () -> PlanKnowledge

    /// Releases, add-ons and runtimes, and readiness with the rules that it names. Decoded when they are first asked for: a diagnosis
    /// needs none of them.
    public var planning: PlanKnowledge {
        get {
            var planning = ownPlanning ?? laterPlanning()
            planning.readiness = readiness
            planning.readiness.take(rules)
            return planning
        }
        set { ownPlanning = newValue }
    }

    /// Recipes that came from a folder: they are shown and looked up as all others, and never run unattended.
    public var overlaidRecipes: Set<String> { overlays.reduce(into: []) { $0.formUnion($1.recipes) } }

    public init(
        rules: [Rule] = [], recipes: [Recipe] = [], ladder: [RungLaw] = [], texts: [KnownText] = [], states: [KnownState] = [],
        readiness: Readiness = Readiness(),
        releases: KnownReleases = KnownReleases(), day: Day? = nil,
        planning: @autoclosure @escaping @Sendable () -> PlanKnowledge = PlanKnowledge()
    ) {
        self.rules = rules
        self.recipes = recipes
        self.ladder = ladder
        self.texts = texts
        self.states = states
        self.readiness = readiness
        self.releases = releases
        self.day = day
        laterPlanning = planning
    }

    public static func == (a: KnowledgeBase, b: KnowledgeBase) -> Bool {
        a.rules == b.rules && a.recipes == b.recipes && a.ladder == b.ladder && a.texts == b.texts && a.states == b.states
            && a.releases == b.releases && a.day == b.day && a.overlays == b.overlays && a.planning == b.planning
    }

    /// This knowledge with another laid over it: what has the same id is replaced.
    public func overlaid(with other: KnowledgeBase) -> KnowledgeBase {
        let rungs = Set(other.ladder.map(\.rung))
        var out = KnowledgeBase(
            rules: merged(rules, other.rules), recipes: merged(recipes, other.recipes),
            ladder: (ladder.filter { !rungs.contains($0.rung) } + other.ladder).sorted { $0.rung < $1.rung },
            texts: Self.joined(texts, other.texts), states: merged(states, other.states),
            readiness: Readiness(
                needs: other.readiness.needs.isEmpty ? readiness.needs : other.readiness.needs,
                subjects: other.readiness.subjects.isEmpty ? readiness.subjects : other.readiness.subjects,
                next: other.readiness.next.isEmpty ? readiness.next : other.readiness.next),
            releases: releases,
            day: [day, other.day].compactMap { $0 }.max(), planning: planning)
        out.overlays = overlays + other.overlays
        let over = other.planning
        if over != PlanKnowledge() {
            out.planning = planning.overlaid(with: over)
            out.releases = out.planning.knownReleases
        }
        return out
    }

    /// What is laid over comes first; a text that one program writes twice keeps its first entry.
    private static func joined(_ base: [KnownText], _ over: [KnownText]) -> [KnownText] {
        var seen = Set(over.map { $0.program + "\n" + $0.text })
        return over + base.filter { seen.insert($0.program + "\n" + $0.text).inserted }
    }
}

/// Two lists laid over one another: what has the same id is replaced.
private func merged<Entry: Identifiable>(_ base: [Entry], _ over: [Entry]) -> [Entry] where Entry.ID == String {
    let ids = Set(over.map(\.id))
    return (base.filter { !ids.contains($0.id) } + over).sorted { $0.id < $1.id }
}

extension PlanKnowledge {
    fileprivate func overlaid(with other: PlanKnowledge) -> PlanKnowledge {
        PlanKnowledge(
            releases: merged(releases, other.releases), addOns: merged(addOns, other.addOns),
            runtimes: merged(runtimes, other.runtimes), commands: merged(commands, other.commands))
    }
}
