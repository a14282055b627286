import Terminal
import Testing

@Suite struct CanvasTests {
    private func canvas(_ width: Int, _ height: Int, _ charset: Charset = .utf8) -> Canvas {
        Canvas(size: Size(width: width, height: height), charset: charset)
    }

    @Test func writesAtAPlaceAndReturnsTheNextColumn() {
        var canvas = canvas(10, 2)
        let next = canvas.write("abc", at: Point(x: 2, y: 1), in: canvas.bounds)
        #expect(next == 5)
        #expect(canvas.text == "\n  abc")
    }

    @Test(arguments: [Point(x: -2, y: 0), Point(x: 8, y: 0), Point(x: 0, y: -1), Point(x: 0, y: 1), Point(x: 99, y: 99)])
    func clipsEveryWriteToTheCanvas(_ point: Point) {
        var canvas = canvas(10, 1)
        canvas.write("abcd", at: point, in: Rect(x: -50, y: -50, width: 200, height: 200))
        let expected = [-2: "cd", 8: "        ab"][point.x] ?? ""
        #expect(canvas.text == expected)
    }

    @Test func clipsToTheRectangleGiven() {
        var canvas = canvas(10, 1)
        canvas.write("abcdefghij", at: Point(x: 0, y: 0), in: Rect(x: 3, y: 0, width: 4, height: 1))
        #expect(canvas.text == "   defg")
    }

    @Test func wideCharacterTakesTwoColumns() {
        var canvas = canvas(6, 1)
        let next = canvas.write("日本x", at: Point(x: 0, y: 0), in: canvas.bounds)
        #expect(next == 5)
        #expect(canvas[0, 0].width == 2)
        #expect(canvas[1, 0].width == 0)
        #expect(canvas.text == "日本x")
        #expect(canvas.roleLetters == ".....")
    }

    @Test func halfAWideCharacterIsBlank() {
        var canvas = canvas(3, 1)
        canvas.write("a日本", at: Point(x: 0, y: 0), in: Rect(x: 0, y: 0, width: 2, height: 1))
        #expect(canvas.text == "a")
        canvas.write("日", at: Point(x: -1, y: 0), in: canvas.bounds)
        #expect(canvas.text == "")
    }

    @Test func writingOverHalfAWideCharacterBlanksTheOtherHalf() {
        var left = canvas(4, 1)
        left.write("日日", at: Point(x: 0, y: 0), in: left.bounds)
        left.write("x", at: Point(x: 1, y: 0), in: left.bounds)
        #expect(left.text == " x日")
        var right = canvas(4, 1)
        right.write("日日", at: Point(x: 0, y: 0), in: right.bounds)
        right.write("xyz", at: Point(x: 0, y: 0), in: right.bounds)
        #expect(right.text == "xyz")
        #expect(right[3, 0].width == 1)
    }

    @Test func combiningMarksStayOnTheirCharacter() {
        var canvas = canvas(5, 1)
        let next = canvas.write("e\u{301}a", at: Point(x: 0, y: 0), in: canvas.bounds)
        #expect(next == 2)
        #expect(canvas[0, 0].text == "e\u{301}")
        #expect(canvas[1, 0].text == "a")
    }

    @Test func controlCharactersNeverReachTheTerminal() {
        var canvas = canvas(20, 1)
        canvas.write("a\u{1B}[2Jb\tc\nd\u{7F}\u{9B}e\u{202E}f\u{2028}g", at: Point(x: 0, y: 0), in: canvas.bounds)
        #expect(canvas.text == "a?[2Jb c d??ef?g" || canvas.text == "a?[2Jb c d??efg")
        #expect(canvas.row(0).allSatisfy { $0.scalar.value >= 0x20 && $0.marks.isEmpty })
    }

    @Test func asciiCanvasHoldsOnlyASCII() {
        var canvas = canvas(20, 1, .ascii)
        canvas.write("“é” … 日 →x\u{301}", at: Point(x: 0, y: 0), in: canvas.bounds)
        #expect(canvas.text == "\"?\" ~ ?? >x")
    }

    @Test func cutTextEndsInAnEllipsis() {
        var canvas = canvas(8, 2)
        canvas.write("kubelet.service", cutIn: Rect(x: 0, y: 0, width: 8, height: 1), glyphs: .utf8)
        canvas.write("12345678", cutIn: Rect(x: 0, y: 1, width: 8, height: 1), glyphs: .utf8)
        #expect(canvas.text == "kubelet…\n12345678")
    }

    @Test func boxHasATitleAndStaysInside() {
        var canvas = canvas(12, 4)
        canvas.box(Rect(x: 0, y: 0, width: 12, height: 3), glyphs: .utf8, title: "Apply")
        canvas.box(Rect(x: 9, y: 2, width: 1, height: 1), glyphs: .utf8)
        #expect(canvas.text == "┌─ Apply ──┐\n│          │\n└──────────┘\n")
    }

    @Test func restyleKeepsMarksButStressesThem() {
        var canvas = canvas(6, 1)
        canvas.write("OK", at: Point(x: 0, y: 0), in: canvas.bounds, style: Style(.good))
        canvas.write("disk", at: Point(x: 2, y: 0), in: canvas.bounds)
        canvas.restyle(canvas.bounds, Style(.focus), keeping: [.good])
        #expect(canvas.roleLetters == "ggFFFF")
        #expect(canvas[0, 0].style.emphasis == .reverse)
    }

    @Test func attributeLettersFollowTheTheme() {
        var canvas = canvas(6, 1)
        canvas.write("t", at: Point(x: 0, y: 0), in: canvas.bounds, style: Style(.title))
        canvas.write("f", at: Point(x: 1, y: 0), in: canvas.bounds, style: Style(.focus))
        canvas.write("m", at: Point(x: 2, y: 0), in: canvas.bounds, style: Style(.match))
        canvas.write("i", at: Point(x: 3, y: 0), in: canvas.bounds, style: Style(.input))
        canvas.write("x", at: Point(x: 4, y: 0), in: canvas.bounds)
        #expect(canvas.attributeLetters(.monochrome, at: .none) == "brBu.")
    }

    @Test func emptyCanvasTakesWrites() {
        var canvas = canvas(0, 0)
        canvas.write("abc", at: Point(x: 0, y: 0), in: canvas.bounds)
        canvas.fill(Rect(x: 0, y: 0, width: 5, height: 5))
        #expect(canvas.text == "")
    }
}
