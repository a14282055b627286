/// How Services reach their pods on this node: kube-proxy's rules, and the kernel's table of connections.
public enum ServiceProxyFacts {
    public static let mode = FactKey(
        "proxy.mode", .text, oneOf: .proxyModes,
        "kube-proxy's mode, by the rules that it wrote: iptables, ipvs or nftables; nothing without such rules")

    /// The columns of `families`.
    public enum Family: String, TableColumns {
        case family, mode, masquerades

        public var cell: Cell {
            switch self {
            case .family: .text("IPv4, or IPv6 where pods of this node have such addresses", oneOf: .families)
            case .mode: .text("kube-proxy's mode, by the rules that it wrote: iptables, ipvs or nftables", oneOf: .proxyModes)
            case .masquerades: .flag("whether connections that kube-proxy marks are masqueraded when they leave")
            }
        }
    }

    public static let families = TableKey(
        "proxy.families", Family.self, "kube-proxy's rules by family; nothing where it wrote none")

    /// The columns of `kinds`.
    public enum RuleKind: String, TableColumns {
        case family, legacy, nft

        public var cell: Cell {
            switch self {
            case .family: .text("IPv4 or IPv6", oneOf: .families)
            case .legacy: .integer("how many rules of Services are in the tables of iptables-legacy")
            case .nft: .integer("how many rules of Services are in the tables of iptables-nft")
            }
        }
    }

    public static let kinds = TableKey(
        "iptables.kinds", RuleKind.self, "the families of which the kernel has both kinds of iptables")
    public static let connections = FactKey(
        "conntrack.connections", .integer, "how many connections the kernel keeps track of (nf_conntrack_count)")
    public static let mostConnections = FactKey(
        "conntrack.mostConnections", .integer, "how many connections the kernel can keep track of (nf_conntrack_max)")
    public static let fill = FactKey("conntrack.fill", .integer, "how full the table of connections is, percent")

    static let all = [mode, families, kinds, connections, mostConnections, fill]
}
