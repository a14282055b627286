extension Setting {
    package static let runtimeName = Setting("runtime.name", at: \.runtime.kind, .word, isWritten: always)
    package static let runtimeVersion = Setting(
        "runtime.version", at: \.runtime.version, .text, note: "A series such as 2.3; without one the newest for the release.")
    package static let runtimeInstall = Setting(
        "runtime.install", at: \.runtime.installs, .flag, isWritten: always,
        asked: .init(
            .runtime, 10, "Install it where it is missing",
            because: Rationale("yes, because a machine without a runtime cannot join", .taste)))

    package static let cgroupDriver = Setting(
        "cgroupDriver", at: \.cgroupDriver,
        .word([
            Choice(
                ClusterPlan.CgroupDriver.systemd, "systemd", about: "The kubelet and the runtime ask systemd to make cgroups.",
                rulesOut: "Machines on which systemd is not PID 1."),
            Choice(
                ClusterPlan.CgroupDriver.cgroupfs, "cgroupfs",
                about: "The kubelet and the runtime write to the cgroup file system themselves.",
                costs: "Under systemd two managers share one tree, which goes wrong under memory pressure."),
        ]), isWritten: always, asked: .init(.cgroups, 10, "Cgroup driver"))

    static let runtime = [runtimeName, runtimeVersion, runtimeInstall, cgroupDriver]
}
