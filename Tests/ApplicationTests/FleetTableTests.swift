import Testing

@testable import Application
@testable import Applying

/// The table of a run on several machines.
@Suite struct FleetTableTests {
    private let start = ContinuousClock.now

    private func table(_ events: [FleetEvent]) -> FleetTable {
        var table = FleetTable(["cp1", "w1", "w2", "w3"])
        for event in events { table.take(event, at: start) }
        return table
    }

    private var events: [FleetEvent] {
        [
            .play("Prepare the machines"), .task(machine: "cp1", "Carry the program"), .task(machine: "w1", "Carry the program"),
            .ok(machine: "cp1", isChanged: true, says: ["Install kubeadm."]), .unreachable(machine: "w2", says: ["No route."]),
            .failed(machine: "w1", task: "Do the steps", says: ["apt is locked."]), .end(machine: "cp1"), .end(machine: "w1"),
        ]
    }

    @Test func eachMachineHasItsState() {
        #expect(table(events).rows.map(\.state) == [.changed, .failed, .unreachable, .waits])
        #expect(table(events).summary == "1 done, 1 failed, 1 unreachable, 1 not begun")
        #expect(table([.task(machine: "new", "x"), .end(machine: "new")]).rows.last?.state == .unchanged)
    }

    @Test func theExitStatusSaysWhatMatters() {
        #expect(table(events).status(ansible: 2) == 1)
        #expect(table([.unreachable(machine: "w2", says: [])]).status(ansible: 4) == 3)
        let changed = table([.task(machine: "w1", "x"), .ok(machine: "w1", isChanged: true, says: []), .end(machine: "w1")])
        #expect(changed.status(ansible: 0) == 0)
        var looked = FleetTable(["w1"], looksOnly: true)
        for event in [FleetEvent.task(machine: "w1", "x"), .ok(machine: "w1", isChanged: true, says: []), .end(machine: "w1")] {
            looked.take(event, at: start)
        }
        #expect(looked.status(ansible: 0) == 1 && looked.summary == "1 would change")
        #expect(table([]).status(ansible: 1) == 3)
    }

    /// No higher and no wider than the terminal; what stands out comes first where not all find room.
    @Test func theTableFitsTheTerminal() {
        var big = FleetTable((1...50).map { "machine-with-a-long-name-\($0)" })
        big.take(
            .failed(machine: "machine-with-a-long-name-50", task: "x", says: [String(repeating: "long ", count: 60)]), at: start)
        let lines = FleetLive.lines(big, paint: .plain, size: (80, 24), at: start)
        #expect(lines.count <= 23 && lines.allSatisfy { $0.count < 80 })
        #expect(lines[1].hasPrefix("machine-with-a-long-name-50") && lines.contains { $0.hasPrefix("… and 30 more") }, "\(lines)")
    }

    @Test func withoutATableOnlyWhatHappensIsTold() {
        #expect(
            events.compactMap(FleetLive.line) == [
                "Prepare the machines", "  cp1: Install kubeadm.", "  w2: unreachable: No route.", "  w1: failed: apt is locked.",
            ])
    }
}
