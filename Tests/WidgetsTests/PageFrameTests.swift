import GoldenSupport
import Terminal
import Testing
import Widgets

@Suite struct PageFrameTests {
    @Test func rowsOfAPage() throws {
        let frame = try #require(PageFrame(Size(width: 80, height: 24)))
        #expect(frame.crumbs == Rect(x: 0, y: 0, width: 80, height: 1))
        #expect(frame.content == Rect(x: 0, y: 1, width: 80, height: 21))
        #expect(frame.message == Rect(x: 0, y: 22, width: 80, height: 1))
        #expect(frame.help == Rect(x: 0, y: 23, width: 80, height: 1))
        #expect(frame.sideBySide.list.width == 24)
        #expect(frame.sideBySide.body == Rect(x: 26, y: 1, width: 54, height: 21))
        #expect(frame.preview == nil)
    }

    @Test func previewFromAHundredColumns() throws {
        #expect(try #require(PageFrame(Size(width: 99, height: 24))).preview == nil)
        let preview = try #require(PageFrame(Size(width: 100, height: 24))?.preview)
        #expect(preview.list.width + preview.rule.width + preview.preview.width == 100)
    }

    @Test func tooSmallHasNoFrame() {
        #expect(PageFrame(Size(width: 60, height: 16)) != nil)
        #expect(PageFrame(Size(width: 59, height: 16)) == nil)
        #expect(PageFrame(Size(width: 60, height: 15)) == nil)
    }

    @Test func tooSmallSaysWhatIsNeeded() {
        let (canvas, _) = drawn(TooSmall(), 52, 14)
        #expect(canvas.text.contains("60x16 needed, 52x14 here"))
        for size in [0, 1, 2, 5, 9] { #expect(drawn(TooSmall(), size, size).canvas.size.width == size) }
    }

    /// A whole page as screens will put it together.
    private func page(_ size: Size, _ glyphs: Glyphs) throws -> (canvas: Canvas, cursor: Point?) {
        let frame = try #require(PageFrame(size))
        let map = KeyMap([
            Binding("open", .enter, help: "open", description: "Opens the finding."),
            Binding("why", .character("w"), help: "why", description: "Shows the evidence."),
            Binding("filter", .character("/"), help: "filter", description: "Filters the list."),
            Binding("again", .character("r"), .function(5), help: "again", description: "Probes the node again."),
            Binding("fix", .character("f"), help: "fix", description: "Applies the recipe.", danger: true),
            Binding("palette", .character(":"), help: "actions", description: "Lists every action."),
            Binding("help", .character("?"), .function(1), help: "keys", description: "Shows the keys of this page."),
        ])
        var canvas = Canvas(size: size, charset: glyphs.charset)
        Breadcrumb(["Diagnosis", "Findings"], node: "cp-1 control-plane").draw(on: &canvas, in: frame.crumbs, glyphs: glyphs)
        let (left, rule, body) = frame.sideBySide
        let list = ListView([
            ListRow(1, "Host", mark: .ok), ListRow(2, "Runtime", mark: .ok), ListRow(3, "kubelet", mark: .bad),
            ListRow(4, "etcd", mark: .unknown), ListRow(5, "DNS", mark: StatusMark.none),
        ])
        let cursor = list.draw(on: &canvas, in: left, glyphs: glyphs)
        canvas.rule(rule, glyphs: glyphs)
        TextPane<Never>(["The kubelet's cgroup driver is cgroupfs, the runtime's is systemd."])
            .draw(on: &canvas, in: body, glyphs: glyphs)
        ProgressBar.counted(done: 3, of: 7, what: "Runtime").draw(on: &canvas, in: frame.message, glyphs: glyphs)
        HelpLine(map, keeping: "help").draw(on: &canvas, in: frame.help, glyphs: glyphs)
        return (canvas, cursor)
    }

    @Test func wholePage() throws {
        var golden = Golden("page")
        for size in [Size(width: 80, height: 24), Size(width: 120, height: 40), Size(width: 60, height: 16)] {
            let (canvas, cursor) = try page(size, .utf8)
            golden.add(canvas, cursor: cursor, showing: [.roles, .monochrome])
            let ascii = try page(size, .ascii)
            #expect(ascii.canvas.text.allSatisfy { $0.isASCII })
            golden.add(ascii.canvas, cursor: ascii.cursor)
        }
        #expect(golden.difference() == nil)
    }
}
