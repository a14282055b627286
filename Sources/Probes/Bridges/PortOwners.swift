import Addresses
import Facts
import Hosts
import Text

/// Which pod hangs on a port of a bridge. The other end of a pod's veth is the eth0 in the pod, whose iflink is the port's index;
/// where no process shows that, the bridge's table of hardware addresses and the machine's table of neighbours tell it of pods
/// that have sent a packet lately.
struct PortOwners {
    /// Port to addresses, by the index that the pod's interface names.
    var peers: [String: [String]] = [:]
    /// Hardware address to port, of `bridge fdb show br cni0`.
    var ports: [String: String] = [:]
    /// Hardware address to IP addresses, of /proc/net/arp and `ip -6 neigh show dev cni0`.
    var addresses: [String: [String]] = [:]
    /// Address to pod.
    var pods = PodNames(leases: nil, routes: nil)

    /// More pods than the kubelet's own limit of 110 are not asked one by one.
    private static let most = 250

    /// - Parameter ports: the bridge's ports.
    static func look(at bridge: String, ports: [String], _ host: any Host, leases: [Row<PodAddressFacts.Lease>], hasIPv6: Bool)
        async -> PortOwners
    {
        var owners = PortOwners(pods: PodNames(leases: leases, routes: nil))
        owners.peers = await peers(of: ports, host, leases: leases)
        guard ports.contains(where: { owners.peers[$0] == nil }) else { return owners }
        let command = Command("bridge", ["fdb", "show", "br", bridge], deadline: .seconds(1), limit: 1 << 20)
        if let output = try? await host.run(command), output.succeeded { owners.ports = learned(output.text, on: bridge) }
        let neighbours = await SmallFile.read("/proc/net/arp", at: host).text ?? ""
        owners.addresses = resolved(neighbours, on: bridge)
        guard hasIPv6 else { return owners }
        let six = Command("ip", ["-6", "neigh", "show", "dev", bridge], deadline: .seconds(1), limit: 1 << 20)
        if let output = try? await host.run(six), output.succeeded {
            owners.addresses.merge(resolved6(output.text)) { $0 + $1 }
        }
        return owners
    }

    /// The addresses of the pod on a port, IPv4 before IPv6; none where no table tells them.
    func addresses(on port: String) -> [String] {
        let found = peers[port] ?? ports.filter { $0.value == port }.map(\.key).sorted().flatMap { addresses[$0] ?? [] }
        let sorted = Set(found).compactMap { IPAddress($0) }.sorted()
        // One of each family: the bridge may have heard of more than one pod on a port lately.
        return [sorted.first { !$0.isIPv6 }, sorted.first(where: \.isIPv6)].compactMap { $0?.description }
    }

    /// `hairpin/web-a at 10.244.0.81`; a phrase where no table tells it.
    func pod(on port: String) -> String {
        let addresses = addresses(on: port)
        return addresses.isEmpty ? "a pod that the bridge has not heard of lately" : pods.name(addresses)
    }

    /// By the first process of each sandbox, whose number containerd writes down, and the interfaces that it sees.
    private static func peers(of ports: [String], _ host: any Host, leases: [Row<PodAddressFacts.Lease>]) async -> [String:
        [String]]
    {
        guard leases.count <= most else { return [:] }
        var names: [String: String] = [:]
        for port in ports {
            if let index = await SmallFile.read("/sys/class/net/\(port)/ifindex", limit: 32, at: host).text {
                names[index.trimmed] = port
            }
        }
        var found: [String: [String]] = [:]
        for lease in leases {
            guard let sandbox = lease.text(.sandbox), !sandbox.isEmpty, !sandbox.contains("/"),
                let address = lease.text(.address), let pid = await firstProcess(of: sandbox, host),
                let link = await SmallFile.read("/proc/\(pid)/root/sys/class/net/eth0/iflink", limit: 32, at: host).text,
                let port = names[link.trimmed]
            else { continue }
            found[port, default: []].append(address)
        }
        return found
    }

    private static func firstProcess(of sandbox: String, _ host: any Host) async -> Int? {
        let path = "/run/containerd/io.containerd.runtime.v2.task/k8s.io/\(sandbox)/init.pid"
        return await SmallFile.read(path, limit: 32, at: host).text.flatMap { Int($0.trimmed) }
    }

    /// Lines such as `76:51:d1:90:ca:7c dev veth22002b2e master cni0`; the bridge's own and permanent ones are no pod's.
    static func learned(_ text: String, on bridge: String) -> [String: String] {
        var found: [String: String] = [:]
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count >= 5, words[1] == "dev", let at = words.firstIndex(of: "master"), at + 1 < words.count,
                words[at + 1] == bridge[...], !words.contains("permanent")
            else { continue }
            found[String(words[0])] = String(words[2])
        }
        return found
    }

    /// Lines such as `10.244.0.81 0x1 0x2 76:51:d1:90:ca:7c * cni0`.
    static func resolved(_ text: String, on bridge: String) -> [String: [String]] {
        var found: [String: [String]] = [:]
        for line in text.split(separator: "\n").dropFirst() {
            let words = line.split(separator: " ")
            guard words.count >= 6, words[5] == bridge[...], words[3] != "00:00:00:00:00:00" else { continue }
            found[String(words[3]), default: []].append(String(words[0]))
        }
        return found
    }

    /// Lines such as `fd00:10:244::51 lladdr 76:51:d1:90:ca:7c REACHABLE`; link-local addresses are no pod's own.
    static func resolved6(_ text: String) -> [String: [String]] {
        var found: [String: [String]] = [:]
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count >= 4, words[0].contains(":"), !words[0].lowercased().hasPrefix("fe80:"),
                let at = words.firstIndex(of: "lladdr"), at + 1 < words.count
            else { continue }
            found[String(words[at + 1]), default: []].append(IPAddress.short(words[0]))
        }
        return found
    }
}
