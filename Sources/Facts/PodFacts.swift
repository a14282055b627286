/// Pods and their containers on this node: by the runtime, which answers also where the API server does not, and by the API.
public enum PodFacts {
    private static let containerColumns = [
        Column("namespace", .text, "the pod's namespace"),
        Column("pod", .text, "the pod's name"),
        Column("name", .text, "the container's name"),
        Column("id", .text, "the newest container's id"),
        Column("state", .text, "the newest container's state: created, running, exited or unknown"),
        Column("restarts", .integer, "how often it was started again"),
        Column(
            "isSystem", .flag, "whether the pod is one of the cluster's own parts: kube-system or the network add-on's namespace"),
        Column("isPodReady", .flag, "whether the pod's sandbox is up"),
        Column(
            "isFollowed", .flag,
            "whether the pod started another container after this one's end, as it does after an init container"),
        Column("madeAt", .instant, "when the newest container was made"),
        Column(
            "isRemade", .flag,
            "whether the newest container lies in another sandbox than the one that ended last: the pod was made anew"),
        Column("exitCode", .integer, "the exit code of its last end"),
        Column(
            "reason", .text,
            "the runtime's reason of its last end: Completed, Error, OOMKilled, StartError, ContainerCannotRun, Unknown"),
        Column("message", .text, "the runtime's message about its last end"),
        Column("startedAt", .instant, "when the run that ended last began"),
        Column("finishedAt", .instant, "when it last ended"),
        Column("image", .text, "its image"),
        Column("memoryLimit", .integer, "its memory limit, bytes"),
        Column("logPath", .text, "the log of the run that ended last"),
        Column("lastLine", .text, "what the run that ended last wrote before: its last fatal or error entry, else its last line"),
        Column("isOtherFormat", .flag, "whether that line or the message is the kernel's exec format error"),
    ]
    /// One row a container of a pod, with its last end where it has ended. CRI ListContainers and ContainerStatus.
    public static let containers = FactKey("pods.containers", .table(containerColumns), "the containers that the runtime keeps")
    /// Derived: those of `containers` that are started again and again.
    public static let crashLoops = FactKey(
        "pods.crashLoops", .table(containerColumns), "the containers that end and are started again and again")
    /// Derived: those of `containers` that ended more than once and have stayed up since.
    public static let recovered = FactKey(
        "pods.recovered", .table(containerColumns), "the containers that ended more than once and stay up again")
    /// By the API: one row a container that waits, and one a pod that failed as a whole.
    public static let waiting = FactKey(
        "pods.waiting",
        .table([
            Column("namespace", .text, "the pod's namespace"),
            Column("pod", .text, "the pod's name"),
            Column("name", .text, "the container's name; absent for a whole pod"),
            Column("reason", .text, "why it waits or failed: ImagePullBackOff, CreateContainerConfigError, Evicted"),
            Column("message", .text, "the kubelet's message about it"),
            Column("image", .text, "the container's image"),
        ]),
        "the pods and containers of this node that wait or have failed, by the API server")

    private static let pendingColumns = [
        Column("namespace", .text, "the pod's namespace"),
        Column("pod", .text, "the pod's name"),
        Column("since", .instant, "since when it waits"),
        Column("reason", .text, "why, in a word: Unschedulable, FailedMount; absent where nobody has said"),
        Column("message", .text, "what the scheduler or the kubelet says of it"),
    ]
    /// By the API: the pods of this node none of whose containers was made yet.
    public static let starting = FactKey(
        "pods.starting", .table(pendingColumns), "the pods of this node whose containers are being made")
    /// Derived: those of `starting` that wait for longer than making takes, with the newest warning about each.
    public static let heldBack = FactKey(
        "pods.heldBack", .table(pendingColumns), "the pods of this node whose containers cannot be made")
    /// By the API, asked with an administrator's kubeconfig: the pods of the cluster that no node was chosen for.
    public static let unscheduled = FactKey(
        "pods.unscheduled",
        .table(
            pendingColumns + [
                Column("wants", .list, "the node labels that it asks for, as key=value"),
                Column("wantsThisNode", .flag, "whether it asks for labels, and this node has them all"),
            ]), "the cluster's pods that no node was chosen for")

    /// Derived: see `ProbeKills`.
    public static let probeKills = FactKey(
        "pods.probeKills",
        .table([
            Column("namespace", .text, "the pod's namespace"),
            Column("pod", .text, "the pod's name"),
            Column("name", .text, "the container's name"),
            Column("restarts", .integer, "how often it was started again"),
            Column("isSystem", .flag, "whether the pod is one of the cluster's own parts"),
            Column("exitCode", .integer, "the exit code of its last end"),
            Column("message", .text, "what the kubelet says of the probe"),
        ]), "the containers that the kubelet ends because a probe of theirs fails")

    static let all = [probeKills, containers, crashLoops, recovered, waiting, starting, heldBack, unscheduled]
}
