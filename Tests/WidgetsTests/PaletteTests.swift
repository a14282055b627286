import GoldenSupport
import Terminal
import Testing
import Widgets

@Suite struct PaletteTests {
    private let map = KeyMap([
        Binding("probe-again", .character("r"), .function(5), help: "again", description: "Probes the node again."),
        Binding("apply-fix", .character("f"), help: "fix", description: "Applies the recipe.", danger: true),
        Binding(
            "undo-fix", .character("u"), help: "undo", description: "Undoes the recipe.", disabled: "Nothing was applied yet."),
        Binding("write-report", help: "write", description: "Writes the report to a file."),
    ])

    @Test func typedWordsNarrowAndEnterChooses() {
        var palette = Palette(map)
        palette.type("report")
        palette.press(.enter)
        #expect(palette.outcome == .chosen("write-report"))
    }

    @Test func namesAndHelpWordsAreFoundToo() {
        var palette = Palette(map)
        palette.type("again")
        palette.press(.enter)
        #expect(palette.outcome == .chosen("probe-again"))
    }

    @Test func disabledActionsSayWhy() {
        var palette = Palette(map)
        palette.type("undo")
        palette.press(.enter)
        #expect(palette.outcome == .open)
        #expect(palette.refusal == "Nothing was applied yet.")
        palette.press(.backspace)
        #expect(palette.refusal == nil)
    }

    @Test func escapeClearsThenLeaves() {
        var palette = Palette(map)
        palette.type("zzz")
        palette.press(.enter)
        #expect(palette.outcome == .open)
        palette.press(.escape)
        #expect(palette.outcome == .open)
        palette.press(.escape)
        #expect(palette.outcome == .closed)
    }

    @Test func lettersAreTypedNotActedOn() {
        var palette = Palette(map)
        let used1 = palette.press(.character("q"), .character("j"), .character("/"))
        #expect(used1)
        #expect(palette.query.text == "qj/")
    }

    @Test func looks() {
        var palette = Palette(map)
        palette.press(.down, .down, .enter)
        let (canvas, cursor) = drawn(palette, 70, 8)
        var golden = Golden("palette")
        golden.add(canvas, cursor: cursor, showing: [.roles, .monochrome])
        #expect(golden.difference() == nil)
    }

    @Test func keyPageListsEveryKey() {
        let (canvas, _) = drawn(KeyHelp(map), 40, 8, .ascii)
        var golden = Golden("keys")
        golden.add(canvas)
        #expect(golden.difference() == nil)
        #expect(!canvas.text.contains("report"))
    }
}
