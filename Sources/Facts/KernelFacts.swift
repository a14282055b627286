/// The running kernel and what it can do.
///
/// A module counts as present where its effect is: it may be built in.
public enum KernelFacts {
    /// The number of a release as `number` has it: 5004 for `5.4.0-150-generic`; nil for a text that begins with no version.
    public static func number(of release: String) -> Int? {
        let parts = release.split(separator: ".", maxSplits: 2)
        guard parts.count >= 2, let major = Int(parts[0]), let minor = Int(parts[1].prefix { $0.isNumber }) else { return nil }
        return major.times(1000).plus(minor)
    }

    public static let release = FactKey("kernel.release", .text, "the release of the running kernel, as uname -r gives it")
    /// Thousand times the first number plus the second: 5004 for 5.4, 6018 for 6.18.
    public static let number = FactKey("kernel.number", .integer, "the version of the running kernel, 5004 for 5.4")
    /// Absent where the kernel's configuration is whole; missing where no file of it is readable.
    public static let missingOptions = FactKey(
        "kernel.missingOptions", .list, "the options that Kubernetes needs and that the running kernel was built without")
    public static let hasOverlay = FactKey("kernel.hasOverlay", .flag, "whether the kernel has the overlay file system now")
    public static let hasBridgeNetfilter = FactKey(
        "kernel.hasBridgeNetfilter", .flag, "whether br_netfilter is there (/proc/sys/net/bridge exists)")
    public static let loadsModules = FactKey(
        "kernel.loadsModules", .flag, "whether the kernel can load modules (/proc/modules exists)")
    public static let hasModuleFolder = FactKey(
        "kernel.hasModuleFolder", .flag, "whether the modules of the running kernel lie under /lib/modules")
    public static let modulesAtBoot = FactKey(
        "kernel.modulesAtBoot", .list, "the modules that files under modules-load.d load at boot")
    /// The controllers that kubeadm demands and that the kernel lacks or has switched off.
    public static let missingControllers = FactKey(
        "kernel.missingControllers", .list, oneOf: .only("cpu", "cpuset", "memory", "pids", "cpuacct", "devices", "freezer"),
        "the cgroup controllers that Kubernetes needs and that are not there")
    /// The plugins bridge and flannel put pods on a Linux bridge; others route.
    public static let bridgesPods = FactKey(
        "kernel.bridgesPods", .flag, "whether the node's CNI configuration puts pods on a Linux bridge")

    static let all = [
        release, number, missingOptions, hasOverlay, hasBridgeNetfilter, loadsModules, hasModuleFolder,
        modulesAtBoot,
        missingControllers, bridgesPods,
    ]
}
