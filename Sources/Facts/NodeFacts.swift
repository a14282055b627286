/// What kind of node this is: everything else is read in this light.
public enum NodeFacts {
    public static let name = FactKey(
        "node.name", .text, "the node's name as the kubelet would use it (the hostname, or --hostname-override)")
    /// `control-plane`, `etcd`, `worker` or `none`.
    public static let role = FactKey(
        "node.role", .text, oneOf: .only("control-plane", "etcd", "worker", "none"),
        "what the node is for: control-plane, etcd, worker or none")
    public static let kubernetesVersion = FactKey(
        "node.kubernetesVersion", .text, "the version of Kubernetes on this node, from the kubelet")
    /// True from the moment that kubeadm init or join wrote /etc/kubernetes/kubelet.conf.
    public static let isJoined = FactKey(
        "node.isJoined", .flag, "whether the node has been joined to a cluster (it has a kubelet.conf)")
    /// kubeadm init writes the file once more when the API server works; a join writes it when the kubelet has its certificate.
    public static let joinedAt = FactKey("node.joinedAt", .instant, "when the kubelet's kubeconfig was written last")
    public static let isRoot = FactKey("node.isRoot", .flag, "whether drydock looked as root")

    static let all = [name, role, kubernetesVersion, isJoined, joinedAt, isRoot]
}
