import Diagnosis
import KnowledgeFormat
import Planning

/// What drydock knows, compiled in. Each part is decoded when it is first asked for.
public enum Knowledge {
    public static let rules: [Rule] = decode(CompiledKnowledge.rules)
    public static let recipes: [Recipe] = decode(CompiledKnowledge.recipes)
    public static let ladder: [RungLaw] = decode(CompiledKnowledge.ladder)
    public static let catalogue: [CatalogueEntry] = decode(CompiledKnowledge.catalogue)

    /// All of it.
    public static var base: KnowledgeBase { KnowledgeBase(rules: rules, recipes: recipes, ladder: ladder) }

    private static func decode<Entry: Packable>(_ packed: StaticString) -> [Entry] {
        packed.withUTF8Buffer { bytes in
            var reader = PackedReader(bytes)
            guard let entries = try? [Entry](from: &reader), reader.isAtEnd else {
                // The build wrote it with the same types; if it cannot be read, the program itself is broken.
                fatalError("The knowledge compiled into this program cannot be read.")
            }
            return entries
        }
    }
}
