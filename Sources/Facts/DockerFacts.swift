/// Docker Engine and cri-dockerd, the adapter that gives it a CRI socket.
public enum DockerFacts {
    public static let isInstalled = FactKey("docker.isInstalled", .flag, "whether Docker Engine is installed")
    public static let state = FactKey(
        "docker.state", .text, oneOf: .unitStates, "the state of docker.service: active, inactive, failed")
    public static let version = FactKey("docker.version", .text, "the version of the installed Docker Engine")
    public static let major = FactKey("docker.major", .integer, "the major version of the installed Docker Engine")
    public static let cgroupDriver = FactKey(
        "docker.cgroupDriver", .text, oneOf: .cgroupDrivers,
        "the cgroup driver that /etc/docker/daemon.json or dockerd's flags set; nothing where they leave it to Docker")
    public static let configProblem = FactKey("docker.configProblem", .text, "why /etc/docker/daemon.json cannot be read")
    public static let configProblemAt = FactKey(
        "docker.configProblemAt", .text, "the file and line where /etc/docker/daemon.json cannot be read")
    public static let mountFlags = FactKey(
        "docker.mountFlags", .text, oneOf: .known("shared", "slave", "private"),
        "MountFlags of docker.service, where its unit files set it")

    public static let all = [isInstalled, state, version, major, cgroupDriver, configProblem, configProblemAt, mountFlags]
}

/// cri-dockerd.
public enum CRIDockerdFacts {
    public static let isInstalled = FactKey("criDockerd.isInstalled", .flag, "whether cri-dockerd is installed")
    public static let state = FactKey("criDockerd.state", .text, oneOf: .unitStates, "the state of cri-docker.service")
    public static let socketState = FactKey(
        "criDockerd.socketState", .text, oneOf: .unitStates, "the state of cri-docker.socket, which starts cri-dockerd")
    public static let version = FactKey("criDockerd.version", .text, "the version of the installed cri-dockerd")

    public static let all = [isInstalled, state, socketState, version]
}
