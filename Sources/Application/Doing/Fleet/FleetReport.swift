/// `drydock apply PLAN --format json` of several machines: one object a machine, in the plan's order.
struct FleetReport: Encodable {
    struct Machine: Encodable {
        var machine: String
        var state: FleetTable.State
        /// What was changed or would be, or why it failed: whole sentences.
        var says: [String]
        /// The task in which it failed; nil elsewhere.
        var task: String?
    }

    let schemaVersion = 1
    /// The folder with the project that was run.
    var folder: String
    var machines: [Machine]

    init(_ table: FleetTable, folder: String) {
        self.folder = folder
        machines = table.rows.map { row in
            Machine(
                machine: row.machine, state: row.state, says: row.because.isEmpty ? row.says : row.because,
                task: row.state == .failed ? row.task : nil)
        }
    }
}
