/// The words that a text, or a member of a list, can be. A rule that compares it with another does not build.
public struct Domain: Sendable, Equatable {
    public let words: [String]
    /// Whether it is never anything else. Where another program or a file says the word, a newer one may say one that is not here.
    public let isClosed: Bool

    private init(_ words: [String], isClosed: Bool) {
        self.words = words
        self.isClosed = isClosed
    }

    /// These words and no others: drydock itself sets them.
    package static func only(_ words: String...) -> Domain { Domain(words, isClosed: true) }
    /// These words and no others: drydock itself sets them.
    package static func only(_ words: [String]) -> Domain { Domain(words, isClosed: true) }
    /// What others say, as far as it is known.
    package static func known(_ words: String...) -> Domain { Domain(words, isClosed: false) }
    /// What others say, as far as it is known.
    package static func known(_ words: [String]) -> Domain { Domain(words, isClosed: false) }
}

extension Domain {
    static let families = Domain.only("IPv4", "IPv6")
    /// kubernetes 1.36 staging/src/k8s.io/cri-client/pkg/remote_runtime.go; a file may hold any text.
    static let cgroupDrivers = Domain.known("systemd", "cgroupfs")
    static let components = Domain.only("etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler")
    static let kubeconfigKinds = Domain.only(
        "admin", "super-admin", "kubelet", "bootstrap-kubelet", "controller-manager", "scheduler", "user")
    /// The reasons of a container that waits (kubernetes 1.36 pkg/kubelet/images/types.go, kuberuntime/kuberuntime_container.go,
    /// container/sync_result.go) and of a pod that failed as a whole (eviction, lifecycle/predicate.go, nodeshutdown).
    static let waitingReasons = Domain.known(
        "ErrImagePull", "ImagePullBackOff", "ErrImageNeverPull", "InvalidImageName", "ImageInspectError", "RegistryUnavailable",
        "SignatureValidationFailed", "ImageVolumeMountFailed", "CreateContainerConfigError", "CreateContainerError",
        "PreCreateHookError", "PreStartHookError", "PostStartHookError", "RunContainerError", "CrashLoopBackOff",
        "KillContainerError", "VerifyNonRootError", "RunInitContainerError", "CreatePodSandboxError", "ConfigPodSandboxError",
        "KillPodSandboxError", "ResizePodInPlaceError", "Evicted", "DeadlineExceeded", "Preempting", "Terminated", "NodeShutdown",
        "NodeAffinity", "NodePorts", "NodeName", "NodeUnschedulable", "OutOfcpu", "OutOfmemory", "OutOfpods",
        "OutOfephemeral-storage", "UnexpectedAdmissionError", "AppArmor", "SysctlForbidden", "TopologyAffinityError",
        "SMTAlignmentError", "PodOSNotSupported", "PodOSSelectorNodeLabelDoesNotMatch", "InitContainerRestartForbidden")
    /// The reasons of warnings about a pod that is being made (kubernetes 1.36 pkg/kubelet/events/event.go and the attach controller's).
    static let warningReasons = Domain.known(
        "FailedMount", "FailedAttachVolume", "FailedMapVolume", "FailedMountOnFilesystemMismatch", "VolumeResizeFailed",
        "FileSystemResizeFailed", "AlreadyMountedVolume", "FailedCreatePodSandBox", "FailedPodSandBoxStatus",
        "FailedCreatePodContainer", "FailedKillPod", "FailedSync", "FailedValidation", "FailedScheduling", "NetworkNotReady",
        "Failed", "BackOff", "InspectFailed", "ErrImageNeverPull", "Unhealthy", "ProbeWarning", "HostPortConflict",
        "FailedPostStartHook", "FailedPreStopHook", "FailedPrepareDynamicResources", "ResourceAllocationFailed", "Evicted",
        "ExceededGracePeriod", "FailedBinding", "ProvisioningFailed", "FailedToRetrieveImagePullSecret", "CNIFailed",
        "MissingClusterDNS", "DNSConfigForming")
    static let proxyModes = Domain.only("iptables", "ipvs", "nftables")
    static let runtimes = Domain.only("containerd", "cri-o", "cri-dockerd", "dockershim", "docker", "other")
    static let runtimeProblems = Domain.only(
        "noSocket", "refused", "denied", "hung", "unknownService", "unknownMethod", "status", "malformed")
    static let networkAddOns = Domain.only(
        "antrea", "calico", "canal", "cilium", "flannel", "kindnet", "kube-ovn", "kube-router", "ovn-kubernetes", "weave")
    static let checks = Domain.only("ok", "failed")
    static let webhookKinds = Domain.only("validatingwebhookconfiguration", "mutatingwebhookconfiguration")
    static let failurePolicies = Domain.known("Fail", "Ignore")
    /// systemd 257 src/basic/unit-def.c.
    static let unitStates = Domain.known(
        "active", "reloading", "inactive", "failed", "activating", "deactivating", "maintenance", "refreshing")
    static let unitSubStates = Domain.known(
        "dead", "condition", "start-pre", "start", "start-post", "running", "exited", "reload", "reload-signal", "reload-notify",
        "mounting", "stop", "stop-watchdog", "stop-sigterm", "stop-sigkill", "stop-post", "stop-pre", "final-watchdog",
        "final-sigterm", "final-sigkill", "failed", "dead-before-auto-restart", "failed-before-auto-restart",
        "dead-resources-pinned", "auto-restart", "auto-restart-queued", "cleaning", "listening", "start-chown")
    static let unitLoads = Domain.known("stub", "loaded", "not-found", "bad-setting", "error", "merged", "masked")
    static let unitResults = Domain.known(
        "success", "resources", "protocol", "timeout", "exit-code", "signal", "core-dump", "watchdog", "exec-condition",
        "oom-kill",
        "start-limit-hit", "trigger-limit-hit", "service-start-limit-hit", "unit-start-limit-hit")
    static let unitFiles = Domain.known(
        "enabled", "enabled-runtime", "linked", "linked-runtime", "alias", "masked", "masked-runtime", "static", "disabled",
        "indirect", "generated", "transient", "bad")
}
