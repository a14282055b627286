/// The machine: its system, its kernel, its processors.
public enum MachineFacts {
    public static let osID = FactKey(
        "machine.osID", .text, "the distribution's id, as /etc/os-release gives it: debian, ubuntu, rhel")
    public static let osName = FactKey(
        "machine.osName", .text, "the distribution's name and version, as /etc/os-release gives it")
    public static let osVersion = FactKey("machine.osVersion", .text, "the distribution's version, as /etc/os-release gives it")
    /// Its own id first, then those of ID_LIKE.
    public static let osFamily = FactKey(
        "machine.osFamily", .list, "the ids of the distribution and of those that it descends from")
    /// `deb`, `rpm` or `none`, by the data base that is there.
    public static let packaging = FactKey(
        "machine.packaging", .text, oneOf: .only("deb", "rpm", "none"),
        "the kind of packages that the system is made of: deb, rpm or none")
    public static let architecture = FactKey(
        "machine.architecture", .text, "the machine's architecture, such as x86_64 or aarch64")
    /// True where systemd says that it runs in a container (/run/systemd/container), or a /.dockerenv lies there.
    public static let isContainer = FactKey("machine.isContainer", .flag, "whether the node is itself a container")
    public static let booted = FactKey("machine.booted", .instant, "when the kernel was started")
    public static let cpus = FactKey("machine.cpus", .integer, "how many processors are online")
    public static let load5 = FactKey(
        "machine.load5", .number, "the load of the last five minutes, as processes that run or wait")
    /// Derived.
    public static let kubernetesMinor = FactKey(
        "machine.kubernetesMinor", .integer,
        "the minor release of Kubernetes that is planned for the machine, or that its kubelet has")

    static let all = [
        osID, osName, osVersion, osFamily, packaging, architecture, isContainer, booted, cpus, load5, kubernetesMinor,
    ]
}
