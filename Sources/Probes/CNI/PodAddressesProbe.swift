import Addresses
import CRI
import Facts
import Hosts
import Text

/// Looks at the addresses that the plugin host-local keeps as given, one file each, and whose they are.
struct PodAddressesProbe: Probe {
    let name = "pod-addresses"
    let subject = "the pods' addresses"
    let gives: [FactKey] = [PodAddressFacts.leases, PodAddressFacts.families, PodAddressFacts.pools]
    let needs: [FactKey] = [CNIFacts.configs, NetworkFacts.routes, RuntimeFacts.socket, RuntimeFacts.answers]

    private static let folder = "/var/lib/cni/networks"
    /// Files that are read, of all networks.
    private static let most = 2000
    /// A file this young may be of a sandbox that the runtime is still making.
    private static let making = 120

    private struct Lease {
        var address: String
        var network: String
        var sandbox: String
        var modified: Int
        var path: String
    }

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        do throws(HostError) {
            let leases = try await leases(host)
            let sandboxes = await sandboxes(host, known)
            let now = await host.now()
            let rows = leases.map { row($0, sandboxes, now) }
            facts.set(PodAddressFacts.leases, rows, from: Source(Self.folder))
            setFamilies(rows, known, &facts)
            setPools(rows, known, &facts)
        } catch {
            guard error.isAbsence else {
                facts.miss(gives, error.reason)
                return facts
            }
            facts.setAbsent(PodAddressFacts.leases, from: Source(Self.folder, "does not exist"))
            setFamilies([], known, &facts)
            setPools([], known, &facts)
        }
        return facts
    }

    private func setFamilies(_ leases: [Row<PodAddressFacts.Lease>], _ known: FactSet, _ facts: inout FactSet) {
        let ranges = (known.rows(CNIFacts.configs) ?? []).filter { $0.flag(.isWinner) == true }.flatMap {
            $0.list(.ranges)
        }
        let pods = PodNames(leases: leases, routes: known.rows(NetworkFacts.routes))
        let seen = pods.addresses + ranges
        let families = ProxyFamily.allCases.filter { family in seen.contains { family.holds($0) } }.map(\.rawValue)
        facts.set(PodAddressFacts.families, .list(families), from: Source(Self.folder), Source("the CNI configuration"))
    }

    private func leases(_ host: any Host) async throws(HostError) -> [Lease] {
        var found: [Lease] = []
        for network in try await host.list(Self.folder) where network.kind == .directory {
            for entry in try await host.list("\(Self.folder)/\(network.name)") where IPAddress(entry.name) != nil {
                guard found.count < Self.most else {
                    throw HostError.failed(path: Self.folder, because: "it holds more than \(Self.most) addresses")
                }
                let path = "\(Self.folder)/\(network.name)/\(entry.name)"
                guard let content = try await read(path, host) else { continue }
                found.append(
                    Lease(
                        address: entry.name, network: network.name, sandbox: (content.lines.first ?? "").trimmed,
                        modified: content.status.modified, path: path))
            }
        }
        return found
    }

    /// Nil where the address was given back meanwhile.
    private func read(_ path: String, _ host: any Host) async throws(HostError) -> FileContent? {
        do throws(HostError) { return try await host.read(path, limit: 4096) } catch {
            if error.isAbsence { return nil }
            throw error
        }
    }

    private func sandboxes(_ host: any Host, _ known: FactSet) async -> [String: PodSandbox]? {
        guard let socket = known.text(RuntimeFacts.socket), known.flag(RuntimeFacts.answers) == true,
            let answer = try? await host.ask(ListPodSandboxRequest(), at: socket, deadline: .milliseconds(1500))
        else { return nil }
        return Dictionary(answer.items.map { ($0.id, $0) }) { first, _ in first }
    }

    private func row(_ lease: Lease, _ sandboxes: [String: PodSandbox]?, _ now: Int) -> Row<PodAddressFacts.Lease> {
        let sandbox = sandboxes?[lease.sandbox]
        let isLeaked = sandboxes.map { _ in sandbox == nil && now.minus(lease.modified) > Self.making }
        return Row(
            [
                .address: .text(lease.address), .network: .text(lease.network), .sandbox: .text(lease.sandbox),
                .pod: .text(ifAny: sandbox.map { "\($0.metadata.namespace)/\($0.metadata.name)" }),
                .isLeaked: isLeaked.map(Value.flag) ?? .unknown("The runtime did not list its pod sandboxes."),
            ], from: .file(lease.path, line: 1, lease.sandbox, at: Instant(seconds: lease.modified)))
    }

    private func setPools(_ leases: [Row<PodAddressFacts.Lease>], _ known: FactSet, _ facts: inout FactSet) {
        guard let configs = known.rows(CNIFacts.configs) else {
            return facts.miss(
                PodAddressFacts.pools, known.reason(CNIFacts.configs) ?? "The CNI configurations were not read.")
        }
        let winner = configs.first { $0.flag(.isWinner) == true }
        let ranges = winner?.list(.ranges) ?? []
        let sizes = ranges.compactMap(AddressPool.size(ofRange:))
        guard let winner, let network = winner.text(.name), !sizes.isEmpty else {
            return facts.setAbsent(
                PodAddressFacts.pools, from: Source("the CNI configuration", "no range from which host-local gives addresses"))
        }
        let size = sizes.reduce(0, +)
        let given = leases.filter { $0.text(.network) == network && IPAddress($0.text(.address) ?? "")?.isIPv6 == false }
        let leaked = given.contains { $0.flag(.isLeaked) == nil } ? nil : given.count { $0.flag(.isLeaked) == true }
        let row = Row<PodAddressFacts.Pool>(
            [
                .network: .text(network), .ranges: .list(ranges), .size: .integer(size), .used: .integer(given.count),
                .free: .integer(size - given.count), .fill: .integer(given.count * 100 / size),
                .leaked: leaked.map(Value.integer) ?? .unknown("The runtime did not list its pod sandboxes."),
            ], from: Source("\(Self.folder)/\(network)", "\(given.count) addresses given of \(size)"))
        facts.set(PodAddressFacts.pools, [row], from: row.source)
    }
}
