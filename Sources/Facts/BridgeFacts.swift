/// Linux bridges and their ports, as far as pods hang on them.
public enum BridgeFacts {
    /// The columns of `podPorts`.
    public enum PodPort: String, TableColumns {
        case port, bridge, hairpin, configHairpin, isPromiscuous, pod, address, addresses

        public var cell: Cell {
            switch self {
            case .port: .text("the interface on the host's side of a pod's veth pair")
            case .bridge: .text("the bridge it is a port of")
            case .hairpin: .integer("its hairpin_mode: 1 lets a packet go back out of the port it came in by")
            case .configHairpin: .flag("whether the CNI configuration of that bridge sets hairpin mode")
            case .isPromiscuous: .flag("whether the bridge is promiscuous")
            case .pod: .text("the pod that hangs on it and its address, or that no table of the kernel tells it")
            case .address: .text("that pod's address, of two families the IPv4 one")
            case .addresses: .list("all addresses of that pod")
            }
        }
    }

    public static let podPorts = TableKey(
        "bridge.podPorts", PodPort.self, "the ports of bridges that the CNI configuration makes")

    /// The columns of `hairpinPorts`.
    public enum HairpinPort: String, TableColumns {
        case port, bridge, hairpin, configHairpin, isPromiscuous, pod, address, addresses, services, config

        public var cell: Cell {
            switch self {
            case .port: .text("the interface on the host's side of a pod's veth pair")
            case .bridge: .text("the bridge it is a port of")
            case .hairpin: .integer("its hairpin_mode: 1 lets a packet go back out of the port it came in by")
            case .configHairpin: .flag("whether the CNI configuration of that bridge sets hairpin mode")
            case .isPromiscuous: .flag("whether the bridge is promiscuous")
            case .pod: .text("the pod that hangs on it and its address, or that no table of the kernel tells it")
            case .address: .text("that pod's address, of two families the IPv4 one")
            case .addresses: .list("all addresses of that pod")
            case .services: .text("which Services lead to the pod on it, and how often it has asked itself")
            case .config: .text("whether ports of new pods will be the same")
            }
        }
    }

    /// Derived: see `HairpinPorts`.
    public static let hairpinPorts = TableKey(
        "bridge.hairpinPorts", HairpinPort.self, "the ports of bridges, with the Services that lead to their pods")
    /// Derived: see `HairpinPorts`. A sentence, whatever was seen: it ends a finding's text.
    public static let podsWithoutHairpin = FactKey(
        "bridge.podsWithoutHairpin", .text, "which pods hang on ports that have hairpin mode off now")

    /// The columns of `filters`.
    public enum Filter: String, TableColumns {
        case family, setting, value

        public var cell: Cell {
            switch self {
            case .family: .text("IPv4, or IPv6 where pods of this node have such addresses", oneOf: .families)
            case .setting: .text("the sysctl by which bridged packets of that family pass iptables")
            case .value: .integer("its value; nothing where the module br_netfilter is not loaded")
            }
        }
    }

    /// Derived: see `FilteredFamilies`.
    public static let filters = TableKey(
        "bridge.filters", Filter.self, "whether the pods' bridged packets pass iptables, by family")
    /// Derived: see `FilteredFamilies`.
    public static let filteredFamilies = FactKey(
        "bridge.filteredFamilies", .text, oneOf: .only("IPv4", "IPv6", "IPv4 and IPv6"),
        "the families of which the pods' bridged packets pass iptables: IPv4, IPv6, or IPv4 and IPv6; nothing where none does")

    /// The columns of `endpoints`.
    public enum Endpoint: String, TableColumns {
        case family, chain, address, pod, service, isMasqueraded, tries, wanted

        public var cell: Cell {
            switch self {
            case .family: .text("IPv4 or IPv6", oneOf: .families)
            case .chain: .text("the chain of the endpoint, or the one that masquerades it")
            case .address: .text("the endpoint's address")
            case .pod: .text("the pod of that address, as far as this node tells it")
            case .service: .text("the Service, from kube-proxy's comment or its address")
            case .isMasqueraded: .flag("whether the endpoint's own connections are masqueraded")
            case .tries: .integer("how many of its own connections the rule has counted; nothing without a counter")
            case .wanted: .text("by what they are to be marked or masqueraded")
            }
        }
    }

    public static let endpoints = TableKey("nat.endpoints", Endpoint.self, "the Service endpoints in kube-proxy's rules")

    /// The columns of `selfConnections`.
    public enum SelfConnection: String, TableColumns {
        case address, pod, family, asked, count

        public var cell: Cell {
            switch self {
            case .address: .text("the address that asked")
            case .pod: .text("the pod of that address")
            case .family: .text("IPv4 or IPv6", oneOf: .families)
            case .asked: .text("the address and port that it asked")
            case .count: .integer("how many such connections wait for an answer")
            }
        }
    }

    public static let selfConnections = TableKey(
        "conntrack.selfConnections", SelfConnection.self,
        "unreplied connections whose answer would come from the very pod that asked")

    static let all = [podPorts, hairpinPorts, podsWithoutHairpin, filters, filteredFamilies, endpoints, selfConnections]
}
