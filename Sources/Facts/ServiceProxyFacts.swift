/// How Services reach their pods on this node: kube-proxy's rules, and the kernel's table of connections.
public enum ServiceProxyFacts {
    public static let mode = FactKey(
        "proxy.mode", .text,
        "kube-proxy's mode, by the rules that it wrote: iptables, ipvs or nftables; nothing without such rules")
    public static let masquerades = FactKey(
        "proxy.masquerades", .flag, "whether connections that kube-proxy marks are masqueraded when they leave")
    public static let legacyServiceRules = FactKey(
        "iptables.legacyServiceRules", .integer, "how many rules of Services are in the tables of iptables-legacy")
    public static let nftServiceRules = FactKey(
        "iptables.nftServiceRules", .integer, "how many rules of Services are in the tables of iptables-nft")
    public static let connections = FactKey(
        "conntrack.connections", .integer, "how many connections the kernel keeps track of (nf_conntrack_count)")
    public static let mostConnections = FactKey(
        "conntrack.mostConnections", .integer, "how many connections the kernel can keep track of (nf_conntrack_max)")
    public static let fill = FactKey("conntrack.fill", .integer, "how full the table of connections is, percent")

    static let all = [mode, masquerades, legacyServiceRules, nftServiceRules, connections, mostConnections, fill]
}
