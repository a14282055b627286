import Diagnosis
import Patterns
import Planning
import YAML

/// A file of a knowledge folder: its path within the folder (`rules/runtime/containerd-is-stopped.yaml`) and its bytes.
public struct KnowledgeFile: Sendable {
    public var path: String
    /// The path as errors name it.
    public var shownAs: String
    public var bytes: [UInt8]

    public init(path: String, shownAs: String, bytes: [UInt8]) {
        self.path = path
        self.shownAs = shownAs
        self.bytes = bytes
    }
}

/// Reads the files of a knowledge folder, the one that is compiled in or one laid over it.
public enum KnowledgeFolder {
    /// The folders in it.
    public static let parts = [
        "rules", "recipes", "ladder", "texts", "states", "releases", "add-ons", "runtimes", "commands", "readiness",
    ]

    /// What lies beside them in a folder and is no knowledge: the proofs of its rules, and the recorded nodes of the proofs.
    public static let besides = ["proofs", "nodes"]

    /// Reads and checks all files. `beside` is the knowledge that this one is laid over, whose rules and recipes may be named;
    /// `catalogue` holds the ids of the catalogue, nil where they are not checked.
    public static func read(
        _ files: [KnowledgeFile], beside base: KnowledgeBase = KnowledgeBase(), catalogue: Set<String>? = nil
    ) -> (KnowledgeBase, [KnowledgeProblem]) {
        read(files, beside: base, excusing: [], catalogue: catalogue)
    }

    /// `excused` are ids that may be named though nothing has them.
    static func read(
        _ files: [KnowledgeFile], beside base: KnowledgeBase, excusing excused: Set<String>, catalogue: Set<String>?
    ) -> (KnowledgeBase, [KnowledgeProblem]) {
        var knowledge = KnowledgeBase()
        var problems: [KnowledgeProblem] = []
        var places: [String: KnowledgePlace] = [:]
        for file in files.sorted(by: { $0.path < $1.path }) {
            let parts = file.path.split(separator: "/").map(String.init)
            guard let name = parts.last, name.hasSuffix(".yaml"), !name.hasPrefix("."), !besides.contains(parts[0]) else {
                continue
            }
            let id = file.id
            problems += nameProblems(id, parts[0], file)
            do {
                let documents = try YAMLDocument.parse(file.bytes, file: file.shownAs)
                guard documents.count == 1, let node = documents.first else {
                    problems.append(
                        KnowledgeProblem(file: file.shownAs, line: 1, sentence: "A knowledge file holds exactly one document."))
                    continue
                }
                if let earlier = places.updateValue(
                    KnowledgePlace(file: file.shownAs, node: node), forKey: "\(parts[0])/\(id)")
                {
                    problems.append(
                        KnowledgeProblem(file: file.shownAs, line: 1, sentence: "The id \"\(id)\" is taken by \(earlier.file)."))
                }
                problems += take(node, id, parts, file, into: &knowledge)
                knowledge.day = [knowledge.day, SourceDays.newest(node)].compactMap { $0 }.max()
            } catch {
                problems.append(KnowledgeProblem(file: error.file, line: error.line, sentence: error.sentence))
            }
        }
        problems += CrossReferences.check(knowledge, beside: base, places: places, excusing: excused, catalogue: catalogue)
        knowledge.ladder.sort { $0.rung < $1.rung }
        knowledge.planning.releases.sort { $0.minor < $1.minor }
        knowledge.releases = knowledge.planning.knownReleases
        return (knowledge, problems)
    }

    private static func take(
        _ node: YAMLNode, _ id: String, _ parts: [String], _ file: KnowledgeFile, into knowledge: inout KnowledgeBase
    ) -> [KnowledgeProblem] {
        let area = parts.count == 3 ? parts[1] : ""
        switch (parts[0], parts.count) {
        case ("rules", 3):
            let (rule, problems) = RuleReader.read(node, id: id, area: area, file: file.shownAs)
            knowledge.rules.append(rule)
            return problems
        case ("recipes", 3):
            let (recipe, problems) = RecipeReader.read(node, id: id, area: area, file: file.shownAs)
            knowledge.recipes.append(recipe)
            return problems
        case ("releases", 2):
            let (release, problems) = ReleaseReader.read(node, id: id, file: file.shownAs)
            knowledge.planning.releases.append(release)
            return problems
        case ("add-ons", 2):
            let (addOn, problems) = AddOnReader.read(node, id: id, file: file.shownAs)
            knowledge.planning.addOns.append(addOn)
            return problems
        case ("runtimes", 2):
            let (series, problems) = RuntimeSeriesReader.read(node, id: id, file: file.shownAs)
            knowledge.planning.runtimes.append(series)
            return problems
        case ("texts", 2):
            let (texts, problems) = TextsReader.read(node, id: id, file: file.shownAs)
            knowledge.texts += texts
            return problems
        case ("states", 2):
            let (state, problems) = StateReader.read(node, id: id, file: file.shownAs)
            knowledge.states.append(state)
            return problems
        case ("commands", 2):
            let (table, problems) = CommandTableReader.read(node, id: id, file: file.shownAs)
            knowledge.planning.commands.append(table)
            return problems
        case ("readiness", 2):
            let (readiness, problems) = ReadinessReader.read(node, id: id, file: file.shownAs)
            knowledge.readiness.needs += readiness.needs
            knowledge.readiness.subjects += readiness.subjects
            knowledge.readiness.next += readiness.next
            return problems
        case ("ladder", 2):
            let (law, problems) = RungReader.read(node, id: id, file: file.shownAs)
            if let law { knowledge.ladder.append(law) }
            return problems
        default:
            let near = Self.parts.contains(parts[0]) ? "" : Words.meant(parts[0], among: Self.parts)
            return [
                KnowledgeProblem(
                    file: file.shownAs, line: 1,
                    sentence:
                        "A knowledge file lies in rules/AREA/, recipes/AREA/, ladder/, texts/, states/, releases/, add-ons/, runtimes/, commands/ or readiness/, not in \(parts.dropLast().joined(separator: "/")).\(near)"
                )
            ]
        }
    }

    /// Kebab case; names of releases and series have their version's dot.
    private static func nameProblems(_ id: String, _ folder: String, _ file: KnowledgeFile) -> [KnowledgeProblem] {
        let hasVersion = folder == "releases" || folder == "runtimes"
        let isKebab =
            !id.isEmpty
            && id.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 || hasVersion && $0 == 46 }
        if isKebab { return [] }
        return [
            KnowledgeProblem(
                file: file.shownAs, line: 1, sentence: "The file's name is the id and must be kebab case: \"\(id)\" is not.")
        ]
    }
}
