import GoldenSupport
import Terminal
import Testing
import Widgets

@Suite struct DiagramTests {
    private let external = Diagram(
        [
            [.init("endpoint", lines: ["10.0.0.10:6443"])],
            [.init("cp-1", mark: .ok), .init("cp-2", mark: .bad), .init("cp-3", mark: .unknown)],
            [.init("etcd-1"), .init("etcd-2"), .init("etcd-3")],
        ],
        links: [.init("endpoint", "cp-1"), .init("endpoint", "cp-2"), .init("endpoint", "cp-3")]
            + ["cp-1", "cp-2", "cp-3"].flatMap { cp in ["etcd-1", "etcd-2", "etcd-3"].map { .init(cp, $0) } })

    @Test func looks() {
        let wide = drawn(external, 80, 14)
        #expect(Golden.difference(wide.canvas, "diagram-80x14") == nil)
        #expect(Golden.difference(drawn(external, 80, 14, .ascii).canvas, "diagram-80x14-ascii") == nil)
    }

    @Test func pairsStandBelowEachOther() {
        let stacked = Diagram(
            [[.init("cp-1"), .init("cp-2")], [.init("etcd on cp-1"), .init("etcd on cp-2")]],
            links: [.init("cp-1", "etcd on cp-1"), .init("cp-2", "etcd on cp-2")])
        #expect(Golden.difference(drawn(stacked, 50, 8).canvas, "diagram-pairs-50x8") == nil)
    }

    @Test func withoutRoomItIsAnOutline() {
        #expect(Golden.difference(drawn(external, 30, 14).canvas, "diagram-outline-30x14") == nil)
        #expect(drawn(external, 80, 5).canvas.text.hasPrefix("endpoint, 10.0.0.10:6443 -> cp-1, cp-2, cp-3"))
    }

    @Test func outlineNamesEveryBoxAndLink() {
        #expect(external.outline.map(\.plain).first == "endpoint, 10.0.0.10:6443 -> cp-1, cp-2, cp-3")
        #expect(external.outline.count == 7)
        #expect(external.outline[2].plain == "!! cp-2 -> etcd-1, etcd-2, etcd-3")
    }

    @Test func nothingToDrawIsFine() {
        #expect(drawn(Diagram([], links: []), 20, 5).canvas.text == "\n\n\n\n")
        let lost = Diagram([[.init("a")]], links: [.init("a", "b")])
        #expect(drawn(lost, 20, 5).canvas.text.contains("a"))
    }
}
