import Applying
import Facts
import Hosts
import Screens
import Synchronization

/// A look at machines of a plan, before it is made: the person's own Ansible carries drydock there and brings records back.
struct MachinesLooking: Sendable {
    let machines: [LookedMachine]
    let examination: Examination

    /// Looks, and tells how many machines have ended.
    func run(_ tell: @escaping @Sendable (Int) -> Void) async -> MachinesLook {
        guard await FleetRun.version(AnsibleHere.environment) != nil else { return .refused(AnsibleHere.missing) }
        let project: CollectingProject
        let inventory: String
        do throws(DoerError) {
            project = try CollectingProject()
            inventory = try project.writeInventory(
                machines.map { .init(name: Self.host($0), address: $0.address, user: $0.user) })
        } catch { return .refused(error.description) }
        defer { project.remove() }
        tell(0)
        let table = Mutex(FleetTable(machines.map(Self.host)))
        let run = project.run(
            arguments: ["--inventory", inventory], environment: AnsibleHere.environment, settings: AnsibleHere.settings)
        let stop = Stop()
        let end: FleetRun.End
        do throws(DoerError) {
            end = try await Self.ending(stop) { () async throws(DoerError) in
                try await run.run(stop) { event in
                    let ended = table.withLock { table in
                        table.take(event, at: .now)
                        return table.rows.count { ![.waits, .runs].contains($0.state) }
                    }
                    tell(ended)
                }
            }
        } catch { return .refused(error.description) }
        let rows = table.withLock { $0.rows }
        if !end.says.isEmpty, end.status != 0, rows.allSatisfy({ $0.state == .waits }) {
            return .refused("Ansible could not begin: \(end.says)")
        }
        return await outcome(project, rows)
    }

    /// A look that is given up ends Ansible too.
    private static func ending<Result: Sendable>(
        _ stop: Stop, _ work: @escaping @Sendable () async throws(DoerError) -> Result
    ) async throws(DoerError) -> Result {
        do {
            return try await withTaskCancellationHandler(operation: work) { stop.end() }
        } catch let error as DoerError {
            throw error
        } catch {
            throw DoerError("\(error)")
        }
    }

    private func outcome(_ project: CollectingProject, _ rows: [FleetTable.Row]) async -> MachinesLook {
        var missed: [String: String] = [:]
        for row in rows where [.unreachable, .failed].contains(row.state) {
            missed[row.machine] = row.because.isEmpty ? "\(row.task) failed." : row.because.joined(separator: " ")
        }
        var captures: [FactSet] = []
        let withoutLogs = examination.withoutLogs
        for machine in machines.map(Self.host) where missed[machine] == nil {
            do throws(Refusal) {
                captures.append(await withoutLogs.look(at: try HostLoading.host(project.record(of: machine))))
            } catch { missed[machine] = error.description }
        }
        return .ended(captures: captures, missed: missed)
    }

    /// What the inventory calls it.
    private static func host(_ machine: LookedMachine) -> String { machine.name.isEmpty ? machine.address : machine.name }
}
