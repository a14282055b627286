/// How the kernel's control groups are mounted, and which driver the kubelet really uses for them.
public enum CgroupFacts {
    /// `v2` where /sys/fs/cgroup is cgroup2; `v1` where controllers are mounted as version 1, whether or not an empty version 2 is
    /// mounted beside them (systemd's hybrid layout).
    public static let version = FactKey(
        "cgroup.version", .text, oneOf: .only("v1", "v2"), "the version of control groups that this machine uses: v1 or v2")
    public static let v1Controllers = FactKey("cgroup.v1Controllers", .list, "the controllers that are mounted as cgroup v1")
    public static let v2Controllers = FactKey("cgroup.v2Controllers", .list, "the controllers that cgroup v2 has")
    /// Derived. Where the runtime tells its driver the kubelet follows it, from 1.31 on (KEP-4033); before, and with other
    /// runtimes, its own setting holds, cgroupfs where nothing is set.
    public static let kubeletDriver = FactKey(
        "kubelet.cgroupDriverInForce", .text, oneOf: .cgroupDrivers,
        "the cgroup driver that the kubelet really uses: systemd or cgroupfs")

    public static let look = [version, v1Controllers, v2Controllers]
    static let all = look + [kubeletDriver]
}
