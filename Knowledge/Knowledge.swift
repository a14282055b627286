import Diagnosis
import FoundationEssentials
import KnowledgeFormat
import Planning

/// What drydock knows, compiled in. Each part is decoded when it is first asked for.
public enum Knowledge {
    public static let rules: [Rule] = decode(CompiledKnowledge.rules)
    public static let recipes: [Recipe] = decode(CompiledKnowledge.recipes)
    public static let ladder: [RungLaw] = decode(CompiledKnowledge.ladder)
    public static let catalogue: [CatalogueEntry] = decode(CompiledKnowledge.catalogue)

    /// Releases, add-ons and runtimes. Compiled in as a list of one.
    public static let planning: PlanKnowledge = decode(CompiledKnowledge.planning)[0]

    /// All of it.
    public static var base: KnowledgeBase { KnowledgeBase(rules: rules, recipes: recipes, ladder: ladder, planning: planning) }

    private static func decode<Entry: Decodable>(_ packed: StaticString) -> [Entry] {
        guard let json = Unpacking.json(packed), let entries = try? JSONDecoder().decode([Entry].self, from: json) else {
            // The build wrote it with the same types; if it cannot be read, the program itself is broken.
            fatalError("The knowledge compiled into this program cannot be read.")
        }
        return entries
    }
}
