/// What the cluster's events say of this node and its pods; the API server keeps events for an hour.
public enum EventFacts {
    /// The columns of `warnings`.
    public enum Warning: String, TableColumns {
        case kind, namespace, object, reason, message, count, last

        public var cell: Cell {
            switch self {
            case .kind: .text("the kind of the object: Pod, Node")
            case .namespace: .text("the object's namespace")
            case .object: .text("the object's name")
            case .reason: .text("FailedMount, FailedCreatePodSandBox, ImageGCFailed")
            case .message: .text("what happened")
            case .count: .integer("how often")
            case .last: .instant("when last")
            }
        }
    }

    /// Asked with an administrator's kubeconfig, for the kubelet's rights do not reach to events.
    public static let warnings = TableKey(
        "events.warnings", Warning.self,
        "the warnings among the cluster's events that this node's kubelet sent")

    /// Sent by the controllers, which run on any control-plane node.
    public static let failedCreations = TableKey(
        "events.failedCreations", Warning.self, "the warnings among the cluster's events of pods that could not be created")

    static let all = [warnings, failedCreations]
}
