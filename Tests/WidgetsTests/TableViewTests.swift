import GoldenSupport
import Terminal
import Testing
import Widgets

@Suite struct TableViewTests {
    private let table = TableView(
        [
            TableColumn("", .fixed(2)), TableColumn("Machine", .fitting(upTo: 20)), TableColumn("Roles", .flexible(atLeast: 8)),
            TableColumn("Pods", .fixed(5), .right),
        ],
        [
            TableRow(1, [StatusMark.ok.styled, "cp-1", "control plane, etcd", "12"]),
            TableRow(2, [StatusMark.bad.styled, "cp-2", "control plane, etcd", "4"]),
            TableRow(3, [StatusMark.unknown.styled, "worker-with-a-very-long-name", "worker"]),
        ])

    @Test func selectionFollowsTheRow() {
        var table = table
        table.press(.down)
        #expect(table.selected == 2)
        table.set(table.rows.reversed())
        #expect(table.selected == 2)
        table.select(3)
        #expect(table.selected == 3)
    }

    @Test func scrollsToTheSelection() {
        var table = TableView([TableColumn("N", .fixed(4))], (0..<50).map { TableRow($0, [StyledText("\($0)")]) })
        table.fit(Size(width: 10, height: 5))
        table.press(.end)
        let (canvas, cursor) = drawn(table, 10, 5)
        #expect(canvas.text.contains("» 49"))
        #expect(cursor == Point(x: 0, y: 4))
    }

    @Test func looks() {
        var golden = Golden("table")
        let wide = drawn(table, 60, 5)
        golden.add(wide.canvas, cursor: wide.cursor, showing: [.roles, .monochrome])
        golden.add(drawn(table, 36, 5, .ascii).canvas)
        let empty = TableView<Int>([TableColumn("Machine", .fixed(10))], emptyText: "No machine yet.")
        golden.add(drawn(empty, 30, 3).canvas, "empty")
        #expect(golden.difference() == nil)
    }
}
