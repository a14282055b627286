import Facts
import YAML

extension PodObject {
    /// The containers that are in charge of a static pod, for which rules of their own ask.
    private static let controlPlane: Set = ["etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler"]

    /// A row for each container that runs and is not ready, of a pod that runs and is not being deleted.
    static func notReady(_ pod: YAMLNode) -> [Row<PodFacts.NotReady>] {
        guard pod["status"]["phase"]?.text == "Running", pod["metadata"]["deletionTimestamp"]?.text == nil else { return [] }
        let namespace = pod["metadata"]["namespace"]?.text ?? ""
        let name = pod["metadata"]["name"]?.text ?? ""
        let condition = pod["status"]["conditions"]?.array?.first { $0["type"]?.text == "ContainersReady" }
        let changed = condition["lastTransitionTime"]?.text.flatMap { Instant(rfc3339: $0) }
        return (pod["status"]["containerStatuses"]?.array ?? []).compactMap { status in
            guard status["ready"]?.bool == false, let container = status["name"]?.text,
                namespace != "kube-system" || !controlPlane.contains(container),
                let began = status["state"]["running"]["startedAt"]?.text.flatMap({ Instant(rfc3339: $0) })
            else { return nil }
            let spec = pod["spec"]["containers"]?.array?.first { $0["name"]?.text == container }
            let isStarting = status["started"]?.bool == false
            let probe = isStarting ? spec["startupProbe"] ?? spec["readinessProbe"] : spec["readinessProbe"]
            // It was ready for a while: then it counts from when it ceased to be.
            let since = changed.map { max($0, began) } ?? began
            return Row(
                [
                    .namespace: .text(namespace), .pod: .text(name), .name: .text(container), .since: .instant(since),
                    .patience: .integer(patience(probe, isStarting: isStarting)), .probe: .text(ifAny: words(probe)),
                    .isSystem: .flag(PodContainer.systemNamespaces.contains(namespace)),
                ], from: Source("GET /api/v1/namespaces/\(namespace)/pods/\(name)", "ready: false", at: since))
        }
    }

    /// A startup probe may fail for as often as it says; a readiness probe counts from its first try. Seconds.
    private static func patience(_ probe: YAMLNode?, isStarting: Bool) -> Int {
        let delay = probe["initialDelaySeconds"]?.int ?? 0
        guard isStarting else { return delay }
        return delay + (probe["periodSeconds"]?.int ?? 10) * (probe["failureThreshold"]?.int ?? 3)
    }

    private static func words(_ probe: YAMLNode?) -> String? {
        for (kind, what) in [
            ("httpGet", "an HTTP request to port"), ("tcpSocket", "a connection to port"), ("grpc", "a gRPC request to port"),
        ] {
            if let port = probe[kind]["port"]?.text {
                return "\(what) \(port)\(probe[kind]["path"]?.text.map { ", path \($0)" } ?? "")"
            }
        }
        return probe["exec"] == nil ? nil : "a command in the container"
    }
}
