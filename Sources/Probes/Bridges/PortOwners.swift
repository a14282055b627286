import Facts
import Hosts

/// Which pod hangs on a port of a bridge. The kernel does not keep that; the bridge's table of hardware addresses, the machine's
/// table of neighbours and host-local's files together tell it of pods that have sent a packet lately.
struct PortOwners {
    /// Hardware address to port, of `bridge fdb show br cni0`.
    var ports: [String: String] = [:]
    /// Hardware address to IP address, of /proc/net/arp.
    var addresses: [String: String] = [:]
    /// IP address to pod.
    var pods: [String: String] = [:]

    static func look(at bridge: String, _ host: any Host, leases: [Row]) async -> PortOwners {
        var owners = PortOwners()
        let command = Command("bridge", ["fdb", "show", "br", bridge], deadline: .seconds(1), limit: 1 << 20)
        if let output = try? await host.run(command), output.succeeded { owners.ports = learned(output.text, on: bridge) }
        let neighbours = await SmallFile.read("/proc/net/arp", at: host).text ?? ""
        owners.addresses = resolved(neighbours, on: bridge)
        for lease in leases {
            if let address = lease.text("address"), let pod = lease.text("pod") { owners.pods[address] = pod }
        }
        return owners
    }

    /// `hairpin/web-a at 10.244.0.81`; a phrase where no table tells it.
    func pod(on port: String) -> String {
        let found = ports.filter { $0.value == port }.compactMap { addresses[$0.key] }.sorted().first
        guard let address = found else { return "a pod that the bridge has not heard of lately" }
        return pods[address].map { "\($0) at \(address)" } ?? "the pod at \(address)"
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
    static func resolved(_ text: String, on bridge: String) -> [String: String] {
        var found: [String: String] = [:]
        for line in text.split(separator: "\n").dropFirst() {
            let words = line.split(separator: " ")
            guard words.count >= 6, words[5] == bridge[...], words[3] != "00:00:00:00:00:00" else { continue }
            found[String(words[3])] = String(words[0])
        }
        return found
    }
}
