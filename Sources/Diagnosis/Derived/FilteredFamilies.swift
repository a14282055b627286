import Facts

/// Of which families the pods' bridged packets pass iptables, and the setting by which they do. IPv6 counts where pods of this node
/// have such addresses, and IPv4 where they have not that alone.
enum FilteredFamilies {
    static let derivation = Derivation(gives: [BridgeFacts.filters, BridgeFacts.filteredFamilies]) { facts in
        let families = facts.list(PodAddressFacts.families) ?? []
        var settings: [(String, FactKey, String)] = []
        if families != ["IPv6"] {
            settings.append(("IPv4", SysctlFacts.bridgeCallIptables, "net.bridge.bridge-nf-call-iptables"))
        }
        if families.contains("IPv6") {
            settings.append(("IPv6", SysctlFacts.bridgeCallIp6tables, "net.bridge.bridge-nf-call-ip6tables"))
        }
        let sources = settings.flatMap { facts.sources($0.1) }
        let rows = settings.map { family, key, name in
            let value = facts.reason(key).map { Value.unknown($0) } ?? .integer(ifAny: facts.integer(key))
            return Row<BridgeFacts.Filter>(
                [.family: .text(family), .setting: .text(name), .value: value], from: facts.sources(key).first ?? Source(name))
        }
        facts.set(BridgeFacts.filters, rows, from: sources)
        let filtered = settings.filter { facts.integer($0.1) == 1 }.map(\.0)
        if filtered.isEmpty, let reason = settings.compactMap({ facts.reason($0.1) }).first {
            return facts.miss(BridgeFacts.filteredFamilies, reason)
        }
        let words = filtered.joined(separator: " and ")
        facts.set(BridgeFacts.filteredFamilies, words.isEmpty ? .absent : .text(words), from: sources)
    }
}
