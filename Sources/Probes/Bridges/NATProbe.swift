import Facts
import Hosts

/// Looks at kube-proxy's rules and at conntrack: whether a pod that reaches itself through a Service is masqueraded. IPv6 is
/// looked at where pods of this node have such addresses; elsewhere its rules matter to nobody.
struct NATProbe: Probe {
    let name = "nat"
    let subject = "the nat rules of Services"
    let gives =
        [
            BridgeFacts.endpoints, ServiceProxyFacts.mode, ServiceProxyFacts.families, BridgeFacts.selfConnections,
            ServiceProxyFacts.kinds,
        ]
    let needs: [FactKey] = [
        MachineIdentityFacts.localAddresses, PodAddressFacts.leases, PodAddressFacts.families, NetworkFacts.routes,
    ]

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        let pods = PodNames(leases: known.rows(PodAddressFacts.leases), routes: known.rows(NetworkFacts.routes))
        let hasSix = known.list(PodAddressFacts.families)?.contains(ProxyFamily.ipv6.rawValue) == true
        async let connections = SelfConnections.look(at: host, knowing: known, pods: pods, hasIPv6: hasSix)
        async let four = ServiceRules.look(.ipv4, at: host, pods: pods)
        async let six = hasSix ? ServiceRules.look(.ipv6, at: host, pods: pods) : nil
        let looks = [await four, await six].compactMap(\.self)
        let kinds = looks.compactMap(\.kindsRow)
        facts.set(
            ServiceProxyFacts.kinds, kinds,
            from: looks.map { Source($0.family.legacyTables, $0.legacy == nil ? "no table nat" : "a table nat") })
        setRules(looks, &facts)
        facts.merge(await connections)
        return facts
    }

    /// One family that could not be looked at leaves the other's facts as they are, with a row that says why.
    private func setRules(_ looks: [ServiceRules], _ facts: inout FactSet) {
        var endpoints: [Row<BridgeFacts.Endpoint>] = []
        var families: [Row<ServiceProxyFacts.Family>] = []
        var sources: [Source] = []
        var gaps: [Reason] = []
        var mode: String?
        var isEndpointKnown = false
        for look in looks {
            let family = Value.text(look.family.rawValue)
            switch look.found {
            case .success(let found?):
                mode = mode ?? found.mode
                sources += found.sources
                families.append(
                    Row(
                        [.family: family, .mode: .text(found.mode), .masquerades: .flag(found.masquerades)],
                        from: found.sources.first ?? Source("nat")))
                endpoints += found.endpoints
                if let gap = found.gap {
                    endpoints.append(Row([.family: family, .isMasqueraded: .unknown(gap)], from: Self.place))
                } else {
                    isEndpointKnown = true
                }
                if let gap = found.gap { gaps.append(gap) }
            case .success(nil):
                isEndpointKnown = true
                let sought = [look.legacy, look.nft].compactMap(\.self).map { Source($0.command.line) }
                sources += sought
            case .failure(let error):
                gaps.append(error.reason)
                endpoints.append(Row([.family: family, .isMasqueraded: .unknown(error.reason)], from: Self.place))
                families.append(Row([.family: family, .masquerades: .unknown(error.reason)], from: Self.place))
            }
        }
        let isUnknown = families.isEmpty ? !gaps.isEmpty : families.allSatisfy { $0.text(.mode) == nil }
        if isUnknown, let gap = gaps.first {
            return facts.miss([BridgeFacts.endpoints, ServiceProxyFacts.mode, ServiceProxyFacts.families], gap)
        }
        facts.set(ServiceProxyFacts.mode, .text(ifAny: mode), from: sources)
        facts.set(ServiceProxyFacts.families, ifAny: mode == nil ? nil : families, from: sources)
        if !isEndpointKnown, let gap = gaps.first { return facts.miss(BridgeFacts.endpoints, gap) }
        facts.set(BridgeFacts.endpoints, ifAny: mode == nil ? nil : endpoints, from: sources)
    }

    private static let place = Source("nat")
}
