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
        var golden = Golden("diagram")
        golden.add(drawn(external, 80, 14).canvas)
        golden.add(drawn(external, 80, 14, .ascii).canvas)
        let stacked = Diagram(
            [[.init("cp-1"), .init("cp-2")], [.init("etcd on cp-1"), .init("etcd on cp-2")]],
            links: [.init("cp-1", "etcd on cp-1"), .init("cp-2", "etcd on cp-2")])
        golden.add(drawn(stacked, 50, 8).canvas, "pairs below each other")
        golden.add(drawn(external, 30, 14).canvas, "an outline where there is no room")
        #expect(golden.difference() == nil)
    }

    @Test func withoutRoomItIsAnOutline() {
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
