/// Where clients and nodes reach the API server: kubeadm's `controlPlaneEndpoint`. It is always a name, also with one machine,
/// because it stands in every certificate and kubeconfig and cannot be given later.
public struct ClusterEndpoint: Sendable, Equatable {
    /// The DNS name. Empty only for a cluster on one machine that shall never get a second control plane.
    public var name = "cluster-endpoint"
    /// The port that clients use. With haproxy on the control planes it must differ from the API server's own.
    public var port = 6443
    public var balancer = Balancer.none
    /// The address that the name stands for: of the balancer, or the one that keepalived or kube-vip moves. Empty where the name
    /// is known to DNS, or is to point at the first control plane.
    public var address = ""
    /// Whether the name goes into /etc/hosts of every machine, where DNS does not know it.
    public var inHostsFile = true
    /// keepalived's virtual_router_id: the same on all of one cluster, its own in the network segment; 1 to 255.
    public var virtualRouterID = 51

    public init() {}

    /// What stands before the API servers.
    public enum Balancer: String, Sendable, CaseIterable, Codable {
        case none
        /// One that somebody else runs.
        case own
        case haproxyKeepalived = "haproxy-keepalived"
        case kubeVIP = "kube-vip"
    }

    /// The API server's own port on each control plane.
    public static let apiServerPort = 6443

    /// `name:port`.
    public var text: String { name.contains(":") ? "[\(name)]:\(port)" : "\(name):\(port)" }
}
