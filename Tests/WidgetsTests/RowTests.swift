import Terminal
import Testing
import Widgets

/// The widgets that are one row.
@Suite struct RowTests {
    private let map = KeyMap([
        Binding("open", .enter, help: "open", description: "Opens it."),
        Binding("fix", .character("f"), help: "fix", description: "Fixes it.", danger: true),
        Binding("undo", .character("u"), help: "undo", description: "Undoes it.", disabled: "nothing was done"),
        Binding("copy", .character("y"), help: "copy", description: "Copies it.", inHelpLine: false),
        Binding("help", .character("?"), help: "keys", description: "Shows the keys."),
    ])

    @Test func helpLineShowsWhatCanBeDone() {
        let (canvas, _) = drawn(HelpLine(map), 40, 1)
        #expect(canvas.text == "Enter open  f fix  ? keys")
        #expect(canvas.roleLetters == "TTTTTmmmmm..Twwww..Tmmmmm" || canvas.roleLetters == "TTTTTmmmmm  Twwww  Tmmmmm")
    }

    @Test func helpLineIsCutButKeepsHelp() {
        #expect(drawn(HelpLine(map, keeping: "help"), 19, 1).canvas.text == "Enter open  ? keys")
        #expect(drawn(HelpLine(map, keeping: "help"), 17, 1).canvas.text == "? keys")
        #expect(drawn(HelpLine(map, keeping: "help"), 6, 1).canvas.text == "? keys")
    }

    @Test func breadcrumbKeepsTheInnermostPage() {
        let crumbs = Breadcrumb(["Cluster", "Topology", "Endpoint"], node: "cp-1 control-plane")
        #expect(drawn(crumbs, 60, 1).canvas.text == "Cluster › Topology › Endpoint             cp-1 control-plane")
        #expect(drawn(crumbs, 46, 1).canvas.text == "… › Topology › Endpoint     cp-1 control-plane")
        #expect(drawn(crumbs, 30, 1, .ascii).canvas.text == "~ > Endpoint   cp-1 control-p~")
        #expect(drawn(Breadcrumb([], node: "x"), 10, 1).canvas.text == "         x")
    }

    @Test(arguments: [(0.0, 0), (0.001, 0), (0.5, 50), (0.999, 99), (1.0, 100), (7.0, 100), (-1.0, 0), (Double.nan, 0)])
    func gaugeRoundsDown(_ share: Double, _ percent: Int) {
        #expect(Gauge(share, "").percent == percent)
    }

    @Test func gaugeLooks() {
        #expect(drawn(Gauge(0.52, "used"), 24, 1, .ascii).canvas.text == "[######......]  52% used")
        #expect(drawn(Gauge(0.001, "used"), 24, 1).canvas.text == "[█░░░░░░░░░░░]   0% used")
        #expect(drawn(Gauge(0.999, "used", role: .danger), 24, 1).canvas.text == "[███████████░]  99% used")
        #expect(
            drawn(Gauge(1, "full"), 12, 1).canvas.text == "100% full"
                || drawn(Gauge(1, "full"), 12, 1).canvas.text == " 100% full")
    }

    @Test func progressIsCountedOrOnlyTimed() {
        #expect(ProgressBar.counted(done: 3, of: 7, what: "Runtime").sentence == "3 of 7 - Runtime")
        #expect(ProgressBar.working(seconds: 42, last: "pulling etcd").sentence == "working 0:42, last line: pulling etcd")
        #expect(ProgressBar.working(seconds: 3723, last: "").sentence == "working 1:02:03")
        #expect(
            drawn(ProgressBar.counted(done: 3, of: 7, what: "Runtime"), 40, 1, .ascii).canvas.text
                == "[####.......] 3 of 7 - Runtime")
        #expect(drawn(ProgressBar.counted(done: 0, of: 0, what: "x"), 40, 1).canvas.text == "0 of 0 - x")
    }

    @Test func marksHaveAFixedWidthAndTheirOwnText() {
        #expect(StatusMark.allCases.allSatisfy { CellWidth.of($0.text) == StatusMark.width })
        #expect(Set(StatusMark.allCases.map(\.text)).count == StatusMark.allCases.count)
        #expect(Set(StatusMark.allCases.map(\.word)).count == StatusMark.allCases.count)
    }
}
