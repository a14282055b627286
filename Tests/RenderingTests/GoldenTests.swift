import GoldenSupport
import Testing

/// Every file, step and document of every plan as a person has looked at it: each kind of text whole in a golden by its place, and
/// every case in one digest.
struct GoldenTests {
    private static let whole = WholeTexts(Goldens.texts)

    @Test func whatIsKeptWholeIsAsItWas() {
        for difference in Self.whole.differences(in: Goldens.folder) { Issue.record("\(difference)") }
    }

    @Test func everyCaseIsAsTheDigestSays() {
        let difference = Digest(Goldens.texts).difference("digest", in: Goldens.folder)
        #expect(difference == nil)
    }

    @Test func noGoldenIsLeftOver() {
        #expect(Goldens.folder.leftOver(besides: Self.whole.goldens.keys + ["digest"]) == [])
    }

    @Test func whatStandsFirstIsACase() {
        let examples = Set(Goldens.texts.map(\.example))
        #expect(Goldens.early.filter { !examples.contains($0) } == [])
    }

    /// For `diff -r` of all cases before and after a change: CONTRIBUTING.md says how.
    @Test(.enabled(if: GoldenFolder.cases != nil)) func everyCaseIsWrittenWhole() throws {
        let folder = try #require(GoldenFolder.cases)
        for text in Goldens.texts { #expect(folder.writeCase(text) == nil) }
    }
}
