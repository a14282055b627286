/// The kubeadm program on this machine.
public enum KubeadmFacts {
    public static let version = FactKey("kubeadm.version", .text, "the version of kubeadm")
    public static let minor = FactKey("kubeadm.minor", .integer, "the minor version of kubeadm, 36 for v1.36.2")
    /// Files of a former cluster that make kubeadm init or join stop, on a node without a kubelet.conf.
    public static let leftovers = FactKey("kubeadm.leftovers", .list, "what a former cluster left on this node")

    static let all = [version, minor, leftovers]
}
