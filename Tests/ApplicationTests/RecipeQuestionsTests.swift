import FoundationEssentials
import GoldenSupport
import Knowledge
import KnowledgeFormat
import Lookup
import Planning
import Testing

/// Questions as people type them (Tests/Logs/questions.tsv: the question, what the id and title of a right page match).
@Suite struct RecipeQuestionsTests {
    private static let search = RecipeSearch(Knowledge.base.pages, rules: Knowledge.base.rules, texts: Knowledge.base.texts)

    private static let questions: [(text: String, page: String)] = {
        let path = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
        let data = (try? Data(contentsOf: URL(filePath: path + "/Tests/Logs/questions.tsv"))) ?? Data()
        return String(decoding: data, as: UTF8.self).split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "\t").map(String.init)
            return cells.count == 2 ? (cells[0], cells[1]) : nil
        }
    }()

    private func isRight(_ recipe: Recipe, _ page: String) throws -> Bool {
        try "\(recipe.id) \(recipe.title)".lowercased().contains(Regex(page))
    }

    @Test func thePageIsAmongTheFirstThree() throws {
        #expect(Self.questions.count == 138)
        var first = 0
        var three = 0
        var missed: [String] = []
        for (text, page) in Self.questions {
            let found = Self.search.find(text).prefix(3)
            first += try found.first.map { try isRight($0, page) } == true ? 1 : 0
            if try found.contains(where: { try isRight($0, page) }) {
                three += 1
            } else {
                missed.append("\(text): \(found.map(\.id))")
            }
        }
        #expect(three >= 134 && first >= 115, "\(first) first, \(three) in three; not: \(missed.joined(separator: "\n"))")
        #expect(Score().difference("recipes: questions, first", first, of: Self.questions.count) == nil)
        #expect(Score().difference("recipes: questions, in three", three, of: Self.questions.count) == nil)
    }

    @Test(arguments: [
        ("certficate expired", "renew-certificates"), ("contanerd stopped", "start-containerd"), ("hairpn", "turn-hairpin-on"),
        ("flannel", "flannel"), ("windows flannel", "mend-flannel-on-windows"), ("cgroup dri", "match-cgroup-driver"),
    ]) func slipsBeginningsAndNamesAreUnderstood(_ query: String, _ id: String) {
        let found = Self.search.find(query).prefix(3).map(\.id)
        #expect(found.contains { $0.contains(id) }, "\(found)")
        if !query.contains("windows") { #expect(found.first.map { !$0.contains("windows") } == true) }
    }

    @Test func whatIsNotHereFindsNothing() {
        #expect(Self.search.find("zzzzqqq").isEmpty)
        #expect(Self.search.find("   ").count == Knowledge.base.pages.count)
    }
}
