import Addresses

/// Addresses of pods and Services, and the add-on that carries them.
public struct ClusterNetwork: Sendable, Equatable {
    /// One range, or one of each family; the first is the primary family.
    public var podSubnets = ["10.244.0.0/16"]
    /// Of the same families in the same order.
    public var serviceSubnets = ["10.96.0.0/12"]
    public var dnsDomain = "cluster.local"
    public var addOn = AddOnChoice()

    public init() {}

    /// The network add-on and what it is to do.
    public struct AddOnChoice: Sendable, Equatable {
        /// The add-on's id in the knowledge (`flannel`, `calico`, `cilium` …), or `none`.
        public var name = "flannel"
        /// A version as the add-on tags it; empty takes the one that the knowledge pins.
        public var version = ""
        /// Whether NetworkPolicy must be enforced.
        public var networkPolicy = false
        public var encryption = Encryption.none
        /// Whether the add-on stands in for kube-proxy.
        public var replacesKubeProxy = false

        public init() {}
    }

    public enum Encryption: String, Sendable, CaseIterable, Codable { case none, wireguard, ipsec }
    public enum Family: String, Sendable, CaseIterable, Codable { case ipv4, ipv6 }

    /// The families of the pod ranges that can be read, in their order.
    public var families: [Family] { podSubnets.compactMap { IPRange($0).map { $0.isIPv6 ? .ipv6 : .ipv4 } } }
}
