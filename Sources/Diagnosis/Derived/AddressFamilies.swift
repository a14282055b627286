import Addresses
import Facts

/// The address families for which this machine must forward: those of the pods' ranges and of the API server's address.
///
/// kubeadm asks for forwarding in the family of the advertise address only (kubernetes 1.36.2 cmd/kubeadm/app/preflight/checks.go,
/// InitNodeChecks and JoinNodeChecks). A kubelet without a cluster routes for no pod.
enum AddressFamilies {
    static let derivation = Derivation(gives: [NetworkFacts.families]) { facts in
        if facts.flag(KubeletFacts.isStandalone) == true {
            return facts.set(NetworkFacts.families, .list([]), from: facts.sources(KubeletFacts.isStandalone))
        }
        for told in [certain(facts), likely(facts)] where !told.isEmpty {
            let names = Set(told.map { $0.address.isIPv6 ? "IPv6" : "IPv4" }).sorted()
            return facts.set(NetworkFacts.families, .list(names), from: told.map(\.source))
        }
        // Before a cluster is there kubeadm takes the address of the default route's interface, IPv4 where there is one.
        let local = (facts.list(MachineIdentityFacts.localAddresses) ?? []).compactMap { IPAddress($0) }
        let hasOnlyIPv6 = !local.isEmpty && !local.contains { !$0.isIPv6 && $0.description.hasPrefix("127.") == false }
        facts.set(
            NetworkFacts.families, .list([hasOnlyIPv6 ? "IPv6" : "IPv4"]),
            from: facts.sources(MachineIdentityFacts.localAddresses))
    }

    private struct Told {
        var address: IPAddress
        var source: Source
    }

    /// The pods' ranges, and the address that the API server advertises.
    private static func certain(_ facts: FactSet) -> [Told] {
        var told = flag("kube-controller-manager", "cluster-cidr", facts)
        told += addresses(facts.list(NodeStatusFacts.podCIDRs), facts.sources(NodeStatusFacts.podCIDRs))
        if let winner = (facts.rows(CNIFacts.configs) ?? []).first(where: { $0.flag(.isWinner) == true }) {
            told += addresses(winner.list(.ranges), [winner.source])
        }
        // Where nothing tells the pods' ranges, the API server's address alone does not: pods may have both families.
        return told.isEmpty ? [] : told + flag("kube-apiserver", "advertise-address", facts)
    }

    /// What goes with the pods' family: the node's own addresses and that of the cluster's DNS.
    private static func likely(_ facts: FactSet) -> [Told] {
        [KubeletFacts.nodeIPs, KubeletFacts.clusterDNS, NodeStatusFacts.internalIPs].flatMap {
            addresses(facts.list($0), facts.sources($0))
        } + flag("kube-apiserver", "advertise-address", facts)
    }

    private static func flag(_ component: String, _ name: String, _ facts: FactSet) -> [Told] {
        (facts.rows(ManifestFacts.flags) ?? []).filter { $0.text(.component) == component && $0.text(.flag) == name }.flatMap {
            addresses(($0.text(.value) ?? "").split(separator: ",").map(String.init), [$0.source])
        }
    }

    /// Addresses, or ranges by their first address; words such as `ipv4` and names are passed over.
    private static func addresses(_ texts: [String]?, _ sources: [Source]) -> [Told] {
        (texts ?? []).compactMap { text in
            IPAddress(text.prefix { $0 != "/" }).map { Told(address: $0, source: sources.first ?? Source("")) }
        }
    }
}
