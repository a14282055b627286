import Glibc
import Steps
import Testing

/// The table's column for Ansible: the real project, run by the real ansible-playbook, with drydock as it was built. It carries the engine,
/// so not every shape need be tried again: these are the ones that hang on what Ansible itself adds, order, values, what counts as changed
/// and what as failed, and a second run after one that was cut off. DRYDOCK_CONFORMANCE=all tries all that need none of the machine's own
/// programs.
@Suite(.serialized, .enabled(if: geteuid() == 0 && getenv("DRYDOCK_BINARY") != nil, "Ansible carries the built program, as root"))
struct AnsibleConformanceTests {
    private static let some = [
        "a file, then a reload; the service runs anyway", "two commands; the check sees the first",
        "a file with a token, then a join", "by hand, with a check", "an edit of YAML",
    ]
    private static let someWorlds: [World] = [.fresh, .alreadySo, .cutOff, .commandFails, .secretMissing, .look]
    private static let needsStandIns = Set(Shape.downloads.map(\.testDescription) + Shape.machine.map(\.testDescription))
    /// What looks, or fails before it begins, is no change to Ansible whatever its status.
    private static let changesNothing: Set = ["a look", "an edit of what is not there"]
    /// Their waits are real here.
    private static let takesLong: Set = ["a command that takes effect later", "an edit, then a restart; the service runs anyway"]

    private static var cells: [(Shape, World)] {
        if getenv("DRYDOCK_CONFORMANCE").map({ String(cString: $0) }) == "all" {
            let shapes = Shape.all.filter {
                !needsStandIns.contains($0.testDescription) && !takesLong.contains($0.testDescription)
            }
            return shapes.flatMap { shape in World.allCases.map { (shape, $0) } }
        }
        return some.compactMap(Shape.named).flatMap { shape in someWorlds.map { (shape, $0) } }
    }

    @Test func ansibleDoesTheSame() async throws {
        let cells = Self.cells
        try #require(cells.count >= Self.some.count * Self.someWorlds.count)
        let column = try AnsibleColumn(cells, program: String(cString: try #require(getenv("DRYDOCK_BINARY"))))
        defer { column.remove() }
        for cell in column.cells { try cell.world.prepare(cell.shape, cell.place) }
        let before = column.cells.filter { $0.world.isSecondRun || $0.world.isCutOff }
        _ = try await column.play(before)
        for cell in before {
            cell.world.clear(cell.place)
            cell.place.forget()
        }
        var recaps = try await column.play(column.cells.filter { !$0.world.looks })
        recaps.merge(try await column.play(column.cells.filter { $0.world.looks }, isCheck: true)) { $1 }
        for cell in column.cells { try judge(cell, try #require(recaps[cell.host])) }
    }

    /// What Ansible says beside the table's exit status: failed where it is not 0, but in a look, where 1 says that something would be done.
    private func judge(_ cell: AnsibleColumn.Cell, _ recap: AnsibleColumn.Recap) throws {
        let what: Comment = "\(cell.shape.testDescription), \(cell.world.rawValue): \(recap)"
        let wanted = try #require(Expected.cell(cell.shape.testDescription, cell.world))
        let status = try #require(wanted.split(separator: ";").first?.split(separator: " ").last.flatMap { Int($0) })
        #expect("status \(status); \(cell.place.traces)" == wanted, what)
        let canLook = cell.world.looks && status == 1
        #expect((recap.failed > 0) == (status != 0 && !canLook), what)
        if Self.changesNothing.contains(cell.shape.testDescription) {
            #expect(recap.changed == 0, what)
            return
        }
        if cell.world.looks { #expect((recap.changed > 0) == (status == 1), what) }
        if status == 0, !cell.world.looks {
            // What ran or was written before this run is no change of it.
            let isQuiet = cell.world == .alreadySo && wanted.contains("ran: -;")
            #expect((recap.changed > 0) == !isQuiet || wanted.contains("ran: -;"), what)
        }
    }
}
