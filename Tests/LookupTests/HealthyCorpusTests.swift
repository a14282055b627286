import FoundationEssentials
import GoldenSupport
import Knowledge
import KnowledgeFormat
import Testing

@testable import Lookup

/// All texts of the knowledge over what healthy nodes write and show (Tests/Logs/healthy-corpus: more than 5,000 lines, each kind of line a
/// few times, of a node of Kubernetes 1.36 with its pods and of others; `more.log` is written after other programs' sources): none of
/// them may be a problem. What a program writes while it starts, and what is said to be expected, may stand there.
@Suite struct HealthyCorpusTests {
    private static let folder =
        #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
        + "/Tests/Logs/healthy-corpus"
    private static let explainer = Explainer(knowledge: Knowledge.base, catalogue: Knowledge.catalogue)

    private static func files() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder).sorted() }

    private static func lines(_ name: String) throws -> [ArraySlice<UInt8>] {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: "\(folder)/\(name)")))
        return bytes.split(separator: 10)
    }

    @Test func theCorpusIsLarge() throws {
        let files = try Self.files()
        #expect(files.count >= 12)
        #expect(try files.map { try Self.lines($0).count }.reduce(0, +) >= 5000)
    }

    @Test func noTextOfTheKnowledgeIsInALineOfAHealthyNode() throws {
        var found: [String] = []
        for name in try Self.files() {
            let table = Self.explainer.table
            for line in try Self.lines(name) {
                var log = LogExplaining(Self.explainer)
                log.feed(line + [10])
                _ = log.finish()
                for (topic, seen) in log.tally.seen where !seen.isPassing && table.topics[topic].kind != .expected {
                    found.append("\(name): \(table.topics[topic].id): \(seen.line)")
                }
            }
        }
        #expect(found.isEmpty, "\(found.sorted().joined(separator: "\n"))")
        let lines = try Self.files().map { try Self.lines($0).count }.reduce(0, +)
        #expect(Score().difference("explain: lines of healthy nodes, false alarms", found.count, of: lines, isFault: true) == nil)
    }

    /// What `kubectl` and `crictl` show of a healthy cluster holds no word for a state that is a problem.
    @Test func noStateIsSeenInWhatHealthyNodesShow() throws {
        var found: [String] = []
        for name in try Self.files() where name.hasPrefix("commands") || name.hasPrefix("more") {
            for line in try Self.lines(name) {
                let words = StateWords(states: Self.explainer.table.states, signs: StateSigns(line))
                if !LineReading(line).isLogged, !words.judge(Array(line), isAlone: false).isEmpty {
                    found.append("\(name): \(String(decoding: line, as: UTF8.self))")
                }
            }
        }
        #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
    }
}
