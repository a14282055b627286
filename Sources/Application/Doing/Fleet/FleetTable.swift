import Applying

/// Where a run on several machines stands, machine by machine.
struct FleetTable {
    enum State: String, Encodable {
        /// Nothing was begun on it.
        case waits
        case runs
        case unchanged
        case changed
        case failed
        case unreachable
    }

    struct Row {
        var machine: String
        var state = State.waits
        /// What it does, or did last.
        var task = ""
        /// Since when it does that.
        var since: ContinuousClock.Instant?
        var isChanged = false
        /// What was said of it, in order: the titles of steps that changed something.
        var says: [String] = []
        /// Why it failed or was not reached.
        var because: [String] = []

        /// The same in one line: what Ansible said, else the task that failed.
        var why: String { because.isEmpty ? task : because.joined(separator: " ") }
    }

    /// In the order of the plan or in that in which they were met.
    private(set) var rows: [Row]
    private(set) var phase = ""
    /// What Ansible said besides, mostly warnings.
    private(set) var remarks: [String] = []

    /// Whether the run only looks.
    private let looksOnly: Bool

    init(_ machines: [String], looksOnly: Bool = false) {
        rows = machines.map { Row(machine: $0) }
        self.looksOnly = looksOnly
    }

    func words(_ state: State) -> String {
        switch state {
        case .changed: looksOnly ? "would change" : "done"
        case .waits: "not begun"
        case .runs, .unchanged, .failed, .unreachable: state.rawValue
        }
    }

    mutating func take(_ event: FleetEvent, at time: ContinuousClock.Instant) {
        switch event {
        case .play(let name): phase = name
        case .task(let machine, let task):
            change(machine) { row in
                (row.state, row.task, row.since) = (.runs, task, time)
            }
        case .ok(let machine, let isChanged, let says):
            change(machine) { row in
                row.isChanged = row.isChanged || isChanged
                row.says += says
                row.since = nil
            }
        case .failed(let machine, let task, let says):
            change(machine) { row in
                (row.state, row.task, row.since) = (.failed, task, nil)
                row.because = says
            }
        case .unreachable(let machine, let says):
            change(machine) { row in
                (row.state, row.since) = (.unreachable, nil)
                row.because = says
            }
        case .end(let machine):
            change(machine) { row in
                if row.state == .runs { row.state = row.isChanged ? .changed : .unchanged }
                row.since = nil
            }
        case .other(let line): if remarks.count < 50 { remarks.append(line) }
        }
    }

    private mutating func change(_ machine: String, _ change: (inout Row) -> Void) {
        guard let at = rows.firstIndex(where: { $0.machine == machine }) else {
            var row = Row(machine: machine)
            change(&row)
            return rows.append(row)
        }
        change(&rows[at])
    }

    /// The machines that failed or were not reached.
    var missed: [Row] { rows.filter { [.failed, .unreachable].contains($0.state) } }

    /// Why Ansible did not begin; nil where it did.
    func obstacle(_ end: FleetRun.End) -> String? {
        guard !end.says.isEmpty, end.status != 0, rows.allSatisfy({ $0.state == .waits }) else { return nil }
        return "Ansible could not begin: \(end.says)"
    }

    func count(_ state: State) -> Int { rows.count { $0.state == state } }

    /// How many machines stand how, in few words.
    var summary: String {
        [State.changed, .unchanged, .failed, .unreachable, .runs, .waits].compactMap { state in
            count(state) == 0 ? nil : "\(count(state)) \(words(state))"
        }.joined(separator: ", ")
    }

    /// The exit status of the whole: 1 where a machine failed, else 3 where one was not reached or nothing was begun on it.
    /// A change that would be made is 1 where the run only looked.
    func status(ansible: Int) -> Int32 {
        if count(.failed) > 0 { return 1 }
        if count(.unreachable) > 0 || ansible != 0 { return 3 }
        return looksOnly && count(.changed) > 0 ? 1 : 0
    }
}
