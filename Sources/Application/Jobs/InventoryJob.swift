import Applying
import Glibc

/// `drydock diagnose --inventory`: the machines of a person's inventory, looked at through their own Ansible, judged here.
public struct InventoryJob: Sendable {
    let settings: Settings
    let inventory: String
    let limit: String?
    let earlier: [String]?
    let format: ReportFormat
    let isLong: Bool

    public init(
        settings: Settings, inventory: String, limit: String?, earlier: [String]?, format: ReportFormat, isLong: Bool
    ) {
        self.settings = settings
        self.inventory = inventory
        self.limit = limit
        self.earlier = earlier
        self.format = format
        self.isLong = isLong
    }

    public func run() throws -> Int32 {
        let inventory = AnsibleHere.absolute(inventory)
        guard access(inventory, R_OK) == 0 else {
            throw Refusal("The inventory \(self.inventory) could not be read: \(String(cString: strerror(errno))).", status: 2)
        }
        try AnsibleHere.demand(
            without: "Without it: `drydock capture` on each machine, and `drydock diagnose --from FOLDER` with what it wrote.")
        let project: CollectingProject
        do throws(DoerError) { project = try CollectingProject() } catch { throw Refusal(error.description, status: 3) }
        defer { project.remove() }
        let run = project.run(
            arguments: ["--inventory", inventory] + (limit.map { ["--limit", $0] } ?? []),
            environment: AnsibleHere.environment, settings: AnsibleHere.settings)
        let live = FleetLive([], settings: settings)
        let (table, _) = try live.run(run)
        let paths = CaptureList.records(project.captures)
        let job = FleetJob(
            settings: settings, paths: paths, earlier: earlier, format: format, isLong: isLong, unread: Self.unread(table))
        let status = try job.run()
        return status == 0 && !table.missed.isEmpty ? 3 : status
    }

    private static func unread(_ table: FleetTable) -> [FleetJob.Unread] {
        table.missed.map { row in
            FleetJob.Unread(
                machine: row.machine,
                because: "\(row.machine) \(row.state == .failed ? "could not be looked at" : "was not reached"): \(row.why)")
        }
    }
}
