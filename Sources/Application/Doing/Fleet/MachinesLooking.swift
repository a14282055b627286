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
        let ended = await withTaskCancellationHandler { () async -> Result<FleetRun.End, DoerError> in
            do throws(DoerError) {
                return .success(
                    try await run.run(stop) { event in
                        tell(
                            table.withLock { table in
                                table.take(event, at: .now)
                                return table.rows.count { ![.waits, .runs].contains($0.state) }
                            })
                    })
            } catch { return .failure(error) }
        } onCancel: {
            stop.end()
        }
        let seen = table.withLock { $0 }
        switch ended {
        case .success(let end):
            if let obstacle = seen.obstacle(end) { return .refused(obstacle) }
            return await outcome(project, seen)
        case .failure(let error): return .refused(error.description)
        }
    }

    private func outcome(_ project: CollectingProject, _ table: FleetTable) async -> MachinesLook {
        var missed: [String: String] = [:]
        for row in table.missed { missed[row.machine] = row.why }
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
