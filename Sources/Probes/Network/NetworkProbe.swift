import Facts
import Hosts
import Text

/// Looks at the machine's interfaces and routes.
struct NetworkProbe: Probe {
    let name = "network"
    let subject = "the machine's interfaces and routes"
    let gives: [FactKey] = [NetworkFacts.interfaces, NetworkFacts.routes, NetworkFacts.hasDefaultRoute]
    let needs: [FactKey] = [CNIFacts.configs]

    private static let tables = ["/proc/net/route", "/proc/net/ipv6_route"]

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        let bridges = Set((known.rows(CNIFacts.configs) ?? []).compactMap { $0.text(.bridge) })
        var uplinks: Set<String> = []
        do throws(HostError) {
            let four = try await table(Self.tables[0], host)
            let six = try await table(Self.tables[1], host)
            let found = RouteTable.ipv4(four).map { ($0, Self.tables[0]) } + RouteTable.ipv6(six).map { ($0, Self.tables[1]) }
            let rows = found.map { route, path in
                Row<NetworkFacts.Route>(
                    [
                        .destination: .text(route.range), .gateway: .text(ifAny: route.gateway),
                        .interface: .text(route.interface),
                        .isPodNetwork: .flag(PodInterface.isMade(route.interface, bridges: bridges)),
                    ], from: Source(path, "\(route.range) by \(route.interface)"))
            }
            facts.set(NetworkFacts.routes, rows, from: Self.tables.map { Source($0) })
            uplinks = Set(found.filter { $0.0.isDefault }.map(\.0.interface))
            facts.set(NetworkFacts.hasDefaultRoute, .flag(!uplinks.isEmpty), from: Self.tables.map { Source($0) })
        } catch {
            facts.miss([NetworkFacts.routes, NetworkFacts.hasDefaultRoute], error.reason)
        }
        await setInterfaces(bridges, uplinks, host, &facts)
        return facts
    }

    /// Nothing where the kernel is without that family.
    private func table(_ path: String, _ host: any Host) async throws(HostError) -> String {
        do throws(HostError) {
            let content = try await host.read(path, limit: 4 << 20)
            guard !content.isCut else { throw HostError.failed(path: path, because: "it is longer than 4 MB") }
            return content.text
        } catch {
            guard error.isAbsence else { throw error }
            return ""
        }
    }

    private func setInterfaces(_ bridges: Set<String>, _ uplinks: Set<String>, _ host: any Host, _ facts: inout FactSet) async {
        let folder = "/sys/class/net"
        do throws(HostError) {
            var rows: [Row<NetworkFacts.Interface>] = []
            for name in try await host.list(folder).map(\.name) where name != "lo" && !PodInterface.isOfOnePod(name) {
                let path = "\(folder)/\(name)/mtu"
                guard let mtu = try await number(path, host) else { continue }
                // ip_tunnel makes a tunl0 that nothing uses.
                if PodInterface.isTunnel(name), !(try await isUp(name, host)) { continue }
                rows.append(
                    Row(
                        [
                            .name: .text(name), .mtu: .integer(mtu),
                            .isPodNetwork: .flag(PodInterface.isMade(name, bridges: bridges)),
                            .isTunnel: .flag(PodInterface.isTunnel(name)),
                            .overhead: .integer(ifAny: PodInterface.overhead(name)),
                            .isUplink: .flag(uplinks.contains(name)),
                        ], from: .file(path, "\(mtu)")))
            }
            facts.set(NetworkFacts.interfaces, rows, from: Source(folder))
        } catch {
            facts.miss(NetworkFacts.interfaces, error.reason)
        }
    }

    private func isUp(_ name: String, _ host: any Host) async throws(HostError) -> Bool {
        (try await number("/sys/class/net/\(name)/flags", host) ?? 0) & 1 == 1
    }

    /// A whole number, decimal or after 0x hexadecimal; nil where the entry is no interface (bonding_masters), or went away
    /// meanwhile.
    private func number(_ path: String, _ host: any Host) async throws(HostError) -> Int? {
        do throws(HostError) {
            let text = try await host.read(path).trimmed
            return text.hasPrefix("0x") ? Int(text.dropFirst(2), radix: 16) : Int(text)
        } catch {
            switch error {
            case .notThere, .wrongKind: return nil
            default: throw error
            }
        }
    }
}
