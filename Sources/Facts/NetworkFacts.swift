/// The machine's network interfaces and routes, and how the cluster's ranges fit among them.
public enum NetworkFacts {
    /// The columns of `interfaces`.
    public enum Interface: String, TableColumns {
        case name, mtu, isPodNetwork, isTunnel, overhead, isUplink

        public var cell: Cell {
            switch self {
            case .name: .text("the interface's name")
            case .mtu: .integer("the largest packet that it takes, bytes")
            case .isPodNetwork: .flag("whether the network add-on made it")
            case .isTunnel: .flag("whether the network add-on made it to carry packets to other nodes")
            case .overhead: .integer("the bytes that this tunnel adds to each packet; nothing where that is not known")
            case .isUplink: .flag("whether a default route leaves by it")
            }
        }
    }

    public static let interfaces = TableKey(
        "network.interfaces", Interface.self, "the machine's network interfaces, without those of single pods")

    /// The columns of `routes`.
    public enum Route: String, TableColumns {
        case destination, gateway, interface, isPodNetwork

        public var cell: Cell {
            switch self {
            case .destination: .text("the range that it leads to: 192.168.10.0/24")
            case .gateway: .text("the next machine; nothing where the range is reached directly")
            case .interface: .text("the interface that it leaves by")
            case .isPodNetwork: .flag("whether the network add-on made that interface")
            }
        }
    }

    /// Main table only: /proc/net/route and /proc/net/ipv6_route.
    public static let routes = TableKey("network.routes", Route.self, "the machine's routes")
    public static let hasDefaultRoute = FactKey("network.hasDefaultRoute", .flag, "whether the machine has a default route")

    /// The columns of `overlaps`.
    public enum Overlap: String, TableColumns {
        case what, range, network, interface

        public var cell: Cell {
            switch self {
            case .what: .text("whose range it is: pods or Services", oneOf: .only("pods", "Services"))
            case .range: .text("the cluster's range")
            case .network: .text("the machine's network that it shares addresses with")
            case .interface: .text("the interface of that network")
            }
        }
    }

    /// Derived: see `ClusterRanges`.
    public static let overlaps = TableKey(
        "network.overlaps", Overlap.self, "the machine's networks that share addresses with the cluster's ranges")
    public static let podRange = FactKey("network.podRange", .text, "the range of the cluster's pods")
    public static let serviceRange = FactKey("network.serviceRange", .text, "the range of the cluster's Services")
    public static let rangesCollide = FactKey(
        "network.rangesCollide", .flag, "whether pods and Services have addresses of the same range")
    public static let clusterNameservers = FactKey(
        "network.clusterNameservers", .list, "the node's nameservers that are addresses of Services")

    /// The columns of `mtuMisfits`.
    public enum MTUMisfit: String, TableColumns {
        case inner, innerMTU, outer, outerMTU, overhead, most

        public var cell: Cell {
            switch self {
            case .inner: .text("the interface whose packets are to fit")
            case .innerMTU: .integer("its MTU, bytes")
            case .outer: .text("the interface that carries them")
            case .outerMTU: .integer("its MTU, bytes")
            case .overhead: .integer("the bytes that are added on the way")
            case .most: .integer("the largest MTU that fits, bytes")
            }
        }
    }

    /// Derived: see `MTUFit`.
    public static let mtuMisfits = TableKey(
        "network.mtuMisfits", MTUMisfit.self, "interfaces of the pod network whose packets do not fit into those that carry them")

    /// Derived: see `AddressFamilies`. Empty where the machine runs no pods of a cluster.
    public static let families = FactKey(
        "network.families", .list, oneOf: .families,
        "the address families in which pods and the API server have addresses: IPv4, IPv6")

    static let all = [
        families, interfaces, routes, hasDefaultRoute, overlaps, podRange, serviceRange, rangesCollide, clusterNameservers,
        mtuMisfits,
    ]
}
