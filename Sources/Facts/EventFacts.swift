/// What the cluster's events say of this node and its pods; the API server keeps events for an hour.
public enum EventFacts {
    /// Asked with an administrator's kubeconfig, for the kubelet's rights do not reach to events.
    public static let warnings = FactKey(
        "events.warnings",
        .table([
            Column("kind", .text, "the kind of the object: Pod, Node"),
            Column("namespace", .text, "the object's namespace"),
            Column("object", .text, "the object's name"),
            Column("reason", .text, "FailedMount, FailedCreatePodSandBox, ImageGCFailed"),
            Column("message", .text, "what happened"),
            Column("count", .integer, "how often"),
            Column("last", .instant, "when last"),
        ]),
        "the warnings among the cluster's events that this node's kubelet sent")

    static let all = [warnings]
}
