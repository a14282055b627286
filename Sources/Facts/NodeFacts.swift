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

    /// Which distribution of Kubernetes runs this machine as a node; absent where kubeadm does, or nobody.
    public static let distribution = FactKey(
        "node.distribution", .text,
        oneOf: .only("k3s", "RKE2", "k0s", "MicroK8s", "kind", "minikube", "Amazon EKS", "Google GKE", "Azure AKS"),
        "the distribution of Kubernetes that runs this node, where it is not kubeadm alone")
    /// k3s and its like run the kubelet and the runtime inside a program of their own; kind, minikube and the clouds run those of kubeadm's kind.
    public static let hasOwnKubelet = FactKey(
        "node.hasOwnKubelet", .flag, "whether that distribution runs kubelet and runtime inside a program of its own")

    static let all = [distribution, hasOwnKubelet, name, role, kubernetesVersion, isJoined, joinedAt, isRoot]
}
