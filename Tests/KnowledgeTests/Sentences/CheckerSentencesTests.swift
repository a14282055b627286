import Knowledge
import KnowledgeFormat
import Testing
import YAML

/// The checker's own sentences: each typical mistake is answered with file, right line, what was expected and the nearest known word.
@Suite struct CheckerSentencesTests {
    static let all =
        Mistake.inConditions + Mistake.inLogs + Mistake.inRules + Mistake.inRecipes + Mistake.inPlans + Mistake.inTexts
        + Mistake.inReleases + Mistake.inAddOnsAndRuntimes + Mistake.inWords

    @Test(arguments: all) func isAnswered(_ mistake: Mistake) throws {
        let line = try mistake.made().line
        let problems = try mistake.problems()
        let answer = problems.first { $0.line == line && mistake.says.allSatisfy($0.sentence.contains) }
        #expect(answer != nil, "at line \(line) expected; said: \(problems)")
        #expect(problems.allSatisfy { $0.file == mistake.place.rawValue })
        if !mistake.hasCompany { #expect(problems.count == 1, "said: \(problems)") }
    }

    @Test func theFilesAreRightWithoutThem() throws {
        for place in [Mistake.Place.rule, .recipe, .texts, .rung, .release, .addOn, .otherAddOn, .runtime, .command] {
            let file = KnowledgeFile(path: place.rawValue, shownAs: place.rawValue, bytes: Array(try Mistake.base(place).utf8))
            #expect(KnowledgeFolder.read([file], beside: Knowledge.base, catalogue: Mistake.catalogue).1 == [])
        }
    }
}
