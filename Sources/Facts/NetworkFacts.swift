/// The machine's network interfaces and routes, and how the cluster's ranges fit among them.
public enum NetworkFacts {
    public static let interfaces = FactKey(
        "network.interfaces",
        .table([
            Column("name", .text, "the interface's name"),
            Column("mtu", .integer, "the largest packet that it takes, bytes"),
            Column("isPodNetwork", .flag, "whether the network add-on made it"),
            Column("isTunnel", .flag, "whether the network add-on made it to carry packets to other nodes"),
            Column("overhead", .integer, "the bytes that this tunnel adds to each packet; nothing where that is not known"),
            Column("isUplink", .flag, "whether a default route leaves by it"),
        ]), "the machine's network interfaces, without those of single pods")
    /// Main table only: /proc/net/route and /proc/net/ipv6_route.
    public static let routes = FactKey(
        "network.routes",
        .table([
            Column("destination", .text, "the range that it leads to: 192.168.10.0/24"),
            Column("gateway", .text, "the next machine; nothing where the range is reached directly"),
            Column("interface", .text, "the interface that it leaves by"),
            Column("isPodNetwork", .flag, "whether the network add-on made that interface"),
        ]), "the machine's routes")
    public static let hasDefaultRoute = FactKey("network.hasDefaultRoute", .flag, "whether the machine has a default route")

    /// Derived: see `ClusterRanges`.
    public static let overlaps = FactKey(
        "network.overlaps",
        .table([
            Column("what", .text, "whose range it is: pods or Services"),
            Column("range", .text, "the cluster's range"),
            Column("network", .text, "the machine's network that it shares addresses with"),
            Column("interface", .text, "the interface of that network"),
        ]), "the machine's networks that share addresses with the cluster's ranges")
    public static let podRange = FactKey("network.podRange", .text, "the range of the cluster's pods")
    public static let serviceRange = FactKey("network.serviceRange", .text, "the range of the cluster's Services")
    public static let rangesCollide = FactKey(
        "network.rangesCollide", .flag, "whether pods and Services have addresses of the same range")
    public static let clusterNameservers = FactKey(
        "network.clusterNameservers", .list, "the node's nameservers that are addresses of Services")
    /// Derived: see `MTUFit`.
    public static let mtuMisfits = FactKey(
        "network.mtuMisfits",
        .table([
            Column("inner", .text, "the interface whose packets are to fit"), Column("innerMTU", .integer, "its MTU, bytes"),
            Column("outer", .text, "the interface that carries them"), Column("outerMTU", .integer, "its MTU, bytes"),
            Column("overhead", .integer, "the bytes that are added on the way"),
            Column("most", .integer, "the largest MTU that fits, bytes"),
        ]), "interfaces of the pod network whose packets do not fit into those that carry them")

    /// Derived: see `AddressFamilies`. Empty where the machine runs no pods of a cluster.
    public static let families = FactKey(
        "network.families", .list, "the address families in which pods and the API server have addresses: IPv4, IPv6")

    static let all = [
        families, interfaces, routes, hasDefaultRoute, overlaps, podRange, serviceRange, rangesCollide, clusterNameservers,
        mtuMisfits,
    ]
}
