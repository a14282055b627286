/// Why a runtime refuses a sandbox, a container or an image, by the words that it and runc use.
enum RefusalCause: String, CaseIterable {
    case sandboxImage, staticImage, runcMissing, runcBroken, shimMissing, shimVersion, cgroupPath, appArmor, seccomp, readOnly
    case noSpace, oomScore, resolvConf, network, other
    /// Of a moment, or told by a rule of its own: no refusal.
    case passing

    /// Each cause by the parts that its text holds, all of one list; the first that fits counts.
    private static let texts: [(RefusalCause, [[String]])] = [
        (
            .passing,
            [
                ["failed to reserve sandbox name"], ["failed to reserve container name"], ["name is reserved"],
                ["context canceled"],
                ["error reading from server: EOF"], ["transport is closing"], ["connection error: desc"],
                ["network is not ready"], ["cni plugin not initialized"], ["server is not initialized yet"],
                ["open sysctl net.ipv4.ip_unprivileged_port_start file"],
                ["mkdir /sys/fs/cgroup/memory", "no space left on device"], ["no runtime for \"", "is configured"],
                ["failed to find runtime handler "],
            ]
        ),
        (
            .sandboxImage,
            [
                ["failed to get sandbox image"], ["error creating pod sandbox with name", "initializing source docker://"],
                ["failed pulling image", "pause"], ["unable to pull pause image"],
            ]
        ),
        (
            .runcBroken,
            [
                ["unable to retrieve OCI runtime error", "exec format error"], ["fork/exec ", "runc", "exec format error"],
                ["unable to retrieve OCI runtime error", "permission denied"], ["fork/exec ", "runc", "permission denied"],
                ["fork/exec ", "containerd-shim", "exec format error"], ["fork/exec ", "containerd-shim", "permission denied"],
                ["unable to retrieve OCI runtime error", "exit status"], ["unable to retrieve OCI runtime error", "signal: "],
            ]
        ),
        (
            .runcMissing,
            [
                ["exec: \"runc\": executable file not found"], ["exec: \"crun\": executable file not found"],
                ["unable to retrieve OCI runtime error", "executable file not found"],
                ["unable to retrieve OCI runtime error", "fork/exec ", "no such file or directory"],
            ]
        ),
        (.shimMissing, [["binary not installed \"containerd-shim"], ["containerd-shim", "file does not exist"]]),
        (
            .shimVersion,
            [
                ["unsupported shim version"], ["failed to create TTRPC connection"], ["unsupported protocol: "],
                ["shim", "unknown service containerd.task"], ["shim", "flag provided but not defined"],
            ]
        ),
        (
            .cgroupPath,
            [
                ["expected cgroupsPath to be of format \"slice:prefix:name\""],
                ["cgroup manager is set to systemd", "cgroup"],
                ["cri-o configured with systemd cgroup manager, but did not receive slice"],
                ["cri-o configured with cgroupfs cgroup manager, but received systemd slice"],
            ]
        ),
        (
            .appArmor,
            [["apparmor_parser"], ["failed to apply apparmor profile"], ["/attr/apparmor/exec"], ["apparmor", "profile"]]
        ),
        (.seccomp, [["seccomp"]]),
        (.noSpace, [["no space left on device"]]),
        (.readOnly, [["read-only file system"]]),
        (.oomScore, [["oom_score_adj"], ["oom score"]]),
        (.resolvConf, [["resolv.conf"], ["resolv conf"]]),
        (
            .network,
            [
                ["failed to setup network for sandbox"], ["failed to set up sandbox container", "network for pod"],
                ["failed to create pod network sandbox"], ["error adding pod to CNI network"],
                ["plugin type=\"", "failed (add)"],
            ]
        ),
    ]

    /// The cause that a reason names; `other` where none is known.
    static func of(_ text: String, code: String?) -> RefusalCause {
        if code == "Unavailable" || code == "Canceled" { return .passing }
        for (cause, lists) in texts where lists.contains(where: { parts in parts.allSatisfy { text.contains($0) } }) {
            return cause
        }
        return .other
    }

    /// What no add-on that is still starting mends: the plugin's program cannot be run, a program that it calls is missing, its
    /// configuration makes no sense, or the addresses are used up (containernetworking/cni pkg/invoke, plugins ipam/host-local).
    private static let lasting = [
        "permission denied", "exec format error", "executable file not found in $PATH", "failed to parse", "error parsing",
        "invalid CIDR",
        "multus.kubeconfig", "no IP addresses available", "already has an IP address different from", "invalid character",
    ]

    /// Whether a refused network is a fault from the first tries on, and not of a node that has just started.
    static func staysUntilMended(_ text: String) -> Bool { lasting.contains { text.contains($0) } }

    /// How the pull of an image fails, as a sentence.
    static func pull(_ text: String) -> String {
        let ways: [([String], String)] = [
            (
                ["content digest sha256", "content store", "unexpected EOF", "failed to extract layer"],
                "What the runtime holds of the image is incomplete: remove the image, and let it be pulled again."
            ),
            (
                ["no such host", "server misbehaving", "name resolution", "lookup "],
                "This node cannot resolve the registry's name."
            ),
            (["with pull policy of Never"], "Its imagePullPolicy is Never, so the kubelet does not pull it."),
            (["proxyconnect"], "The runtime's proxy is not reachable."),
            (["x509:", "certificate", "tls: "], "The registry's certificate is not trusted."),
            (["server gave HTTP response to HTTPS client"], "The registry serves plain HTTP, but the runtime uses HTTPS."),
            (["429 Too Many Requests", "toomanyrequests"], "The registry limits the pulls from this address."),
            (["407 "], "The proxy requires credentials."),
            (
                ["401 ", "403 ", "unauthorized", "authorization failed", "denied"],
                "The registry refuses the pull without valid credentials."
            ),
            (["not found", "manifest unknown", "404 "], "The registry has no such image or tag."),
            (["connection refused"], "The registry's address refuses the connection."),
            (["network is unreachable", "no route to host"], "This node has no route to the registry."),
            (
                ["i/o timeout", "TLS handshake timeout", "deadline exceeded", "Client.Timeout"],
                "The connection to the registry times out."
            ),
            (["no space left on device"], "There is no disk space for the image."),
            (["read-only file system"], "The file system of the runtime's images is read-only."),
            (["no match for platform", "exec format"], "The image is not built for this machine's architecture."),
        ]
        for (parts, sentence) in ways where parts.contains(where: { text.contains($0) }) { return sentence }
        return "The runtime's message names the cause."
    }
}
