/// What the cluster says of this node: its Node object, read with the kubelet's own credentials.
public enum NodeStatusFacts {
    public static let isRegistered = FactKey("node.isRegistered", .flag, "whether the cluster has a Node of this name")
    public static let isReady = FactKey("node.isReady", .flag, "whether the cluster calls this node Ready")
    /// `True`, `False` or `Unknown`.
    public static let ready = FactKey(
        "node.ready", .text, oneOf: .known("True", "False", "Unknown"),
        "the status of the node's condition Ready: True, False or Unknown")
    public static let readyReason = FactKey("node.readyReason", .text, "the reason of the node's condition Ready")
    public static let readyMessage = FactKey("node.readyMessage", .text, "the message of the node's condition Ready")
    public static let readySince = FactKey("node.readySince", .instant, "when the node's condition Ready changed last")
    public static let pressures = FactKey(
        "node.pressures", .list, oneOf: .known("MemoryPressure", "DiskPressure", "PIDPressure", "NetworkUnavailable"),
        "the conditions of pressure that the node reports")
    public static let isUnschedulable = FactKey("node.isUnschedulable", .flag, "whether the node is cordoned")
    public static let taints = FactKey("node.taints", .list, "the node's taints as key=value:effect")
    public static let labels = FactKey("node.labels", .list, "the node's labels as key=value")
    public static let podCIDRs = FactKey("node.podCIDRs", .list, "the pod networks that the cluster gave to this node")
    public static let internalIPs = FactKey("node.internalIPs", .list, "the internal addresses that the node reports")

    static let all: [FactKey] = [
        isRegistered, isReady, ready, readyReason, readyMessage, readySince, pressures, isUnschedulable, taints, labels, podCIDRs,
        internalIPs,
    ]
}
