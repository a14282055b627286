import GoldenSupport
import Terminal
import Testing
import Widgets

@Suite struct ListViewTests {
    private let rows: [ListRow<String>] = [
        ListRow("causes", StyledText("Causes", .title), isSelectable: false),
        ListRow("cgroup", "The kubelet's cgroup driver differs", note: "kubelet", mark: .bad),
        ListRow("cgroup.pods", "Pods restart every minute", mark: .warning, depth: 1),
        ListRow("cgroup.node", "The node is not ready", mark: .bad, depth: 1),
        ListRow("cert", "A certificate expires in 9 days", note: StyledText("9 d", .warning), mark: .warning),
        ListRow("unknowns", StyledText("Not checked", .title), isSelectable: false),
        ListRow("etcd", "etcd's health", note: "not root", mark: .unknown),
        ListRow("cni", "Pod network", mark: .ok, isChecked: true),
    ]

    private func numbered(_ count: Int) -> ListView<Int> {
        ListView((0..<count).map { ListRow($0, "row \($0)") })
    }

    @Test func startsOnTheFirstRowThatCanBeSelected() {
        #expect(ListView(rows).selected == "cgroup")
        #expect(ListView<String>([]).selected == nil)
    }

    @Test func headingsArePassedOver() {
        var list = ListView(rows)
        list.press(.down, .down, .down, .down)
        #expect(list.selected == "etcd")
        list.press(.up)
        #expect(list.selected == "cert")
        list.press(.home)
        #expect(list.selected == "cgroup")
        list.press(.up)
        #expect(list.selected == "cgroup")
        list.press(.end)
        #expect(list.selected == "cni")
    }

    @Test func lettersMoveToo() {
        var list = numbered(100)
        list.fit(Size(width: 20, height: 10))
        list.type("jjk")
        #expect(list.selected == 1)
        list.type("G")
        #expect(list.selected == 99)
        list.type("g")
        #expect(list.selected == 0)
        list.press(.pageDown)
        #expect(list.selected == 9)
        let used1 = list.press(.enter)
        #expect(!used1)
        let used2 = list.press(.space)
        #expect(!used2)
    }

    @Test func selectionFollowsTheRow() {
        var list = numbered(10)
        list.select(5)
        list.set((-3..<10).map { ListRow($0, "row \($0)") })
        #expect(list.selected == 5)
        list.set([9, 5, 1].map { ListRow($0, "row \($0)") })
        #expect(list.selected == 5)
    }

    @Test func aVanishedRowGivesItsPlaceToTheNeighbour() {
        var list = numbered(10)
        list.select(5)
        list.set((0..<10).filter { $0 != 5 }.map { ListRow($0, "row \($0)") })
        #expect(list.selected == 6)
        list.set([])
        #expect(list.selected == nil)
        list.set([ListRow(7, "row 7")])
        #expect(list.selected == 7)
    }

    @Test func viewStaysAroundTheSelectionWhenRowsComeAbove() {
        var list = numbered(50)
        list.fit(Size(width: 20, height: 5))
        list.select(20)
        let before = drawn(list, 20, 5).cursor
        list.set((-10..<50).map { ListRow($0, "row \($0)") })
        #expect(drawn(list, 20, 5).cursor == before)
    }

    @Test func scrollsOnlyAtTheEdges() {
        var list = numbered(20)
        list.fit(Size(width: 20, height: 4))
        list.press(.down, .down, .down, .down)
        #expect(drawn(list, 20, 4).canvas.text.hasPrefix("  row 1"))
        list.press(.up)
        #expect(drawn(list, 20, 4).canvas.text.hasPrefix("  row 1"))
        #expect(drawn(list, 20, 4).cursor == Point(x: 0, y: 2))
    }

    @Test func selectedRowIsDrawnAtAnyHeight() {
        var list = numbered(40)
        list.fit(Size(width: 20, height: 30))
        list.select(33)
        for height in 1...40 {
            var canvas = Canvas(size: Size(width: 20, height: height))
            let place = list.draw(on: &canvas, in: canvas.bounds, glyphs: .utf8)
            #expect(place.map { canvas.bounds.contains($0) } == true)
            #expect(canvas.text.contains("» row 33"))
        }
    }

    @Test func childrenFoldUnderTheirRow() {
        var list = ListView(rows)
        list.press(.left)
        #expect(list.folded == ["cgroup"])
        list.press(.down)
        #expect(list.selected == "cert")
        list.press(.up, .right, .down)
        #expect(list.selected == "cgroup.pods")
        list.press(.left)
        #expect(list.selected == "cgroup")
    }

    @Test func selectingAHiddenRowUnfolds() {
        var list = ListView(rows, folded: ["cgroup"])
        list.select("cgroup.node")
        #expect(list.selected == "cgroup.node")
        #expect(list.folded.isEmpty)
    }

    @Test func filterNarrowsByAllWords() {
        var list = ListView(rows)
        list.press(.character("/"))
        #expect(list.isFiltering)
        list.type("NODE ready")
        #expect(list.selected == "cgroup" || list.selected == "cgroup.node")
        list.press(.enter)
        #expect(!list.isFiltering)
        list.press(.escape)
        #expect(!list.filter.isShown)
        let used3 = list.press(.escape)
        #expect(!used3)
    }

    @Test func lettersAreTypedWhileFiltering() {
        var list = ListView(rows)
        list.type("/jkgG")
        #expect(list.filter.field.text == "jkgG")
        #expect(list.selected == nil)
        #expect(drawn(list, 60, 5).canvas.text.contains("0 rows"))
        list.press(.escape)
        #expect(list.selected != nil)
    }

    @Test func pointsFindTheirRow() {
        let list = ListView(rows)
        let rect = Rect(x: 2, y: 3, width: 40, height: 10)
        #expect(list.row(at: Point(x: 5, y: 4), in: rect) == "cgroup")
        #expect(list.row(at: Point(x: 5, y: 3), in: rect) == nil)
        #expect(list.row(at: Point(x: 0, y: 4), in: rect) == nil)
        #expect(list.row(at: Point(x: 5, y: 12), in: rect) == nil)
    }

    @Test func looks() {
        var golden = Golden("list")
        var list = ListView(rows)
        let plain = drawn(list, 60, 9)
        golden.add(plain.canvas, cursor: plain.cursor, showing: [.roles, .monochrome])
        list.press(.left)
        let folded = drawn(list, 60, 9, .ascii)
        golden.add(folded.canvas, "folded", cursor: folded.cursor, showing: [.roles, .monochrome])
        list.type("/cert")
        let filtered = drawn(list, 40, 6)
        golden.add(filtered.canvas, "filtered", cursor: filtered.cursor)
        let narrow = drawn(ListView(rows), 20, 4)
        golden.add(narrow.canvas, cursor: narrow.cursor)
        #expect(golden.difference() == nil)
    }
}
