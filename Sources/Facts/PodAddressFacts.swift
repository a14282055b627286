/// The addresses that the plugin host-local has given to pods of this node.
public enum PodAddressFacts {
    /// The columns of `leases`.
    public enum Lease: String, TableColumns {
        case address, network, sandbox, pod, isLeaked

        public var cell: Cell {
            switch self {
            case .address: .text("the address")
            case .network: .text("the network that it is of")
            case .sandbox: .text("the id of the sandbox that it was given to")
            case .pod: .text("the pod of that sandbox: namespace/name")
            case .isLeaked: .flag("whether the runtime has no such sandbox any more")
            }
        }
    }

    public static let leases = TableKey("cni.leases", Lease.self, "the addresses that pods of this node were given")
    public static let families = FactKey(
        "cni.podFamilies", .list, oneOf: .families,
        "the families of the pods' addresses (IPv4, IPv6), by what was given, the CNI configuration and routes to single pods")

    /// The columns of `pools`.
    public enum Pool: String, TableColumns {
        case network, ranges, size, used, free, fill, leaked

        public var cell: Cell {
            switch self {
            case .network: .text("the network")
            case .ranges: .list("the ranges that it gives addresses of")
            case .size: .integer("how many addresses pods can get")
            case .used: .integer("how many are given")
            case .free: .integer("how many are left")
            case .fill: .integer("how full it is, percent")
            case .leaked: .integer("how many belong to sandboxes that are gone")
            }
        }
    }

    public static let pools = TableKey("cni.pools", Pool.self, "the IPv4 addresses of the network that the runtime uses")

    static let all = [leases, families, pools]
}
