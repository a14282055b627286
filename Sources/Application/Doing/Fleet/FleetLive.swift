import Applying
import Synchronization
import Text

/// Tells a run on several machines while it goes on: on a terminal a table that is drawn over itself, elsewhere a line for each thing that
/// happens. All of it goes to stderr: stdout is the result's.
final class FleetLive: Sendable {
    /// Seconds after which it is said that nothing has come yet.
    private static let patience = 10

    private struct State {
        var table: FleetTable
        /// Lines of the table that stand on the terminal.
        var drawn = 0
        var hasBegun = false
    }

    private let state: Mutex<State>
    private let paint: Paint
    private let isDrawn: Bool
    private let interruption: Interruption

    init(_ machines: [String], settings: Settings, looksOnly: Bool = false) {
        state = Mutex(State(table: FleetTable(machines, looksOnly: looksOnly)))
        paint = settings.paint
        isDrawn = Output.isSeen && !settings.isPlain && settings.moves
        interruption = Interruption(
            asks: false, atOnce: "Ending Ansible. A machine still ends the steps that it does now, and its journal tells of them."
        ) { Output.note($0) }
    }

    /// Runs, and gives the table at its end with ansible-playbook's exit status.
    func run(_ run: FleetRun) throws(Refusal) -> (table: FleetTable, status: Int) {
        let clock = Task { [self] in
            var seconds = 0
            while !Task.isCancelled {
                if seconds == Self.patience { tellSilence() }
                redraw()
                try? await Task.sleep(for: .seconds(1))
                seconds += 1
            }
        }
        let ended = Waiting.run { [self] () -> Result<FleetRun.End, DoerError> in
            do throws(DoerError) {
                return .success(try await run.run(interruption.stop) { self.take($0) })
            } catch {
                return .failure(error)
            }
        }
        clock.cancel()
        interruption.end()
        redraw()
        let table = state.withLock { $0.table }
        switch ended {
        case .success(let end):
            if let obstacle = table.obstacle(end) { throw Refusal(obstacle, status: 3) }
            return (table, end.status)
        case .failure(let error): throw Refusal(error.description, status: interruption.stop.isEnded ? 1 : 3)
        }
    }

    private func take(_ event: FleetEvent) {
        state.withLock { state in
            state.hasBegun = true
            state.table.take(event, at: .now)
            guard !isDrawn, let line = Self.line(event) else { return }
            Output.note(line)
        }
        redraw()
    }

    /// What is told of an event where no table is drawn.
    static func line(_ event: FleetEvent) -> String? {
        switch event {
        case .play(let name): name
        case .ok(let machine, _, let says): says.isEmpty ? nil : says.map { "  \(machine): \($0)" }.joined(separator: "\n")
        case .failed(let machine, let task, let says):
            "  \(machine): failed: " + (says.isEmpty ? task : says.joined(separator: " "))
        case .unreachable(let machine, let says): "  \(machine): unreachable: " + says.joined(separator: " ")
        case .other(let line): "  \(line)"
        case .task, .end: nil
        }
    }

    /// A folder of many files as an inventory keeps Ansible for minutes.
    private func tellSilence() {
        guard !isDrawn, !state.withLock({ $0.hasBegun }) else { return }
        Output.note("Ansible has told nothing for \(Self.patience) s: it is still reading the inventory. Ctrl-C ends it.")
    }

    private func redraw() {
        guard isDrawn else { return }
        state.withLock { state in
            let lines = Self.lines(state.table, paint: paint, size: (Output.width, Output.height), at: .now)
            let up = state.drawn > 0 ? "\u{1B}[\(state.drawn)A" : ""
            Output.show(up + lines.map { "\r\u{1B}[K\($0)\n" }.joined() + "\u{1B}[J")
            state.drawn = lines.count
        }
    }

    /// The table, no higher than the terminal: those that stand out first where not all find room.
    static func lines(
        _ table: FleetTable, paint: Paint, size: (columns: Int, rows: Int), at time: ContinuousClock.Instant
    ) -> [String] {
        let room = max(3, size.rows - 3)
        var rows = table.rows
        let order: [FleetTable.State] = [.failed, .unreachable, .runs, .changed, .unchanged, .waits]
        if rows.count > room {
            rows = order.flatMap { state in table.rows.filter { $0.state == state } }
        }
        let shown = rows.prefix(rows.count > room ? room - 1 : room)
        let name = min(30, shown.map(\.machine.count).max() ?? 0)
        var lines = [paint.bold(String((table.phase.isEmpty ? "Starting Ansible …" : table.phase).prefix(size.columns - 1)))]
        lines += shown.map { row in
            let elapsed = row.since.map { " \(Int((time - $0) / .seconds(1))) s" } ?? ""
            let said = row.state == .runs ? row.task + elapsed : (row.because.first ?? row.says.last ?? row.task)
            let text = "\(row.machine.prefix(name).padded(to: name))  \(table.words(row.state).padded(to: 12))  \(said)"
            return colour(row.state, paint)(String(text.prefix(size.columns - 1)))
        }
        if rows.count > shown.count { lines.append(paint.muted("… and \(rows.count - shown.count) more")) }
        return lines + [paint.muted(String(table.summary.prefix(size.columns - 1)))]
    }

    private static func colour(_ state: FleetTable.State, _ paint: Paint) -> (String) -> String {
        switch state {
        case .failed, .unreachable: paint.danger
        case .changed: paint.good
        case .unchanged, .waits: paint.muted
        case .runs: { $0 }
        }
    }
}

extension StringProtocol {
    fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: Swift.max(0, width - count)) }
}
