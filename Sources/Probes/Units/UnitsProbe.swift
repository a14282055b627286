import Facts
import Hosts
import Text

/// Asks systemd for the state of the units that a node's health hangs on. Swap units are not among them.
public struct UnitsProbe: Probe {
    public init() {}

    public var name: String { "units" }
    public var subject: String { "the units of systemd" }
    public var needs: [FactKey] { [] }
    public var gives: [FactKey] { [UnitFacts.systemdRuns, UnitFacts.units] }

    public func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        do {
            let status = try await host.status("/run/systemd/system")
            facts.set(UnitFacts.systemdRuns, .flag(status.kind == .directory), from: .file("/run/systemd/system"))
        } catch  where error.isAbsence {
            facts.set(UnitFacts.systemdRuns, false, from: .file("/run/systemd/system", "does not exist"))
            facts.miss(
                UnitFacts.units,
                "systemd is not the init system of this node (/run/systemd/system does not exist), so there are no units.")
            return facts
        } catch {
            facts.miss(UnitFacts.systemdRuns, error.reason)
        }
        var rows: [Row<UnitFacts.Unit>] = []
        for answer in await answers(host) {
            switch answer {
            case .success(let more): rows += more
            case .failure(let refusal):
                facts.miss(UnitFacts.units, refusal.reason)
                return facts
            }
        }
        facts.set(UnitFacts.units, unique(rows), from: Source("systemctl show"))
        return facts
    }

    private struct Refusal: Error { var reason: Reason }

    private func answers(_ host: any Host) async -> [Result<[Row<UnitFacts.Unit>], Refusal>] {
        await withTaskGroup(of: (Int, Result<[Row<UnitFacts.Unit>], Refusal>).self) { group in
            for (index, units) in UnitFacts.groups.enumerated() { group.addTask { (index, await rows(of: units, host)) } }
            var answers: [(Int, Result<[Row<UnitFacts.Unit>], Refusal>)] = []
            for await answer in group { answers.append(answer) }
            return answers.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private func rows(of units: [String], _ host: any Host) async -> Result<[Row<UnitFacts.Unit>], Refusal> {
        let command = Command("systemctl", ["show"] + units, environment: ["TZ": "UTC"], deadline: .seconds(3))
        do {
            let output = try await host.run(command)
            guard output.succeeded else {
                let said = output.errorText.split(separator: "\n").first.map(String.init) ?? "exit status \(output.status)"
                return .failure(Refusal(reason: "systemd could not be asked: systemctl said \"\(said.trimmed)\"."))
            }
            return .success(UnitProperties.blocks(in: output.text).compactMap { $0.row(from: command.line) })
        } catch {
            return .failure(Refusal(reason: error.reason))
        }
    }

    /// Two names of one unit (chrony.service and its alias chronyd.service) give the same block twice.
    private func unique(_ rows: [Row<UnitFacts.Unit>]) -> [Row<UnitFacts.Unit>] {
        var seen: Set<String> = []
        return rows.filter { seen.insert($0.text(.name) ?? "").inserted }
    }
}
