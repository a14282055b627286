import Diagnosis
import Knowledge
import KnowledgeFormat
import Testing

@testable import Lookup

@Suite struct CatalogueTextTests {
    /// A message that the format string writes: each of its verbs became a word.
    private static func message(_ format: String) -> String {
        var out = ""
        var rest = Substring(format)
        while let sign = rest.firstIndex(of: "%") {
            out += rest[..<sign]
            rest = rest[rest.index(after: sign)...].drop { "+-#.0123456789[]".contains($0) }
            out += rest.first == "%" ? "%" : "x1"
            rest = rest.dropFirst()
        }
        return out + rest
    }

    /// A known text as the program writes it leads to its own problem, first or among the first three.
    @Test func aKnownTextLeadsToItsOwnProblem() {
        let explainer = Explainer(knowledge: Knowledge.base, catalogue: Knowledge.catalogue)
        var (first, all) = (0, 0)
        var strays: [String] = []
        for rule in Knowledge.base.rules {
            for pattern in rule.patterns {
                let text = Self.message(pattern)
                guard text.utf8.count >= 20 else { continue }
                all += 1
                let ids = explainer.explain(Array(text.utf8)).matches.map(\.id)
                if ids.first == rule.id { first += 1 }
                if !ids.prefix(3).contains(rule.id) { strays.append("\(rule.id): \(text) -> \(ids.prefix(4))") }
            }
        }
        #expect(all > 100)
        #expect(first * 100 >= all * 90)
        // Several problems write some of the texts of X.509.
        #expect(strays.count * 100 <= all * 3, "\(strays)")
    }
}
