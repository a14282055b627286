import Addresses
import Facts
import Hosts
import Text

/// Connections of a pod to itself that were never answered, from conntrack.
enum SelfConnections {
    private static let table = "/proc/net/nf_conntrack"

    /// - Parameter hasIPv6: whether pods of this node have such addresses.
    static func look(at host: any Host, knowing known: FactSet, pods: PodNames, hasIPv6: Bool) async -> FactSet {
        var facts = FactSet()
        guard let own = known.list(MachineIdentityFacts.localAddresses) else {
            let reason = known.reason(MachineIdentityFacts.localAddresses) ?? "The machine's own addresses are not known."
            facts.miss(BridgeFacts.selfConnections, reason)
            return facts
        }
        do throws(HostError) {
            guard let table = try await connections(.ipv4, host) else {
                facts.setAbsent(BridgeFacts.selfConnections, from: Source(table))
                return facts
            }
            var found = rows(table.lines, own: own, from: table.origin, pods: pods)
            // The file in /proc has both families.
            if hasIPv6, table.origin != Self.table {
                found.removeAll { $0.text(.family) == ProxyFamily.ipv6.rawValue }
                found += await six(host, own: own, pods: pods)
            }
            facts.set(BridgeFacts.selfConnections, found, from: Source(table.origin))
        } catch {
            facts.miss(BridgeFacts.selfConnections, error.reason)
        }
        return facts
    }

    /// Where IPv6 cannot be looked at, a row that says why.
    private static func six(_ host: any Host, own: [String], pods: PodNames) async -> [Row<BridgeFacts.SelfConnection>] {
        do throws(HostError) {
            guard let table = try await connections(.ipv6, host) else { return [] }
            return rows(table.lines, own: own, from: table.origin, pods: pods).filter {
                $0.text(.family) == ProxyFamily.ipv6.rawValue
            }
        } catch {
            let family = ProxyFamily.ipv6.rawValue
            return [Row([.family: .text(family), .count: .unknown(error.reason)], from: Source("conntrack -L -f ipv6"))]
        }
    }

    /// One row a pod and the address it asked. What the machine asks itself goes through no bridge.
    static func rows(_ lines: [Substring], own: [String], from origin: String, pods: PodNames) -> [Row<
        BridgeFacts.SelfConnection
    >] {
        var found: [ConntrackLine.SelfConnection: (count: Int, line: Substring)] = [:]
        for line in lines {
            guard let connection = ConntrackLine.selfConnection(line), !own.contains(connection.pod) else { continue }
            found[connection, default: (0, line)].count += 1
        }
        return found.sorted { ($0.key.pod, $0.key.asked) < ($1.key.pod, $1.key.asked) }.map { connection, seen in
            let family: ProxyFamily = ProxyFamily.ipv6.holds(connection.pod) ? .ipv6 : .ipv4
            return Row(
                [
                    .address: .text(connection.pod), .pod: .text(pods.name(connection.pod)), .family: .text(family.rawValue),
                    .asked: .text(connection.asked), .count: .integer(seen.count),
                ], from: Source(origin, String(seen.line).trimmed))
        }
    }

    /// The table from /proc, which newer kernels leave out, or from conntrack(8); nil where the machine has neither.
    private static func connections(
        _ family: ProxyFamily, _ host: any Host
    ) async throws(HostError) -> (lines: [Substring], origin: String)? {
        if family == .ipv4 {
            do throws(HostError) {
                return (try await host.read(table, limit: 4 << 20).lines, table)
            } catch {
                guard error.isAbsence else { throw error }
            }
        }
        let words = family == .ipv4 ? ["-L"] : ["-L", "-f", "ipv6"]
        let command = Command(
            "conntrack", words + ["-p", "tcp", "--state", "SYN_SENT"], deadline: .seconds(2), limit: 4 << 20)
        do throws(HostError) {
            let output = try await host.run(command)
            guard output.succeeded else {
                let said = output.errorText.trimmed.prefix(200)
                throw HostError.failed(
                    path: command.line, because: said.isEmpty ? "it ended with status \(output.status)" : String(said))
            }
            return (output.lines, command.line)
        } catch {
            if error.isAbsence { return nil }
            throw error
        }
    }
}
