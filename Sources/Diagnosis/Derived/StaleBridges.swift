import Addresses
import Facts

/// Bridges that kept the address of an earlier network: the bridge plugin refuses to change it, and no new pod gets a network.
enum StaleBridges {
    static let derivation = Derivation(gives: [CNIFacts.staleBridges]) { facts in
        for key in [CNIFacts.configs, NetworkFacts.routes] {
            if let reason = facts.reason(key) { return facts.miss(CNIFacts.staleBridges, reason) }
        }
        let winner = (facts.rows(CNIFacts.configs) ?? []).first { $0.flag(.isWinner) == true }
        let ranges = (winner?.list(.ranges) ?? []).compactMap { IPRange($0) }
        let networks = (facts.rows(NetworkFacts.routes) ?? []).filter { route in
            route.text(.gateway) == nil && route.text(.interface) == winner?.text(.bridge)
        }
        let rows = networks.compactMap { route -> Row<CNIFacts.StaleBridge>? in
            guard let text = route.text(.destination), let network = IPRange(text), !network.isSingle else { return nil }
            // A family that the configuration gives no addresses of tells nothing.
            let comparable = ranges.filter { $0.isIPv6 == network.isIPv6 }
            guard !comparable.isEmpty, !comparable.contains(where: { $0.overlaps(network) }) else { return nil }
            return Row(
                [
                    .bridge: route[.interface], .network: .text(text),
                    .wanted: .text((winner?.list(.ranges) ?? []).joined(separator: ", ")),
                ], from: route.source)
        }
        facts.set(CNIFacts.staleBridges, rows, from: facts.sources(NetworkFacts.routes))
    }
}
