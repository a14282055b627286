/// The kubeadm program on this machine.
public enum KubeadmFacts {
    public static let version = FactKey("kubeadm.version", .text, "the version of kubeadm")
    public static let minor = FactKey("kubeadm.minor", .integer, "the minor version of kubeadm, 36 for v1.36.2")
    /// Files of a former cluster that make kubeadm init or join stop, on a node without a kubelet.conf.
    public static let leftovers = FactKey("kubeadm.leftovers", .list, "what a former cluster left on this node")

    /// The subcommand of a kubeadm that runs at the look; its arguments may hold a token and are not kept.
    public static let running = FactKey(
        "kubeadm.running", .text, oneOf: .only("init", "join", "upgrade", "reset"),
        "what a running kubeadm does: init, join, upgrade or reset; absent where none runs")
    public static let runningSeconds = FactKey("kubeadm.runningSeconds", .integer, "since how many seconds that kubeadm runs")

    static let all = [version, minor, leftovers, running, runningSeconds]
}
