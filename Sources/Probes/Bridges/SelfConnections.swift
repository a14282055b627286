import Facts
import Hosts

/// Connections of a pod to itself that were never answered, from conntrack.
enum SelfConnections {
    private static let table = "/proc/net/nf_conntrack"

    static func look(at host: any Host, knowing known: FactSet, pods: PodNames) async -> FactSet {
        var facts = FactSet()
        guard let own = known.list(MachineIdentityFacts.localAddresses) else {
            let reason = known.reason(MachineIdentityFacts.localAddresses) ?? "The machine's own addresses are not known."
            facts.miss(BridgeFacts.selfConnections, reason)
            return facts
        }
        do throws(HostError) {
            guard let table = try await connections(host) else {
                facts.setAbsent(BridgeFacts.selfConnections, from: Source(table))
                return facts
            }
            facts.set(
                BridgeFacts.selfConnections, .rows(rows(table.lines, own: own, from: table.origin, pods: pods)),
                from: Source(table.origin))
        } catch {
            facts.miss(BridgeFacts.selfConnections, error.description)
        }
        return facts
    }

    /// One row a pod and the address it asked. What the machine asks itself goes through no bridge.
    static func rows(_ lines: [Substring], own: [String], from origin: String, pods: PodNames) -> [Row] {
        var found: [ConntrackLine.SelfConnection: (count: Int, line: Substring)] = [:]
        for line in lines {
            guard let connection = ConntrackLine.selfConnection(line), !own.contains(connection.pod) else { continue }
            found[connection, default: (0, line)].count += 1
        }
        return found.sorted { ($0.key.pod, $0.key.asked) < ($1.key.pod, $1.key.asked) }.map { connection, seen in
            Row(
                [
                    "address": .text(connection.pod), "pod": .text(pods.name(connection.pod)),
                    "asked": .text(connection.asked), "count": .integer(seen.count),
                ], from: Source(origin, String(seen.line).trimmed))
        }
    }

    /// The table from /proc, which newer kernels leave out, or from conntrack(8); nil where the machine has neither.
    private static func connections(_ host: any Host) async throws(HostError) -> (lines: [Substring], origin: String)? {
        do throws(HostError) {
            return (try await host.read(table, limit: 4 << 20).lines, table)
        } catch {
            guard error.isAbsence else { throw error }
        }
        let command = Command("conntrack", ["-L", "-p", "tcp", "--state", "SYN_SENT"], deadline: .seconds(2), limit: 4 << 20)
        do throws(HostError) {
            let output = try await host.run(command)
            guard output.succeeded else {
                throw HostError.failed(path: command.line, because: String(output.errorText.trimmed.prefix(200)))
            }
            return (output.lines, command.line)
        } catch {
            if error.isAbsence { return nil }
            throw error
        }
    }
}
