import Diagnosis
import Facts
import FoundationEssentials
import KnowledgeFormat
import Planning

/// What drydock knows, compiled in. Each part is decoded when it is first asked for.
public enum Knowledge {
    public static let rules: [Rule] = decode(CompiledKnowledge.rules)
    public static let recipes: [Recipe] = decode(CompiledKnowledge.recipes)
    public static let ladder: [RungLaw] = decode(CompiledKnowledge.ladder)
    public static let texts: [KnownText] = decode(CompiledKnowledge.texts)
    public static let states: [KnownState] = decode(CompiledKnowledge.states)
    public static let catalogue: [CatalogueEntry] = decode(CompiledKnowledge.catalogue)

    /// What is judged of machines and plans before anything is done, with the rules that it names.
    public static let readiness = Readiness(
        needs: decode(CompiledKnowledge.needs), subjects: decode(CompiledKnowledge.subjects),
        next: decode(CompiledKnowledge.next), rules: rules)

    /// What releases changed in what a node's files may say.
    public static let releases: KnownReleases = {
        guard let releases: KnownReleases = value(CompiledKnowledge.releases) else { broken() }
        return releases
    }()

    /// The newest day on which a source of it was read.
    public static let day = Day("\(CompiledKnowledge.day)")

    /// Releases, add-ons and runtimes. As JSON: only setting up needs them, not every start.
    public static let planning: PlanKnowledge = {
        guard let json = bytes(CompiledKnowledge.planning),
            var planning = try? JSONDecoder().decode(PlanKnowledge.self, from: Data(json))
        else { broken() }
        planning.readiness = readiness
        return planning
    }()

    /// All of it.
    public static var base: KnowledgeBase {
        KnowledgeBase(
            rules: rules, recipes: recipes, ladder: ladder, texts: texts, states: states, readiness: readiness,
            releases: releases, day: day, planning: planning)
    }

    private static func decode<Entry: Packable>(_ packed: StaticString) -> [Entry] {
        guard let entries: [Entry] = value(packed) else { broken() }
        return entries
    }

    private static func value<Value: Packable>(_ packed: StaticString) -> Value? {
        bytes(packed)?.withUnsafeBufferPointer { bytes in
            var reader = PackedReader(bytes)
            guard let value = try? Value(from: &reader), reader.isAtEnd else { return nil }
            return value
        }
    }

    private static func bytes(_ literal: StaticString) -> [UInt8]? { literal.withUTF8Buffer(DeflatedText.bytes) }

    /// The build wrote it with the same types; if it cannot be read, the program itself is broken.
    private static func broken() -> Never { fatalError("The knowledge compiled into this program cannot be read.") }
}
