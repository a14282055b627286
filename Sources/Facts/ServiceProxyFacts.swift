/// How Services reach their pods on this node: kube-proxy's rules, and the kernel's table of connections.
public enum ServiceProxyFacts {
    public static let mode = FactKey(
        "proxy.mode", .text,
        "kube-proxy's mode, by the rules that it wrote: iptables, ipvs or nftables; nothing without such rules")
    public static let families = FactKey(
        "proxy.families",
        .table([
            Column("family", .text, "IPv4, or IPv6 where pods of this node have such addresses"),
            Column("mode", .text, "kube-proxy's mode, by the rules that it wrote: iptables, ipvs or nftables"),
            Column("masquerades", .flag, "whether connections that kube-proxy marks are masqueraded when they leave"),
        ]), "kube-proxy's rules by family; nothing where it wrote none")
    public static let kinds = FactKey(
        "iptables.kinds",
        .table([
            Column("family", .text, "IPv4 or IPv6"),
            Column("legacy", .integer, "how many rules of Services are in the tables of iptables-legacy"),
            Column("nft", .integer, "how many rules of Services are in the tables of iptables-nft"),
        ]), "the families of which the kernel has both kinds of iptables")
    public static let connections = FactKey(
        "conntrack.connections", .integer, "how many connections the kernel keeps track of (nf_conntrack_count)")
    public static let mostConnections = FactKey(
        "conntrack.mostConnections", .integer, "how many connections the kernel can keep track of (nf_conntrack_max)")
    public static let fill = FactKey("conntrack.fill", .integer, "how full the table of connections is, percent")

    static let all = [mode, families, kinds, connections, mostConnections, fill]
}
