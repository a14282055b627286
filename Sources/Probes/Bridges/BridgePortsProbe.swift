import Facts
import Hosts
import Text

/// Looks at the bridges that the CNI configuration makes, at their ports' hairpin mode, which alone decides whether a pod can
/// reach itself through a Service (measured on Kubernetes 1.36.2, kernel 6.18).
struct BridgePortsProbe: Probe {
    let name = "bridge-ports"
    let subject = "the pods' ports on the bridge"
    let gives: [FactKey] = [BridgeFacts.podPorts]
    let needs: [FactKey] = [CNIFacts.configs, PodAddressFacts.leases, PodAddressFacts.families]

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        guard let configs = known.rows(CNIFacts.configs) else {
            facts.miss(BridgeFacts.podPorts, known.reason(CNIFacts.configs) ?? "The CNI configuration is not known.")
            return facts
        }
        var rows: [Row<BridgeFacts.PodPort>] = []
        for config in configs {
            guard let bridge = config.text(.bridge), !rows.contains(where: { $0.text(.bridge) == bridge }) else { continue }
            do throws(HostError) {
                rows += try await ports(of: bridge, config, host, known)
            } catch {
                guard error.isAbsence else {
                    facts.miss(BridgeFacts.podPorts, error.reason)
                    return facts
                }
            }
        }
        facts.set(BridgeFacts.podPorts, rows, from: Source("/sys/class/net"))
        return facts
    }

    private func ports(of bridge: String, _ config: Row<CNIFacts.Config>, _ host: any Host, _ known: FactSet)
        async throws(HostError) -> [Row<BridgeFacts.PodPort>]
    {
        let flags = try await host.read("/sys/class/net/\(bridge)/flags").trimmed
        let isPromiscuous = Int(flags.dropFirst(2), radix: 16).map { $0 & 0x100 != 0 }
        var rows: [Row<BridgeFacts.PodPort>] = []
        for port in try await host.list("/sys/class/net/\(bridge)/brif").map(\.name) {
            let path = "/sys/class/net/\(port)/brport/hairpin_mode"
            let mode = try await host.read(path).trimmed
            rows.append(
                Row(
                    [
                        .port: .text(port), .bridge: .text(bridge), .hairpin: .integer(ifAny: Int(mode)),
                        .configHairpin: config[.hairpin], .isPromiscuous: .flag(ifAny: isPromiscuous),
                    ], from: .file(path, mode)))
        }
        // Who it is matters only where something is wrong.
        if rows.contains(where: { $0.integer(.hairpin) == 0 }) {
            let ports = rows.compactMap { $0.text(.port) }
            let owners = await PortOwners.look(
                at: bridge, ports: ports, host, leases: known.rows(PodAddressFacts.leases) ?? [],
                hasIPv6: known.list(PodAddressFacts.families)?.contains(ProxyFamily.ipv6.rawValue) == true)
            for (index, port) in zip(rows.indices, ports) {
                rows[index][.pod] = .text(owners.pod(on: port))
                let addresses = owners.addresses(on: port)
                rows[index][.address] = .text(ifAny: addresses.first)
                rows[index][.addresses] = .list(addresses)
            }
        }
        return rows
    }
}
