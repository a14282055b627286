import Terminal
import Testing
import Widgets

@Suite struct LogPaneTests {
    private func filled(_ count: Int, limit: Int = 10_000) -> LogPane {
        var pane = LogPane(limit: limit)
        pane.fit(Size(width: 20, height: 3))
        for number in 1...count { pane.append("line \(number)") }
        return pane
    }

    private func text(_ pane: LogPane) -> String { drawn(pane, 20, 3).canvas.text }

    @Test func followsTheEnd() {
        var pane = filled(10)
        #expect(text(pane) == "line 8\nline 9\nline 10")
        pane.append("line 11")
        #expect(text(pane) == "line 9\nline 10\nline 11")
        #expect(drawn(pane, 20, 3).cursor == Point(x: 0, y: 2))
    }

    @Test func standsStillOnceScrolledUp() {
        var pane = filled(10)
        pane.press(.up)
        pane.append("line 11")
        #expect(text(pane) == "line 7\nline 8\nline 9")
        #expect(!pane.follows)
        pane.press(.end)
        pane.append("line 12")
        #expect(text(pane) == "line 10\nline 11\nline 12")
    }

    @Test func dropsTheOldestButKeepsTheView() {
        var pane = filled(100, limit: 100)
        pane.press(.up, .up)
        let before = text(pane)
        for number in 101...111 { pane.append("line \(number)") }
        #expect(pane.lines.count == 100)
        #expect(pane.dropped == 11)
        #expect(text(pane) == before)
    }

    @Test func shortLogsBeginAtTheTop() {
        #expect(text(filled(2)) == "line 1\nline 2\n")
    }

    @Test func scrollsSideways() {
        var pane = LogPane()
        pane.fit(Size(width: 10, height: 1))
        pane.append("abcdefghijklmnop")
        #expect(drawn(pane, 10, 1).canvas.text == "abcdefghi…")
        pane.press(.right)
        #expect(drawn(pane, 10, 1).canvas.text == "fghijklmno" || drawn(pane, 10, 1).canvas.text == "fghijklmn…")
        pane.press(.left)
        #expect(drawn(pane, 10, 1).canvas.text == "abcdefghi…")
        let used1 = pane.press(.left)
        #expect(!used1)
    }

    @Test(arguments: [
        ("\u{1B}[31merror\u{1B}[0m: x", "error: x"),
        ("10%\r20%\r30%", "30%"),
        ("done\r", "done"),
        ("\u{1B}]0;title\u{07}text", "text"),
        ("\u{1B}]8;;http://x\u{1B}\\link", "link"),
        ("a\tb", "a       b"),
        ("cut \u{1B}[", "cut "),
        ("\u{1B}", ""),
        ("ünï 日", "ünï 日"),
        ("bell\u{07} del\u{7F} csi\u{9B}2J £", "bell\u{FFFD} del\u{FFFD} csi\u{FFFD}2J £"),
    ])
    func escapeSequencesAreTakenOut(_ line: String, _ cleaned: String) {
        #expect(LogText.cleaned(line) == cleaned)
    }
}
