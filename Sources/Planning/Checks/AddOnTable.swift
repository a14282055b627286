import Facts

/// The network add-ons beside each other, and which of them have what is needed.
public struct AddOnTable: Sendable {
    /// What a cluster may need of its network add-on.
    public enum Need: Int, Sendable, CaseIterable {
        case networkPolicy, encryption, dualStack, ipv6, windows, arm64, hostPort, hairpin, noKubeProxy, kernel

        /// A noun.
        public var title: String {
            switch self {
            case .networkPolicy: "NetworkPolicy"
            case .encryption: "encryption"
            case .dualStack: "dual-stack"
            case .ipv6: "IPv6"
            case .windows: "Windows"
            case .arm64: "arm64"
            case .hostPort: "hostPort"
            case .hairpin: "hairpin"
            case .noKubeProxy: "no kube-proxy"
            case .kernel: "this kernel"
            }
        }

        /// At most seven letters, for a table's head.
        public var short: String {
            switch self {
            case .networkPolicy: "policy"
            case .encryption: "enc"
            case .dualStack: "dual"
            case .ipv6: "IPv6"
            case .windows: "win"
            case .arm64: "arm"
            case .hostPort: "port"
            case .hairpin: "hair"
            case .noKubeProxy: "noproxy"
            case .kernel: "kernel"
            }
        }

        /// What it is, in a sentence.
        public var about: String {
            switch self {
            case .networkPolicy: "NetworkPolicy objects are enforced."
            case .encryption: "Packets between nodes are encrypted, by WireGuard or IPsec."
            case .dualStack: "Pods and Services have an IPv4 and an IPv6 address each."
            case .ipv6: "The cluster may be of IPv6 alone."
            case .windows: "Windows nodes may join."
            case .arm64: "Its images are there for arm64."
            case .hostPort: "A pod's hostPort is opened on its node."
            case .hairpin: "A pod reaches itself through its own Service."
            case .noKubeProxy: "It can stand in for kube-proxy."
            case .kernel: "It runs on the kernel that this machine has now."
            }
        }
    }

    /// Rows that lack one of these are left out.
    public var wanted: Set<Need>
    private let addOns: [AddOn]
    /// The number of this machine's kernel; nil where it was not seen.
    private let kernel: Int?

    /// All add-ons, with what the answers so far need already wanted; `kernel` is this machine's, as a number (`KernelFacts.number`).
    public init(_ addOns: [AddOn], for plan: ClusterPlan, kernel: Int?) {
        self.addOns = addOns
        self.kernel = kernel
        wanted = Set(AddOnNeed.all(plan).map(\.need))
    }

    /// Those that have all that is wanted. The ones that nobody keeps any more stand last, and only while nothing is wanted.
    public var rows: [AddOn] {
        let fitting = addOns.filter { addOn in addOn.isMaintained && wanted.allSatisfy { has(addOn, $0) != false } }
        return wanted.isEmpty ? fitting + addOns.filter { !$0.isMaintained } : fitting
    }

    /// Whether an add-on has something; nil where this machine's kernel was not seen.
    public func has(_ addOn: AddOn, _ need: Need) -> Bool? {
        switch need {
        case .networkPolicy: addOn.networkPolicy
        case .encryption: addOn.wireguard || addOn.ipsec
        case .dualStack: addOn.dualStack
        case .ipv6: addOn.ipv6
        case .windows: addOn.windows
        case .arm64: addOn.architectures.contains("arm64")
        case .hostPort: addOn.hostPort
        case .hairpin: addOn.hairpin
        case .noKubeProxy: addOn.standsInForKubeProxy
        case .kernel: kernel.map { $0 >= (addOn.minimumKernel.flatMap(KernelFacts.number(of:)) ?? 0) }
        }
    }

    /// What stands in the table's cell: `yes`, `-`, and of kernels the oldest that it takes.
    public func cell(_ addOn: AddOn, _ need: Need) -> String {
        guard addOn.isMaintained else { return "" }
        if need == .kernel { return addOn.minimumKernel ?? "any" }
        return has(addOn, need) == true ? "yes" : "-"
    }

    /// What it needs and what kubeadm must be told, in whole sentences.
    public func demands(_ addOn: AddOn) -> [String] {
        guard addOn.isMaintained else { return [] }
        var out: [String] = []
        if !addOn.ports.isEmpty {
            out.append("Nodes must let through between each other: \(addOn.ports.joined(separator: ", ")).")
        }
        out.append(
            addOn.overhead == 0
                ? "It takes nothing of the MTU."
                : "It takes \(addOn.overhead) bytes of the MTU: \(1500 - addOn.overhead) are left to pods on an Ethernet of 1500."
        )
        if addOn.needsNodeRanges {
            out.append("kubeadm must be told the pod range (networking.podSubnet), of which each node gets its share.")
        } else if let own = addOn.defaultPodSubnet {
            out.append("It brings a pod range of its own, \(own); where the plan's differs, its setting is changed.")
        }
        if let own = addOn.ownSubnet { out.append("It takes \(own) for itself besides.") }
        if addOn.alwaysReplacesKubeProxy {
            out.append("kubeadm must leave kube-proxy out (skipPhases: addon/kube-proxy).")
        } else if addOn.replacesKubeProxy {
            out.append("Where it stands in for kube-proxy, kubeadm leaves that out (skipPhases: addon/kube-proxy).")
        }
        return out
    }
}
