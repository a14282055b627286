/// A line by which the kubelet or the runtime tells that a step of making a pod was refused or done.
struct RefusalForm: Sendable {
    enum Step: String, Sendable {
        case sandbox, create, start, pull
        /// What the kubelet itself refuses, before it asks the runtime.
        case admit, volume
    }

    /// The message as the source writes it.
    let pattern: String
    /// `kubelet` or `runtime`.
    let log: String
    /// Nil where the line itself names the step: the kubelet's `Error syncing pod`.
    let step: Step?
    let isSuccess: Bool

    /// Kubelet 1.23 to 1.36 pkg/kubelet/cri-client/pkg/remote_runtime.go, remote_image.go and pod_workers.go; containerd 1.6 to 2.3
    /// internal/cri/instrument/instrumented_service.go; CRI-O 1.31 server/sandbox_run_linux.go, container_start.go, image_pull.go.
    static let all: [RefusalForm] = [
        refused("RunPodSandbox from runtime service failed", "kubelet", .sandbox),
        refused("CreateContainer in sandbox from runtime service failed", "kubelet", .create),
        refused("StartContainer from runtime service failed", "kubelet", .start),
        refused("PullImage from image service failed", "kubelet", .pull),
        refused("Error syncing pod, skipping", "kubelet", nil),
        refused("Pod admission denied", "kubelet", .admit),
        refused("MountVolume.%s failed for volume %s", "kubelet", .volume),
        refused("RunPodSandbox for %s failed, error", "runtime", .sandbox),
        refused("CreateContainer within sandbox %s failed", "runtime", .create),
        refused("StartContainer for %s failed", "runtime", .start),
        refused("PullImage %s failed", "runtime", .pull),
        done("RunPodSandbox for %s returns sandbox id", .sandbox),
        done("CreateContainer within sandbox %s returns container id", .create),
        done("StartContainer for %s returns successfully", .start),
        done("PullImage %s returns image reference", .pull),
        done("Ran pod sandbox %s with infra container", .sandbox),
        done("Created container %s: %s", .create),
        done("Started container", .start),
        done("Pulled image: %s", .pull),
    ]

    static let byPattern = Dictionary(all.map { ($0.pattern, $0) }) { first, _ in first }

    private static func refused(_ pattern: String, _ log: String, _ step: Step?) -> RefusalForm {
        RefusalForm(pattern: pattern, log: log, step: step, isSuccess: false)
    }

    private static func done(_ pattern: String, _ step: Step) -> RefusalForm {
        RefusalForm(pattern: pattern, log: "runtime", step: step, isSuccess: true)
    }
}
