import Hosts

/// Where a process came from, by its cgroup (cgroups(7); systemd's naming of units).
enum ProcessOrigin: Sendable, Equatable {
    /// A unit of its own: `metrics-agent.service`.
    case service(String)
    /// A pod's container.
    case pod
    /// A person's login: what carries it must never be switched off, for it carries the one who mends as well.
    case session
    /// No unit.
    case none

    /// The unit that may be stopped; nil where there is none.
    var unit: String? {
        if case .service(let name) = self { return name }
        return nil
    }

    /// As a phrase.
    var words: String {
        switch self {
        case .service(let name): "unit \(name)"
        case .pod: "a container of a pod"
        case .session: "started from a login session, not by a unit of its own"
        case .none: "in no unit"
        }
    }

    /// From the text of /proc/PID/cgroup; nil where it cannot be seen.
    static func of(_ pid: Int, _ host: any Host) async -> ProcessOrigin? {
        (try? await host.read("/proc/\(pid)/cgroup", limit: 65536).text).map(parse)
    }

    /// `0::/system.slice/kubelet.service`, and on cgroup v1 a line for each hierarchy.
    static func parse(_ text: String) -> ProcessOrigin {
        let lines = text.split(separator: "\n").map {
            $0.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false).last ?? ""
        }
        if lines.contains(where: isSession) { return .session }
        if lines.contains(where: { $0.contains("/kubepods") }) { return .pod }
        for line in lines {
            for part in line.split(separator: "/").reversed() where part.hasSuffix(".service") || part.hasSuffix(".scope") {
                return .service(String(part))
            }
        }
        return .none
    }

    /// Units that carry people's sessions: ssh and telnet servers (and one instance for each connection), consoles, systemd-logind's
    /// sessions, and what runs under a user's own systemd, such as tmux.
    private static let carriers = [
        "ssh", "sshd", "dropbear", "getty", "serial-getty", "console-getty", "container-getty", "telnet", "telnetd", "mosh",
        "tmux",
        "screen", "cockpit", "cockpit-session", "ttyd", "shellinabox", "xrdp", "user", "session", "systemd-logind", "login",
        "tailscaled",
        "teleport", "amazon-ssm-agent", "google-guest-agent", "emergency", "rescue", "debug-shell", "qemu-guest-agent",
    ]

    private static func isSession(_ path: Substring) -> Bool {
        if path.hasPrefix("/user.slice/") || path.contains("/user.slice/") { return true }
        return path.split(separator: "/").contains { part in
            let name = part.prefix { $0 != "." && $0 != "@" }
            if part.hasSuffix(".scope") { return name.hasPrefix("session-") || carriers.contains(String(name)) }
            return part.hasSuffix(".service") && carriers.contains(String(name))
        }
    }
}
