import Addresses
import Facts

/// How the ranges of pods and Services fit: among the machine's own networks, with each other, and with its nameservers.
///
/// Only networks that the machine is part of count. A route through another machine that encloses a range is usual in a company's
/// network, and one within the pods' range is often the add-on's own way to another node.
enum ClusterRanges {
    static let derivation = Derivation(gives: [
        NetworkFacts.overlaps, NetworkFacts.podRange, NetworkFacts.serviceRange, NetworkFacts.rangesCollide,
        NetworkFacts.clusterNameservers,
    ]) { facts in
        guard let flags = facts.rows(ManifestFacts.flags) else {
            return facts.miss(
                [
                    NetworkFacts.overlaps, NetworkFacts.podRange, NetworkFacts.serviceRange, NetworkFacts.rangesCollide,
                    NetworkFacts.clusterNameservers,
                ], facts.reason(ManifestFacts.flags) ?? "The manifests were not read.")
        }
        let pods = podRanges(flags, facts)
        let services = named(flags, "kube-apiserver", "service-cluster-ip-range")
        setRange(NetworkFacts.podRange, pods, &facts)
        setRange(NetworkFacts.serviceRange, services, &facts)
        let isBoth = !pods.isEmpty && !services.isEmpty
        let collides = pods.contains { pod in services.contains { $0.range.overlaps(pod.range) } }
        facts.set(
            NetworkFacts.rangesCollide, isBoth ? .flag(collides) : .absent, from: (pods + services).map(\.source))
        setOverlaps(pods.map { ("pods", $0) } + services.map { ("Services", $0) }, &facts)
        setNameservers(services, &facts)
    }

    private struct Named {
        var text: String
        var range: IPRange
        var source: Source
    }

    private static func named(_ flags: [Row<ManifestFacts.Flag>], _ component: String, _ flag: String) -> [Named] {
        guard let row = flags.first(where: { $0.text(.component) == component && $0.text(.flag) == flag }) else { return [] }
        return (row.text(.value) ?? "").split(separator: ",").compactMap { text in
            IPRange(text).map { Named(text: String(text), range: $0, source: row.source) }
        }
    }

    /// The whole cluster's where kubeadm gave it one; else what this node's bridge gives to its pods. Without
    /// --allocate-node-cidrs pods may have addresses of the machine's own network on purpose, as in some clouds.
    private static func podRanges(_ flags: [Row<ManifestFacts.Flag>], _ facts: FactSet) -> [Named] {
        let allocates = flags.contains {
            $0.text(.component) == "kube-controller-manager" && $0.text(.flag) == "allocate-node-cidrs"
                && $0.text(.value) == "true"
        }
        let cluster = allocates ? named(flags, "kube-controller-manager", "cluster-cidr") : []
        guard cluster.isEmpty else { return cluster }
        let winner = (facts.rows(CNIFacts.configs) ?? []).first { $0.flag(.isWinner) == true && $0.text(.bridge) != nil }
        return (winner?.list(.ranges) ?? []).compactMap { text in
            IPRange(text).map { Named(text: text, range: $0, source: winner?.source ?? Source("")) }
        }
    }

    private static func setRange(_ key: FactKey, _ ranges: [Named], _ facts: inout FactSet) {
        facts.set(
            key, ranges.isEmpty ? .absent : .text(ranges.map(\.text).joined(separator: ",")),
            from: ranges.first.map { [$0.source] } ?? [])
    }

    private static func setOverlaps(_ ranges: [(what: String, named: Named)], _ facts: inout FactSet) {
        guard let routes = facts.rows(NetworkFacts.routes) else {
            return facts.miss(NetworkFacts.overlaps, facts.reason(NetworkFacts.routes) ?? "The routes were not read.")
        }
        var rows: [Row<NetworkFacts.Overlap>] = []
        for route in routes where route.flag(.isPodNetwork) != true && route.text(.gateway) == nil {
            guard let text = route.text(.destination), let network = IPRange(text), network.length > 0, !network.isSingle else {
                continue
            }
            for (what, named) in ranges where named.range.overlaps(network) {
                rows.append(
                    Row(
                        [
                            .what: .text(what), .range: .text(named.text), .network: .text(text),
                            .interface: route[.interface],
                        ], from: route.source))
            }
        }
        facts.set(NetworkFacts.overlaps, rows, from: facts.sources(NetworkFacts.routes))
    }

    private static func setNameservers(_ services: [Named], _ facts: inout FactSet) {
        guard case .known = facts[DNSFacts.nameservers] else {
            return facts.miss(
                NetworkFacts.clusterNameservers, facts.reason(DNSFacts.nameservers) ?? "The nameservers were not read.")
        }
        let cluster = Set(facts.list(KubeletFacts.clusterDNS) ?? [])
        let found = (facts.list(DNSFacts.nameservers) ?? []).filter { server in
            guard let address = IPAddress(server) else { return false }
            return cluster.contains(server) || services.contains { $0.range.contains(address) }
        }
        facts.set(
            NetworkFacts.clusterNameservers, found.isEmpty ? .absent : .list(found), from: facts.sources(DNSFacts.nameservers))
    }
}
