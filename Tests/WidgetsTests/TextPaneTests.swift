import GoldenSupport
import Terminal
import Testing
import Widgets

@Suite struct TextPaneTests {
    private var pane: TextPane<Never> {
        var pane = TextPane<Never>((1...40).map { StyledText($0 % 10 == 0 ? "line \($0) has the needle" : "line \($0)") })
        pane.fit(Size(width: 30, height: 10))
        return pane
    }

    /// The first row, without the sign that there is more above.
    private func first(_ pane: TextPane<Never>) -> String {
        var row = drawn(pane, 30, 10).canvas.text.prefix { $0 != "\n" }
        if row.last == "↑" { row.removeLast() }
        while row.last == " " { row.removeLast() }
        return String(row)
    }

    /// The signs at the right edge of the first and the last row.
    private func signs(_ pane: TextPane<Never>) -> String {
        let rows = drawn(pane, 30, 10).canvas.text.split(separator: "\n", omittingEmptySubsequences: false)
        return [rows.first, rows.last].map { row in row?.last.map { "↑↓".contains($0) ? String($0) : "-" } ?? "-" }.joined()
    }

    @Test func saysThatThereIsMore() {
        var pane = pane
        #expect(signs(pane) == "-↓")
        pane.press(.down)
        #expect(signs(pane) == "↑↓")
        pane.press(.end)
        #expect(signs(pane) == "↑-")
        pane.fit(Size(width: 30, height: 60))
        #expect(drawn(pane, 30, 60).canvas.text.contains { "↑↓".contains($0) } == false)
    }

    @Test func scrollsWithinItsText() {
        var pane = pane
        pane.press(.up)
        #expect(first(pane) == "line 1")
        pane.press(.down, .character("j"))
        #expect(first(pane) == "line 3")
        pane.press(.pageDown)
        #expect(first(pane) == "line 12")
        pane.press(.end, .down)
        #expect(first(pane) == "line 31")
        pane.press(.home)
        #expect(first(pane) == "line 1")
    }

    @Test func searchGoesRoundAndBack() {
        var pane = pane
        pane.type("/NEEDLE")
        pane.press(.enter)
        let found = drawn(pane, 30, 10)
        #expect(found.cursor.map { found.canvas[0, $0.y].text } == "l")
        #expect(pane.matchCount == 4)
        pane.type("nnn")
        #expect(drawn(pane, 30, 10).canvas.text.contains("line 40"))
        pane.type("n")
        #expect(drawn(pane, 30, 10).canvas.text.contains("line 10 "))
        pane.type("N")
        #expect(drawn(pane, 30, 10).canvas.text.contains("line 40"))
    }

    @Test func escapeClearsTheSearchThenIsFree() {
        var pane = pane
        pane.type("/needle")
        pane.press(.enter)
        let used1 = pane.press(.escape)
        #expect(used1)
        let used2 = pane.press(.escape)
        #expect(!used2)
        let used3 = pane.press(.character("n"))
        #expect(!used3)
    }

    @Test func keepsItsPlaceWhenTheWidthChanges() {
        var pane = TextPane<Never>((1...100).map { StyledText("paragraph \($0) with some words to wrap around") })
        pane.fit(Size(width: 80, height: 10))
        for _ in 0..<50 { pane.press(.down) }
        pane.fit(Size(width: 20, height: 10))
        var canvas = Canvas(size: Size(width: 20, height: 10))
        pane.draw(on: &canvas, in: canvas.bounds, glyphs: .utf8)
        #expect(canvas.text.contains("paragraph 51"))
    }

    @Test func drawsAtASizeItWasNotToldOf() {
        let pane = pane
        for height in 0...50 {
            var canvas = Canvas(size: Size(width: 12, height: height))
            pane.draw(on: &canvas, in: canvas.bounds, glyphs: .utf8)
            #expect(canvas.text.hasPrefix(height == 0 ? "" : "line 1"))
        }
    }

    @Test func looks() {
        var pane = TextPane<Never>(
            [
                StyledText("Why", .title),
                StyledText("The kubelet and containerd must use the same cgroup driver; ") + StyledText("cgroupfs", .danger)
                    + " is set here, " + StyledText("systemd", .good) + " there.",
                "- edit /var/lib/kubelet/config.yaml",
            ], hanging: 2)
        var golden = Golden("text")
        golden.add(drawn(pane, 40, 8).canvas, showing: [.roles, .monochrome])
        pane.type("/kubelet")
        let searching = drawn(pane, 40, 8, .ascii)
        golden.add(searching.canvas, "searching", cursor: searching.cursor)
        #expect(golden.difference() == nil)
    }
}
