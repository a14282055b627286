import Text

/// Flags of the control plane's programs that are gone: since a version the program stops at its start with `unknown flag`
/// (etcd: `flag provided but not defined`).
///
/// Sources: kubernetes release notes 1.23 to 1.33; etcd server/etcdmain/config.go of 3.5, 3.6 and 3.7. etcd 3.6 still takes
/// `--experimental-…` flags and warns; 3.7 does not.
enum RemovedComponentFlags {
    struct Removal: Sendable {
        var component: String
        /// Major and minor version from which it is unknown.
        var since: (Int, Int)
        var flags: [String]
        /// A flag that begins so, in place of a list.
        var prefix: String?
        var instead: String
    }

    static let all: [Removal] = [
        Removal(
            component: "kube-apiserver", since: (1, 24), flags: ["insecure-port", "insecure-bind-address", "address", "port"],
            instead: "nothing: the API server has no port without TLS"),
        Removal(
            component: "kube-apiserver", since: (1, 33), flags: ["cloud-provider", "cloud-config"],
            instead: "an external cloud controller"),
        Removal(
            component: "kube-controller-manager", since: (1, 24), flags: ["port", "address"],
            instead: "--secure-port and --bind-address"),
        Removal(
            component: "kube-controller-manager", since: (1, 25), flags: ["experimental-cluster-signing-duration"],
            instead: "--cluster-signing-duration"),
        Removal(
            component: "kube-controller-manager", since: (1, 25),
            flags: ["deleting-pods-qps", "deleting-pods-burst", "register-retry-count"],
            instead: "nothing: they had no effect"),
        Removal(
            component: "kube-controller-manager", since: (1, 27), flags: ["pod-eviction-timeout", "enable-taint-manager"],
            instead:
                "tolerations with tolerationSeconds, whose default the API server's --default-not-ready-toleration-seconds sets"),
        Removal(
            component: "kube-scheduler", since: (1, 23),
            flags: [
                "policy-config-file", "policy-configmap", "policy-configmap-namespace", "use-legacy-policy-config",
                "algorithm-provider",
            ],
            instead: "profiles in the file that --config names"),
        Removal(
            component: "kube-scheduler", since: (1, 24), flags: ["port", "address"], instead: "--secure-port and --bind-address"),
        Removal(
            component: "etcd", since: (3, 6),
            flags: [
                "enable-v2", "experimental-enable-v2v3", "proxy", "proxy-dial-timeout", "proxy-failure-wait",
                "proxy-read-timeout",
                "proxy-refresh-interval", "proxy-write-timeout",
            ],
            instead: "nothing: etcd's version 2 API is gone"),
        Removal(
            component: "etcd", since: (3, 7), flags: ["max-snapshots", "v2-deprecation", "discovery", "discovery-proxy"],
            instead: "nothing: what it set is gone"),
        Removal(
            component: "etcd", since: (3, 7), flags: [], prefix: "experimental-",
            instead: "the flag of that name without experimental-"),
    ]

    /// When a component's flag was removed, where that was in this version or before.
    ///
    /// `version` is an image's tag.
    static func removal(of flag: String, component: String, version: String) -> Removal? {
        guard let running = numbers(version) else { return nil }
        return all.first {
            $0.component == component && $0.since <= running
                && ($0.flags.contains(flag) || $0.prefix.map { flag.hasPrefix($0) } ?? false)
        }
    }

    /// Major and minor version of a tag such as `v1.36.2` or `3.6.8-0`.
    private static func numbers(_ version: String) -> (Int, Int)? {
        VersionOrder.numbers(version).map { ($0[0], $0[1]) }
    }
}
