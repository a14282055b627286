/// The addresses that the plugin host-local has given to pods of this node.
public enum PodAddressFacts {
    public static let leases = FactKey(
        "cni.leases",
        .table([
            Column("address", .text, "the address"), Column("network", .text, "the network that it is of"),
            Column("sandbox", .text, "the id of the sandbox that it was given to"),
            Column("pod", .text, "the pod of that sandbox: namespace/name"),
            Column("isLeaked", .flag, "whether the runtime has no such sandbox any more"),
        ]), "the addresses that pods of this node were given")
    public static let families = FactKey(
        "cni.podFamilies", .list,
        "the families of the pods' addresses (IPv4, IPv6), by what was given, the CNI configuration and routes to single pods")
    public static let pools = FactKey(
        "cni.pools",
        .table([
            Column("network", .text, "the network"), Column("ranges", .list, "the ranges that it gives addresses of"),
            Column("size", .integer, "how many addresses pods can get"), Column("used", .integer, "how many are given"),
            Column("free", .integer, "how many are left"), Column("fill", .integer, "how full it is, percent"),
            Column("leaked", .integer, "how many belong to sandboxes that are gone"),
        ]), "the IPv4 addresses of the network that the runtime uses")

    static let all = [leases, families, pools]
}
