/// Interfaces that network add-ons make, by the names that they give them.
enum PodInterface {
    /// Those that carry packets between nodes, with the bytes that each adds where that does not depend on its settings: VXLAN
    /// over IPv4 50, IP in IP 20 (RFC 7348, RFC 2003), WireGuard 60 (its white paper, over IPv4).
    private static let tunnels: [(prefix: String, overhead: Int?)] = [
        ("flannel.", 50), ("flannel-wg", 60), ("flannel-v6.", 70), ("vxlan.calico", 50), ("vxlan-v6.calico", 70), ("tunl", 20),
        ("wireguard.cali", 60), ("cilium_vxlan", nil), ("cilium_wg", nil), ("genev_sys", nil), ("weave", nil),
        ("vxlan-6784", nil),
        ("antrea-tun", nil), ("ovn-k8s", nil), ("kube-bridge-tun", nil),
    ]
    private static let others = [
        "cni", "veth", "cali", "lxc", "cilium_", "kube-ipvs", "kube-bridge", "kube-dummy", "nodelocaldns", "antrea-", "ovn0",
        "datapath", "vethwe", "nerdctl",
    ]
    /// One a pod: there may be hundreds, and each is like the next.
    private static let single = ["veth", "cali", "lxc"]

    /// - Parameter bridges: the bridges that the CNI configurations name.
    static func isMade(_ name: String, bridges: Set<String>) -> Bool {
        bridges.contains(name) || isTunnel(name) || others.contains { name.hasPrefix($0) }
    }

    static func isTunnel(_ name: String) -> Bool { tunnels.contains { name.hasPrefix($0.prefix) } }

    static func overhead(_ name: String) -> Int? { tunnels.first { name.hasPrefix($0.prefix) }?.overhead }

    static func isOfOnePod(_ name: String) -> Bool { single.contains { name.hasPrefix($0) } }
}
