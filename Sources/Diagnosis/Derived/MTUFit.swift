import Facts

/// Whether the pods' packets fit into the tunnel that carries them to other nodes, and the tunnel's into the machine's own network.
enum MTUFit {
    static let derivation = Derivation(gives: [NetworkFacts.mtuMisfits]) { facts in
        guard let interfaces = facts.rows(NetworkFacts.interfaces) else {
            return facts.miss(
                NetworkFacts.mtuMisfits, facts.reason(NetworkFacts.interfaces) ?? "The interfaces were not examined.")
        }
        let tunnels = interfaces.filter { $0.flag(.isTunnel) == true }
        let uplink = interfaces.filter { $0.flag(.isUplink) == true }.min { ($0.integer(.mtu) ?? 0) < ($1.integer(.mtu) ?? 0) }
        // A bridge has the smallest MTU of its ports, which is the pods'.
        let bridges = interfaces.filter { $0.flag(.isPodNetwork) == true && $0.text(.name)?.hasPrefix("cni") == true }
        var rows: [Row<NetworkFacts.MTUMisfit>] = []
        for tunnel in tunnels {
            rows += bridges.compactMap { misfit($0, in: tunnel, overhead: 0) }
            if let uplink, let overhead = tunnel.integer(.overhead), let row = misfit(tunnel, in: uplink, overhead: overhead) {
                rows.append(row)
            }
        }
        facts.set(NetworkFacts.mtuMisfits, rows, from: facts.sources(NetworkFacts.interfaces))
    }

    private static func misfit(_ inner: Row<NetworkFacts.Interface>, in outer: Row<NetworkFacts.Interface>, overhead: Int) -> Row<
        NetworkFacts.MTUMisfit
    >? {
        guard let size = inner.integer(.mtu), let room = outer.integer(.mtu), size > room - overhead else { return nil }
        return Row(
            [
                .inner: inner[.name], .innerMTU: .integer(size), .outer: outer[.name], .outerMTU: .integer(room),
                .overhead: .integer(overhead), .most: .integer(room - overhead),
            ], from: inner.source)
    }
}
