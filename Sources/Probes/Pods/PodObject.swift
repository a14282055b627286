import Facts
import YAML

/// A pod as the API tells it.
enum PodObject {
    /// A row for the pod where it failed as a whole, and one for each container that waits for more than its turn.
    static func waiting(_ pod: YAMLNode) -> [Row<PodFacts.Waiting>] {
        let namespace = pod["metadata"]["namespace"]?.text ?? ""
        let name = pod["metadata"]["name"]?.text ?? ""
        let source = Source("GET /api/v1/namespaces/\(namespace)/pods/\(name)")
        let since = pod["status"]["startTime"]?.text.flatMap { Instant(rfc3339: $0) }
        func row(_ container: String?, _ reason: String, _ message: String?, _ image: String?) -> Row<PodFacts.Waiting> {
            let words = message.map { String($0.prefix(600)) }
            return Row(
                [
                    .namespace: .text(namespace), .pod: .text(name), .name: .text(ifAny: container), .reason: .text(reason),
                    .message: .text(ifAny: words), .image: .text(ifAny: image), .since: .instant(ifAny: since),
                ], from: Source(source.origin, "\(reason)\(words.map { ": \($0.prefix(250))" } ?? "")"))
        }
        var rows: [Row<PodFacts.Waiting>] = []
        if pod["status"]["phase"]?.text == "Failed", let reason = pod["status"]["reason"]?.text {
            rows.append(row(nil, reason, pod["status"]["message"]?.text, nil))
        }
        for list in ["initContainerStatuses", "containerStatuses"] {
            for status in pod["status"][list]?.array ?? [] {
                guard let reason = status["state"]["waiting"]["reason"]?.text else { continue }
                if ["ContainerCreating", "PodInitializing"].contains(reason) { continue }
                rows.append(row(status["name"]?.text, reason, status["state"]["waiting"]["message"]?.text, status["image"]?.text))
            }
        }
        return rows
    }

    private static let making: Set = ["ContainerCreating", "PodInitializing"]

    /// A row where no container of the pod was made yet, and the pod is not being deleted.
    static func starting(_ pod: YAMLNode) -> Row<PodFacts.Pending>? {
        let status = pod["status"]
        guard status["phase"]?.text == "Pending", pod["metadata"]["deletionTimestamp"]?.text == nil,
            let since = status["startTime"]?.text.flatMap({ Instant(rfc3339: $0) })
        else { return nil }
        let containers = ["initContainerStatuses", "containerStatuses"].flatMap { status[$0]?.array ?? [] }
        let isMaking = containers.allSatisfy { making.contains($0["state"]["waiting"]["reason"]?.text ?? "") }
        guard isMaking, !containers.isEmpty else { return nil }
        return pending(pod, since, nil, nil)
    }

    /// A row where somebody deleted the pod. The API server sets its time so that it has all the time to end that it may take.
    static func leaving(_ pod: YAMLNode) -> Row<PodFacts.Leaving>? {
        let meta = pod["metadata"]
        guard let since = meta["deletionTimestamp"]?.text.flatMap({ Instant(rfc3339: $0) }) else { return nil }
        let states = (pod["status"]["containerStatuses"]?.array ?? []).map { $0["state"] }
        let (namespace, name) = (meta["namespace"]?.text ?? "", meta["name"]?.text ?? "")
        let finalizers = (meta["finalizers"]?.array ?? []).compactMap(\.text)
        return Row(
            [
                .namespace: .text(namespace), .pod: .text(name), .since: .instant(since),
                .finalizers: finalizers.isEmpty ? .absent : .list(finalizers),
                .isRunning: .flag(states.contains { $0["running"] != nil }),
            ],
            from: Source("GET /api/v1/namespaces/\(namespace)/pods/\(name)", "deletionTimestamp: \(since)", at: since))
    }

    /// A row for a pod that the scheduler has not put on a node, unless it is held back on purpose by a scheduling gate.
    ///
    /// - Parameter labels: this node's, as key=value; nil where they are not known.
    static func unscheduled(_ pod: YAMLNode, labels: [String]? = nil) -> Row<PodFacts.Unscheduled>? {
        guard pod["spec"]["nodeName"]?.text == nil, pod["metadata"]["deletionTimestamp"]?.text == nil,
            pod["status"]["phase"]?.text == "Pending",
            let since = pod["metadata"]["creationTimestamp"]?.text.flatMap({ Instant(rfc3339: $0) })
        else { return nil }
        let scheduled = pod["status"]["conditions"]?.array?.first { $0["type"]?.text == "PodScheduled" }
        guard scheduled["reason"]?.text != "SchedulingGated" else { return nil }
        var row = Row<PodFacts.Unscheduled>(
            sharing: pending(pod, since, scheduled["reason"]?.text, scheduled["message"]?.text))
        let wishes = NodeWishes(pod["spec"])
        row[.wants] = .list(wishes.labels)
        row[.wantsThisNode] = .flag(ifAny: labels.flatMap(wishes.areMet))
        return row
    }

    private static func pending(_ pod: YAMLNode, _ since: Instant, _ reason: String?, _ message: String?) -> Row<PodFacts.Pending>
    {
        let namespace = pod["metadata"]["namespace"]?.text ?? ""
        let name = pod["metadata"]["name"]?.text ?? ""
        let words = message.map { String($0.prefix(600)) }
        return Row(
            [
                .namespace: .text(namespace), .pod: .text(name), .since: .instant(since), .reason: .text(ifAny: reason),
                .message: .text(ifAny: words),
            ],
            from: Source(
                "GET /api/v1/namespaces/\(namespace)/pods/\(name)",
                "\(reason ?? "Pending")\(words.map { ": \($0.prefix(250))" } ?? "")", at: since))
    }
}
