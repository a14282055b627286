/// The kubelet's flags that are gone: since a minor version the kubelet stops at its start with `unknown flag`.
///
/// Source: differences of cmd/kubelet/app/options between the releases 1.23 to 1.36, and the release notes of 1.37.
enum RemovedKubeletFlags {
    struct Removal: Sendable {
        var minor: Int
        var flags: [String]
        /// What to do instead, as a phrase.
        var instead: String
    }

    static let all: [Removal] = [
        Removal(
            minor: 24,
            flags: [
                "network-plugin", "network-plugin-mtu", "cni-bin-dir", "cni-cache-dir", "cni-conf-dir", "docker-endpoint",
                "image-pull-progress-deadline", "experimental-dockershim-root-directory",
            ],
            instead: "nothing: dockershim is gone, and the container runtime's own configuration names the CNI folders"),
        Removal(minor: 24, flags: ["dynamic-config-dir"], instead: "the configuration file that --config names"),
        Removal(
            minor: 24,
            flags: ["non-masquerade-cidr", "really-crash-for-testing", "experimental-check-node-capabilities-before-mount"],
            instead: "nothing: what it set is gone"),
        Removal(
            minor: 25, flags: ["experimental-kernel-memcg-notification"],
            instead: "kernelMemcgNotification in the configuration file"),
        Removal(
            minor: 27, flags: ["container-runtime"],
            instead: "nothing: every runtime is remote now; --container-runtime-endpoint stays"),
        Removal(minor: 27, flags: ["master-service-namespace"], instead: "nothing: it had no effect"),
        Removal(
            minor: 31, flags: ["iptables-drop-bit", "iptables-masquerade-bit", "keep-terminated-pod-volumes"],
            instead: "nothing: what it set is gone"),
        Removal(minor: 34, flags: ["cloud-config"], instead: "the external cloud controller's own configuration"),
        Removal(minor: 34, flags: ["register-schedulable"], instead: "registerWithTaints in the configuration file"),
        Removal(
            minor: 35, flags: ["pod-infra-container-image"],
            instead: "the container runtime's own setting of the sandbox image"),
        Removal(
            minor: 37,
            flags: [
                "application-metrics-count-limit", "boot-id-file", "container-hints", "containerd", "containerd-namespace",
                "enable-load-reader", "event-storage-age-limit", "event-storage-event-limit", "global-housekeeping-interval",
                "log-cadvisor-usage", "machine-id-file", "storage-driver-user", "storage-driver-password", "storage-driver-host",
                "storage-driver-db", "storage-driver-table", "storage-driver-secure", "storage-driver-buffer-duration",
            ],
            instead: "nothing: it was cAdvisor's; only --housekeeping-interval stays"),
    ]

    /// When a flag was removed, where that was in this minor version or before.
    static func removal(of flag: String, minor: Int) -> Removal? {
        all.first { $0.minor <= minor && $0.flags.contains(flag) }
    }
}
