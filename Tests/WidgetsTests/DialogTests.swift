import GoldenSupport
import Terminal
import Testing
import Widgets

@Suite struct DialogTests {
    private let restart = Dialog(
        "Restart containerd on cp-1",
        body: ["14 pods restart. etcd keeps 2 of 3 members; the API is away for about 20 s."], verb: "Restart")
    private let reset = Dialog(
        "Reset cp-1", body: ["Everything that kubeadm made on cp-1 is deleted. This cannot be undone."], verb: "Reset",
        word: "cp-1")

    @Test func enterAtOnceCancels() {
        var dialog = restart
        dialog.press(.enter)
        #expect(dialog.outcome == .cancelled)
    }

    @Test func confirmingTakesTwoKeys() {
        var dialog = restart
        dialog.press(.tab)
        #expect(dialog.outcome == .open)
        dialog.press(.enter)
        #expect(dialog.outcome == .confirmed)
    }

    @Test func escapeCancelsFromAnywhere() {
        var dialog = restart
        dialog.press(.right, .escape)
        #expect(dialog.outcome == .cancelled)
    }

    @Test func noLetterConfirms() {
        var dialog = restart
        for letter in "abcdefghijklmnopqrstuvwxyzYN " { dialog.press(.character(letter)) }
        dialog.press(.paste("y\n"), .function(10), .space)
        #expect(dialog.outcome == .open)
    }

    @Test func everyKeyIsKept() {
        var dialog = restart
        let used1 = dialog.press(.character("q"), .ctrl("c"), .function(5))
        #expect(used1)
    }

    @Test func withoutTheWordNothingHappens() {
        var dialog = reset
        dialog.type("cp-2")
        dialog.press(.enter, .tab, .tab, .enter)
        #expect(dialog.outcome == .open)
        #expect(!dialog.isReady)
    }

    @Test func theWordAndTwoEntersConfirm() {
        var dialog = reset
        dialog.type("cp-1")
        #expect(dialog.isReady)
        dialog.press(.enter)
        #expect(dialog.outcome == .open)
        dialog.press(.enter)
        #expect(dialog.outcome == .confirmed)
    }

    @Test func aPastedWordCounts() {
        var dialog = reset
        dialog.press(.paste("cp-1\n"), .enter, .enter)
        #expect(dialog.outcome == .confirmed)
    }

    @Test func staysInsideOfSmallScreens() {
        for width in [0, 1, 10, 30, 60] {
            for height in [0, 1, 3, 5, 16] {
                let (canvas, cursor) = drawn(reset, width, height)
                #expect(cursor.map { canvas.bounds.contains($0) } ?? true)
            }
        }
    }

    @Test func looks() {
        var golden = Golden("dialog")
        let first = drawn(restart, 80, 24)
        golden.add(first.canvas, cursor: first.cursor, showing: [.roles, .monochrome])
        var typed = reset
        typed.type("cp")
        let second = drawn(typed, 60, 16, .ascii)
        golden.add(second.canvas, "a word half typed", cursor: second.cursor)
        typed.type("-1")
        typed.press(.enter)
        let third = drawn(typed, 60, 16)
        golden.add(third.canvas, "a word typed", cursor: third.cursor, showing: [.roles, .monochrome])
        let long = Dialog("Apply", body: (1...30).map { StyledText("Step \($0) changes a file.") }, verb: "Apply")
        golden.add(drawn(long, 60, 16).canvas, "a long text")
        #expect(golden.difference() == nil)
    }
}
