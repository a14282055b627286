import Facts
import Hosts

/// Looks at how full the kernel's table of connections is.
struct ConntrackProbe: Probe {
    let name = "conntrack"
    let subject = "the table of connections"
    let needs: [FactKey] = []
    let gives: [FactKey] = [ServiceProxyFacts.connections, ServiceProxyFacts.mostConnections, ServiceProxyFacts.fill]

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        let folder = "/proc/sys/net/netfilter"
        for (key, name) in [
            (ServiceProxyFacts.connections, "nf_conntrack_count"), (ServiceProxyFacts.mostConnections, "nf_conntrack_max"),
        ] {
            let path = "\(folder)/\(name)"
            facts.set(key, of: await .read(path, limit: 64, at: host), at: path) { Int($0).map(Value.integer) }
        }
        let sources = facts.sources(ServiceProxyFacts.connections) + facts.sources(ServiceProxyFacts.mostConnections)
        if let reason = facts.reason(ServiceProxyFacts.connections) ?? facts.reason(ServiceProxyFacts.mostConnections) {
            facts.miss(ServiceProxyFacts.fill, reason)
        } else if let count = facts.integer(ServiceProxyFacts.connections),
            let most = facts.integer(ServiceProxyFacts.mostConnections), most > 0
        {
            facts.set(ServiceProxyFacts.fill, .integer(count.times(100) / most), from: sources)
        } else {
            facts.set(ServiceProxyFacts.fill, .absent, from: sources)
        }
        return facts
    }
}
