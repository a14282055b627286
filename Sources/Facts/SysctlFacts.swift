/// Kernel settings under /proc/sys that Kubernetes depends on.
///
/// Absent where the kernel has no such setting.
public enum SysctlFacts {
    public static let ipForward = FactKey(
        "sysctl.ipForward", .integer, "net.ipv4.ip_forward, whether the kernel routes IPv4 packets between interfaces")
    public static let ipv6Forwarding = FactKey(
        "sysctl.ipv6Forwarding", .integer, "net.ipv6.conf.all.forwarding, whether the kernel routes IPv6 packets")
    /// Absent while the module br_netfilter is not there.
    public static let bridgeCallIptables = FactKey(
        "sysctl.bridgeCallIptables", .integer, "net.bridge.bridge-nf-call-iptables, whether bridged packets pass iptables")
    public static let bridgeCallIp6tables = FactKey(
        "sysctl.bridgeCallIp6tables", .integer, "net.bridge.bridge-nf-call-ip6tables, whether bridged packets pass ip6tables")
    public static let inotifyInstances = FactKey(
        "sysctl.inotifyInstances", .integer, "fs.inotify.max_user_instances, how many inotify instances one user may have")
    public static let inotifyWatches = FactKey(
        "sysctl.inotifyWatches", .integer, "fs.inotify.max_user_watches, how many files one user may watch")
    public static let overcommitMemory = FactKey("sysctl.overcommitMemory", .integer, "vm.overcommit_memory")
    public static let panicOnOOM = FactKey("sysctl.panicOnOOM", .integer, "vm.panic_on_oom")
    public static let panic = FactKey("sysctl.panic", .integer, "kernel.panic, the seconds until a reboot after a panic")
    public static let panicOnOops = FactKey("sysctl.panicOnOops", .integer, "kernel.panic_on_oops")
    public static let rootMaxKeys = FactKey("sysctl.rootMaxKeys", .integer, "kernel.keys.root_maxkeys")
    public static let rootMaxBytes = FactKey("sysctl.rootMaxBytes", .integer, "kernel.keys.root_maxbytes")
    public static let ipForwardAtBoot = FactKey(
        "sysctl.ipForwardAtBoot", .integer, "net.ipv4.ip_forward as the files of sysctl.d set it at boot")
    /// Each setting and its name with dots.
    public static let settings: [(name: String, key: FactKey)] = [
        ("net.ipv4.ip_forward", ipForward),
        ("net.ipv6.conf.all.forwarding", ipv6Forwarding),
        ("net.bridge.bridge-nf-call-iptables", bridgeCallIptables),
        ("net.bridge.bridge-nf-call-ip6tables", bridgeCallIp6tables),
        ("fs.inotify.max_user_instances", inotifyInstances),
        ("fs.inotify.max_user_watches", inotifyWatches),
        ("vm.overcommit_memory", overcommitMemory),
        ("vm.panic_on_oom", panicOnOOM),
        ("kernel.panic", panic),
        ("kernel.panic_on_oops", panicOnOops),
        ("kernel.keys.root_maxkeys", rootMaxKeys),
        ("kernel.keys.root_maxbytes", rootMaxBytes),
    ]

    static let all = settings.map(\.key) + [ipForwardAtBoot]
}
