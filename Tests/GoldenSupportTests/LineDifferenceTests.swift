import Testing

@testable import GoldenSupport

struct LineDifferenceTests {
    @Test func equalTextsDoNotDiffer() {
        #expect(LineDifference("a\nb\n", "a\nb\n").count == 0)
        #expect(LineDifference("", "").text() == "")
    }

    @Test func aMovedLineDoesNotChangeThoseBehindIt() {
        let old = (1...50).map { "line \($0)\n" }.joined()
        let new = old.replacing("line 20\n", with: "line 20\nnew\n")
        let difference = LineDifference(old, new)
        #expect(difference.count == 1)
        #expect(difference.text() == "@@ line 19\n line 19\n line 20\n+new\n line 21\n line 22")
    }

    @Test func partsThatLieApartHaveTheirOwnHead() {
        let old = (1...9).map { "\($0)\n" }.joined()
        let new = old.replacing("1\n", with: "one\n").replacing("9\n", with: "nine\n")
        #expect(LineDifference(old, new).text() == "@@ line 1\n-1\n+one\n 2\n 3\n@@ line 7\n 7\n 8\n-9\n+nine\n ")
    }

    @Test func aMissingEndOfTheLastLineIsADifference() {
        #expect(LineDifference("a\n", "a").count == 1)
        let sections = [GoldenSection("x", "a"), GoldenSection("y", "b\n"), GoldenSection("z", "")]
        #expect(GoldenSection.sections(GoldenSection.text(sections)) == sections)
    }

    @Test func longOnesAreCut() {
        let old = (1...500).map { "\($0)\n" }.joined(), new = (1...500).map { "x\($0)\n" }.joined()
        let lines = LineDifference(old, new).text(limit: 10).split(separator: "\n")
        #expect(lines.count == 11)
        #expect(lines.last == "… and 992 lines more")
    }
}
