import Terminal
import Testing
import Widgets

@Suite struct StyledTextTests {
    private func plain(_ text: StyledText, _ width: Int, hanging: Int = 0) -> [String] {
        text.wrapped(to: width, hanging: hanging).map(\.plain)
    }

    @Test func breaksAtSpaces() {
        #expect(plain("the kubelet is not running", 11) == ["the kubelet", "is not", "running"])
    }

    @Test func breaksWordsThatAreTooLong() {
        #expect(plain("/var/lib/kubelet/config.yaml x", 10) == ["/var/lib/k", "ubelet/con", "fig.yaml x"])
    }

    @Test func keepsParagraphsAndEmptyRows() {
        #expect(plain("a\n\nb", 10) == ["a", "", "b"])
        #expect(plain("", 10) == [""])
    }

    @Test func keepsTheIndentOfTheFirstRow() {
        #expect(plain("  - one two", 7) == ["  - one", "two"])
        #expect(plain("- one two three", 9, hanging: 2) == ["- one two", "  three"])
    }

    @Test func neverExceedsTheWidth() {
        let text: StyledText = "日本語のテキスト and some words e\u{301}e\u{301} 混在 abcdefghijklmnopqrstuvwxyz"
        for width in 2...40 {
            for row in text.wrapped(to: width, hanging: 3) { #expect(row.width <= width) }
            let letters = text.wrapped(to: width).map(\.plain).joined().filter { $0 != " " }
            #expect(letters == text.plain.filter { $0 != " " })
        }
    }

    @Test func tabsGoToTheNextStop() {
        #expect(plain("a\tb", 20) == ["a       b"])
    }

    @Test func rolesSurviveWrapping() {
        let text = StyledText("cause: ", .danger, .bold) + StyledText("the disk is full")
        let rows = text.wrapped(to: 12)
        #expect(rows[0].spans.first == StyledText.Span("cause: ", Style(.danger, .bold)))
        #expect(rows.map(\.plain) == ["cause: the", "disk is full"])
    }

    @Test func noWidthGivesNoRows() {
        #expect(plain("abc", 0) == [])
    }

    @Test func highlightsEveryWordWhateverItsCase() {
        let text = StyledText("Kubelet cannot reach kubelet.sock").highlighting(["kubelet"])
        #expect(text.spans.filter { $0.style.role == .match }.map(\.text) == ["Kubelet", "kubelet"])
        #expect(text.plain == "Kubelet cannot reach kubelet.sock")
    }

    @Test func matchesNeedEveryWord() {
        #expect(StyledText("The disk is full").matches(["disk", "full"]))
        #expect(!StyledText("The disk is full").matches(["disk", "empty"]))
        #expect(Search.words("  Disk  FULL ") == ["disk", "full"])
    }

    @Test func writingIsCutWithAnEllipsisAndScrolls() {
        var canvas = Canvas(size: Size(width: 6, height: 3))
        canvas.write(StyledText("abcdefgh"), in: canvas.bounds.row(0), glyphs: .utf8)
        canvas.write(StyledText("abcdefgh"), in: canvas.bounds.row(1), glyphs: .utf8, skipping: 4)
        canvas.write(StyledText("xy"), rightIn: canvas.bounds.row(2), glyphs: .utf8)
        #expect(canvas.text == "abcde…\nefgh\n    xy")
    }
}
