import Addresses
import Facts
import Hosts

/// Reads the kernel's table of virtual servers and the set by which kube-proxy's mode ipvs masquerades a pod's connection to
/// itself: for each endpoint of this node `10.244.0.5,tcp:8080,10.244.0.5` (kubernetes 1.36 pkg/proxy/ipvs/proxier.go).
enum IPVSEndpoints {
    /// A real server behind a virtual one.
    struct Server: Equatable {
        var address: String
        /// `tcp:8080`, as ipset writes it.
        var port: String
        /// The address and port of the Service.
        var service: String
    }

    /// The servers of /proc/net/ip_vs that are reached by NAT: `TCP  0A640001:0050 rr`, and under it lines such as
    /// `  -> 0AF40005:1F90      Masq    1 0 0`.
    static func servers(_ text: String) -> [Server] {
        var service: (text: String, transport: String)?
        return text.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard words.count >= 2 else { return nil }
            if words[0] != "->" {
                let isTransport = ["TCP", "UDP", "SCTP"].contains(words[0])
                service = isTransport ? endpoint(words[1]).map { (joined($0), words[0].lowercased()) } : nil
                return nil
            }
            guard words.count >= 3, words[2] == "Masq", let service, let server = endpoint(words[1]) else { return nil }
            return Server(address: server.address, port: "\(service.transport):\(server.port)", service: service.text)
        }
    }

    private static func joined(_ endpoint: (address: String, port: Int)) -> String {
        endpoint.address.contains(":") ? "[\(endpoint.address)]:\(endpoint.port)" : "\(endpoint.address):\(endpoint.port)"
    }

    /// `10.244.0.5` and 8080 of `0AF40005:1F90`, or `fd00::5` and 8080 of `[fd00:0000:…:0005]:1F90` (linux
    /// net/netfilter/ipvs/ip_vs_ctl.c).
    private static func endpoint(_ text: Substring) -> (address: String, port: Int)? {
        if text.hasPrefix("["), let end = text.lastIndex(of: "]") {
            let address = text[text.index(after: text.startIndex)..<end]
            guard let port = Int(text[end...].dropFirst(2), radix: 16) else { return nil }
            return (IPAddress.short(address), port)
        }
        let parts = text.split(separator: ":")
        guard parts.count == 2, parts[0].utf8.count == 8, let address = UInt32(parts[0], radix: 16),
            let port = Int(parts[1], radix: 16)
        else { return nil }
        let bytes = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: address >> UInt32($0)) }
        return (bytes.map(String.init).joined(separator: "."), port)
    }

    /// The members of `ipset save KUBE-LOOP-BACK`, or KUBE-6-LOOP-BACK, that are connections to oneself, as `10.244.0.5,tcp:8080`.
    static func members(_ text: String) -> Set<String> {
        Set(
            text.split(separator: "\n").compactMap { line in
                let words = line.split(separator: " ")
                guard words.count >= 3, words[0] == "add" else { return nil }
                let parts = words[2].split(separator: ",")
                guard parts.count == 3, parts[0] == parts[2] else { return nil }
                return "\(parts[0]),\(parts[1])"
            })
    }

    /// One row an endpoint that is a pod of this node: only those are in the set.
    static func rows(
        _ servers: [Server], _ members: Set<String>, pods: PodNames, isSetAsked: Bool, set: String = "KUBE-LOOP-BACK"
    ) -> [Row<BridgeFacts.Endpoint>] {
        var seen: Set<String> = []
        return servers.filter { pods.isPod($0.address) && seen.insert("\($0.address),\($0.port)").inserted }.map { server in
            let member = "\(server.address),\(server.port)"
            return Row(
                [
                    .chain: .text("KUBE-POSTROUTING"), .address: .text(server.address),
                    .pod: .text(pods.name(server.address)), .service: .text("at \(server.service)"),
                    .isMasqueraded: .flag(isSetAsked && members.contains(member)),
                    .wanted: .text("the set \(set)"),
                ], from: Source("/proc/net/ip_vs", "\(server.service) -> \(member)"))
        }
    }
}
