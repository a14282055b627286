import CRI
import Facts

/// A container of a pod with all its runs that the runtime keeps: the newest, and the newest that ended.
struct PodContainer: Sendable {
    var newest: Container
    var ended: Container?
    /// Another container of the pod was made after the newest run of this one.
    var isFollowed: Bool

    /// The label keys are kubernetes 1.36.2 pkg/kubelet/types/labels.go.
    private static func label(_ container: Container, _ name: String) -> String {
        container.labels["io.kubernetes.\(name)"] ?? ""
    }

    /// The namespaces of the cluster's own parts: of kubeadm, and of flannel's, Calico's and its operator's manifests.
    static let systemNamespaces: Set = ["kube-system", "kube-flannel", "calico-system", "tigera-operator"]

    /// The runs by pod and container, those that were made last first.
    static func group(_ list: [Container]) -> [PodContainer] {
        let pods = Dictionary(grouping: list) { label($0, "pod.uid").isEmpty ? $0.podSandboxId : label($0, "pod.uid") }
        var found: [PodContainer] = []
        for runs in pods.values {
            for own in Dictionary(grouping: runs, by: \.metadata.name).values {
                let sorted = own.sorted { ($0.createdAt, $0.id) > ($1.createdAt, $1.id) }
                guard let newest = sorted.first else { continue }
                let isFollowed = runs.contains {
                    $0.metadata.name != newest.metadata.name && $0.createdAt > newest.createdAt && $0.metadata.attempt == 0
                }
                found.append(PodContainer(newest: newest, ended: sorted.first { $0.state == .exited }, isFollowed: isFollowed))
            }
        }
        return found.sorted { ($0.newest.createdAt, $0.newest.id) > ($1.newest.createdAt, $1.newest.id) }
    }

    /// What the list tells; how it ended is asked of the runtime one by one.
    func row(isReady: Bool, from source: Source) -> Row<PodFacts.Container> {
        let namespace = Self.label(newest, "pod.namespace")
        let state =
            switch newest.state {
            case .created: "created"
            case .running: "running"
            case .exited: "exited"
            default: "unknown"
            }
        return Row(
            [
                .namespace: .text(namespace), .pod: .text(Self.label(newest, "pod.name")), .name: .text(newest.metadata.name),
                .id: .text(newest.id), .state: .text(state), .restarts: .integer(newest.metadata.attempt),
                .isSystem: .flag(Self.systemNamespaces.contains(namespace)), .isPodReady: .flag(isReady),
                .isFollowed: .flag(isFollowed), .madeAt: .instant(Instant(seconds: newest.createdAt / 1_000_000_000)),
                .isRemade: .flag(ended.map { $0.podSandboxId != newest.podSandboxId } ?? false),
                .image: .text(newest.image.userSpecifiedImage.isEmpty ? newest.image.image : newest.image.userSpecifiedImage),
            ], from: source)
    }
}

/// The end of a container's run as the CRI tells it.
enum EndOfRun {
    static func cells(_ status: ContainerStatus) -> [PodFacts.Container: Value] {
        let limit = status.resources?.linux?.memoryLimitInBytes ?? 0
        return [
            .exitCode: .integer(status.exitCode),
            .reason: status.reason.isEmpty ? .absent : .text(status.reason),
            .message: status.message.isEmpty ? .absent : .text(String(status.message.suffix(600))),
            .startedAt: instant(status.startedAt), .finishedAt: instant(status.finishedAt),
            .memoryLimit: limit > 0 ? .integer(limit) : .absent,
            .logPath: status.logPath.isEmpty ? .absent : .text(status.logPath),
        ]
    }

    /// The CRI's times are nanoseconds since the epoch; 0 is none.
    private static func instant(_ nanoseconds: Int) -> Value {
        nanoseconds > 0 ? .instant(Instant(seconds: nanoseconds / 1_000_000_000)) : .absent
    }
}
