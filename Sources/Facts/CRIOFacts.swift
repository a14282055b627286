/// CRI-O: its unit, version and configuration (/etc/crio/crio.conf, then /etc/crio/crio.conf.d in the order of names).
public enum CRIOFacts {
    public static let isInstalled = FactKey("crio.isInstalled", .flag, "whether CRI-O is installed")
    public static let state = FactKey(
        "crio.state", .text, oneOf: .unitStates, "the state of crio.service: active, inactive, failed, activating")
    public static let enabled = FactKey("crio.enabled", .text, oneOf: .unitFiles, "whether crio.service starts at boot")
    public static let version = FactKey("crio.version", .text, "the version of the installed CRI-O")
    public static let minor = FactKey(
        "crio.minor", .integer, "the minor version of the installed CRI-O 1.x; it should equal Kubernetes'")
    public static let configProblem = FactKey("crio.configProblem", .text, "why CRI-O cannot read its configuration")
    public static let configProblemAt = FactKey(
        "crio.configProblemAt", .text, "the file and line where CRI-O's configuration cannot be read")
    public static let configProblemFile = FactKey(
        "crio.configProblemFile", .text, "the file at which CRI-O's configuration cannot be read")
    public static let configProblemLine = FactKey(
        "crio.configProblemLine", .integer, "the line at which CRI-O's configuration cannot be read")
    public static let cgroupManager = FactKey(
        "crio.cgroupManager", .text, oneOf: .cgroupDrivers, "CRI-O's cgroup_manager: systemd or cgroupfs")
    public static let conmonCgroup = FactKey("crio.conmonCgroup", .text, "CRI-O's conmon_cgroup, where it is set")
    public static let pauseImage = FactKey("crio.pauseImage", .text, "the pause image that CRI-O's configuration sets")

    public static let all = [
        isInstalled, state, enabled, version, minor, configProblem, configProblemAt, configProblemFile, configProblemLine,
        cgroupManager, conmonCgroup, pauseImage,
    ]
}
