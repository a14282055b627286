import Diagnosis
import Facts
import Glibc
import KnowledgeFormat
import Planning
import Proofs
import YAML

/// `drydock knowledge`.
public struct KnowledgeJob: Sendable {
    let settings: Settings
    let format: ListFormat

    public init(settings: Settings, format: ListFormat) {
        self.settings = settings
        self.format = format
    }

    struct FactEntry: Encodable {
        var name, type, words: String
        /// The words that a rule may compare it with, where it has a domain.
        var oneOf: [String]?
        var columns: [FactEntry]?
    }

    public func list() throws {
        let listing = KnowledgeListing(try KnowledgeLoading.load(settings.knowledgeFolders), now: Instant(seconds: time(nil)))
        if format == .json { return Output.write(try JSONText.of(listing)) }
        listing.write(paint: settings.paint)
    }

    /// 0 where the folder is without fault, else 1, each fault with file and line. It is read beside the knowledge in force, as it will be.
    /// Of a folder that holds drydock's source the knowledge is meant, as for its proofs.
    public func lint(_ named: String) throws -> Int32 {
        let folder = ProofFolder(named)?.knowledge ?? named
        let others = KnowledgeLoading.folders(settings.knowledgeFolders).filter { !Self.areOne($0, folder) }
        let (knowledge, problems) = try KnowledgeLoading.read(folder, beside: try KnowledgeLoading.laidOver(others))
        for problem in problems { Output.note(problem.description) }
        guard problems.isEmpty else { return 1 }
        let counts = knowledge.counts
        Output.write("\(folder): \(counts.isEmpty ? "no knowledge file" : counts), no mistakes.\n")
        return 0
    }

    private static func areOne(_ a: String, _ b: String) -> Bool {
        var (one, other) = (stat(), stat())
        return stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev && one.st_ino == other.st_ino
    }

    public func facts() throws {
        let entries = FactKey.register.sorted { $0.name < $1.name }.map(Self.entry)
        if format == .json { return Output.write(try JSONText.of(["facts": entries])) }
        for entry in entries {
            Output.write("\(settings.paint.bold(entry.name))  \(entry.type)\n")
            for line in Wrap.lines(entry.words, width: 80, indent: 4) { Output.write(line + "\n") }
            if let words = entry.oneOf {
                for line in Wrap.lines("One of: \(words.joined(separator: ", "))", width: 80, indent: 4) {
                    Output.write(line + "\n")
                }
            }
            for column in entry.columns ?? [] {
                Output.write("      \(column.name.padding(to: 18)) \(column.type.padding(to: 8)) \(column.words)\n")
                if let words = column.oneOf {
                    for line in Wrap.lines("One of: \(words.joined(separator: ", "))", width: 80, indent: 34) {
                        Output.write(line + "\n")
                    }
                }
            }
        }
    }

    private static func entry(_ key: FactKey) -> FactEntry {
        guard case .table(let columns) = key.type else {
            return FactEntry(name: key.name, type: word(key.type), words: key.words, oneOf: key.domain?.words)
        }
        return FactEntry(
            name: key.name, type: "table", words: key.words,
            columns: columns.map {
                FactEntry(
                    name: $0.name, type: word($0.cell.type), words: $0.cell.words, oneOf: $0.cell.domain?.words)
            })
    }

    private static func word(_ type: FactType) -> String {
        switch type {
        case .flag: "flag"
        case .integer: "integer"
        case .number: "number"
        case .text: "text"
        case .instant: "instant"
        case .list: "list"
        case .table: "table"
        }
    }

    public func graph() throws {
        let knowledge = try KnowledgeLoading.load(settings.knowledgeFolders)
        Output.write("digraph drydock {\n  rankdir=LR;\n")
        for rule in knowledge.rules {
            for after in rule.leadsTo { Output.write("  \"\(rule.id)\" -> \"\(after)\";\n") }
        }
        Output.write("}\n")
    }
}
