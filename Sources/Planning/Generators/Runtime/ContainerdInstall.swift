import Steps

/// Brings containerd onto the machines, of the series that the plan means.
struct ContainerdInstall: Generator {
    func steps(_ context: PlanContext) -> [Step] {
        guard context.plan.runtime.kind == .containerd, context.plan.runtime.installs, let series = context.runtime else {
            return []
        }
        return context.linuxNodes.flatMap { machine -> [Step] in
            let (source, why) = ContainerdSource.of(machine, series, context)
            switch source {
            case .present: return []
            case .system: return [packages(["containerd", "runc"], nil, machine, series, context, why)]
            case .docker(let suite):
                let repository = DockerRepository.of(machine, suite: suite)
                return repository.steps(on: machine, machine.os.family)
                    + [packages(["containerd.io"], "\(series.series).", machine, series, context, why)]
            case .archive: return archive(machine, series, context, why)
            }
        }
    }

    private func packages(
        _ names: [String], _ version: String?, _ machine: Machine, _ series: RuntimeSeries, _ context: PlanContext, _ why: String
    ) -> Step {
        let set = PackageSet(machine.os.family, versions: names.map { ($0, version) })
        return Step(
            "install-containerd", on: machine.name, phase: .prepare, title: "Install containerd \(series.series).", why: why,
            risk: .edits, actions: set.actions, check: set.check, seconds: 30)
    }

    private func archive(_ machine: Machine, _ series: RuntimeSeries, _ context: PlanContext, _ why: String) -> [Step] {
        let architecture = machine.architecture.rawValue
        let root = "https://github.com/containerd/containerd/releases/download/v\(series.latest)"
        let containerd = Download(
            "\(root)/containerd-\(series.latest)-linux-\(architecture).tar.gz",
            sum: "\(root)/containerd-\(series.latest)-linux-\(architecture).tar.gz.sha256sum")
        let runcRoot = "https://github.com/opencontainers/runc/releases/download/v\(series.runc ?? "")"
        let runc = Download(
            "\(runcRoot)/runc.\(architecture)", sum: "\(runcRoot)/runc.sha256sum",
            as: "runc-v\(series.runc ?? "").\(architecture)")
        let versions = "containerd \(series.latest), runc \(series.runc ?? "")"
        let install = Step(
            "install-containerd", on: machine.name, phase: .prepare, title: "Install containerd \(series.latest) and runc.",
            why: "\(why) It is compared with the SHA-256 that is published beside it.", risk: .edits,
            actions: containerd.unpack(into: "/usr/local") + runc.install(to: "/usr/local/sbin/runc")
                + [Download.note("containerd", versions)], check: Download.isNoted("containerd", versions),
            undo: .commands([["rm", "--force"] + Self.programs + ["/var/lib/drydock/versions/containerd"]]), seconds: 30)
        let path = "/etc/systemd/system/containerd.service"
        let unit = Step(
            "write-containerd-unit", on: machine.name, phase: .prepare, title: "Write containerd's unit.",
            why: "A package would bring it. Containers outlive a restart of the daemon, because only its own process is stopped.",
            risk: .edits,
            actions: [.write(PlannedFile(path, Self.unit)), .unit(.definitionsRead)],
            check: .succeeds(["systemctl", "cat", "containerd.service"]),
            undo: .commands([["rm", "--force", path], ["systemctl", "daemon-reload"]]))
        return [install, unit]
    }

    /// What the archive of a release holds (1.6 to 2.3), and runc.
    private static let programs =
        ["containerd", "containerd-shim", "containerd-shim-runc-v1", "containerd-shim-runc-v2", "containerd-stress", "ctr"].map {
            "/usr/local/bin/\($0)"
        } + ["/usr/local/sbin/runc"]

    private static let unit = """
        # A package would bring this unit; here the program is a file of its release.
        [Unit]
        Description=containerd: the container runtime
        Documentation=https://containerd.io
        After=network.target local-fs.target dbus.service

        [Service]
        Type=notify
        ExecStartPre=-/sbin/modprobe overlay
        ExecStart=/usr/local/bin/containerd
        # systemd leaves the cgroups below to containerd, and containers alive when it restarts.
        Delegate=yes
        KillMode=process
        Restart=always
        RestartSec=5
        LimitNPROC=infinity
        LimitCORE=infinity
        LimitNOFILE=1048576
        TasksMax=infinity
        OOMScoreAdjust=-999

        [Install]
        WantedBy=multi-user.target

        """
}
