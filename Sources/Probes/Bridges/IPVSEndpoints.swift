import Facts
import Hosts

/// Reads the kernel's table of virtual servers and the set by which kube-proxy's mode ipvs masquerades a pod's connection to itself.
enum IPVSEndpoints {
    /// The real servers of /proc/net/ip_vs, as `10.244.0.5:8080`: lines `  -> 0AF40005:1F90      Masq    1 0 0`.
    static func servers(_ text: String) -> [(address: String, port: Int)] {
        text.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard words.count >= 3, words[0] == "->", words[2] == "Masq" else { return nil }
            let parts = words[1].split(separator: ":")
            guard parts.count == 2, parts[0].utf8.count == 8, let address = UInt32(parts[0], radix: 16),
                let port = Int(parts[1], radix: 16)
            else { return nil }
            let bytes = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: address >> UInt32($0)) }
            return (bytes.map(String.init).joined(separator: "."), port)
        }
    }

    /// The members of `ipset save KUBE-LOOP-BACK`, `10.244.0.5,tcp:8080,10.244.0.5`, as `10.244.0.5:8080`.
    static func members(_ text: String) -> Set<String> {
        Set(
            text.split(separator: "\n").compactMap { line in
                let words = line.split(separator: " ")
                guard words.count >= 3, words[0] == "add" else { return nil }
                let parts = words[2].split(separator: ",")
                guard parts.count == 3, parts[0] == parts[2] else { return nil }
                return "\(parts[0]):\(parts[1].split(separator: ":").last ?? "")"
            })
    }

    /// One row an endpoint that is a pod of this node: only those are in the set.
    static func rows(_ servers: [(address: String, port: Int)], _ members: Set<String>, pods: Set<String>, isSetAsked: Bool)
        -> [Row]
    {
        var seen: Set<String> = []
        return servers.filter { pods.contains($0.address) && seen.insert("\($0.address):\($0.port)").inserted }.map { server in
            Row(
                [
                    "chain": .text("KUBE-POSTROUTING"), "address": .text(server.address),
                    "service": .text("that IPVS does not name"),
                    "isMasqueraded": .flag(isSetAsked && members.contains("\(server.address):\(server.port)")),
                    "wanted": .text("the set KUBE-LOOP-BACK"),
                ], from: Source("/proc/net/ip_vs", "\(server.address):\(server.port)"))
        }
    }
}
