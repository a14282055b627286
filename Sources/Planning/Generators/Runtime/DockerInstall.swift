import Steps

/// Docker Engine and, from 1.24, cri-dockerd; or cri-dockerd's settings beside Mirantis Container Runtime.
struct DockerInstall: Generator {
    func steps(_ context: PlanContext) -> [Step] {
        let kind = context.plan.runtime.kind
        guard kind == .docker || kind == .mcr, let series = context.runtime else { return [] }
        let hasShim = kind == .docker && context.release.hasDockershim
        return context.linuxNodes.flatMap { machine -> [Step] in
            var out = context.plan.runtime.installs ? engine(machine, series, context) : []
            out += ProxyDropIn.steps("docker.service", on: machine, context) + [configure(machine, context)]
            if hasShim { return out }
            if context.plan.runtime.installs, kind == .docker { out += CRIDockerd.install(machine, series, context) }
            return out + [CRIDockerd.configure(machine, context)]
        }
    }

    private func engine(_ machine: Machine, _ series: RuntimeSeries, _ context: PlanContext) -> [Step] {
        let family = machine.os.family
        let isBrought = context.plan.runtime.kind == .mcr
        let suite = machine.os.codeName(context.osVersion(machine))
        let hasRepository = !isBrought && (machine.os == .rhel || machine.os == .fedora || family == .apt && suite != nil)
        // Where Docker has no repository, the system's own package.
        let names: [String] =
            hasRepository ? ["containerd.io", "docker-ce", "docker-ce-cli"] : family == .apt ? ["docker.io"] : ["docker"]
        let set = PackageSet(family, names)
        let name = context.plan.runtime.kind == .mcr ? "Mirantis Container Runtime and cri-dockerd" : "Docker Engine"
        if machine.os == .flatcar && context.plan.runtime.kind == .docker { return [] }
        let step = Step(
            "install-docker", on: machine.name, phase: .prepare, title: "Install \(name).",
            why: hasRepository
                ? "The packages of download.docker.com are the Engine's own."
                : isBrought
                    ? "It cannot be fetched from here."
                    : "Docker has no repository for this system, or the plan does not say its version, so the system's own package is taken.",
            risk: .edits,
            actions: isBrought || set.actions.isEmpty ? [.byHand("Install \(name) on \(machine.name).")] : set.actions,
            check: isBrought || set.check == nil ? .succeeds(["test", "-x", "/usr/bin/dockerd"]) : set.check,
            undo: isBrought || set.actions.isEmpty ? .brought : .journal, seconds: 60)
        return (hasRepository ? DockerRepository.of(machine, suite: suite).steps(on: machine, family) : []) + [step]
    }

    private func configure(_ machine: Machine, _ context: PlanContext) -> Step {
        Step(
            "configure-docker", on: machine.name, phase: .prepare, title: "Write Docker's settings and restart it.",
            why:
                "Docker and the kubelet must make cgroups the same way. Logs of containers are kept from filling the disk, which Docker does not do by itself.",
            risk: .restarts,
            actions: [
                .write(PlannedFile("/etc/docker/daemon.json", Self.daemon(context))),
                .unit(UnitChange("docker.service", .enabled)),
                .unit(UnitChange("docker.service", .restarted)),
            ], check: .succeeds(["systemctl", "is-active", "--quiet", "docker.service"]), seconds: 10)
    }

    /// daemon.json, which takes no comments.
    static func daemon(_ context: PlanContext) -> String {
        """
        {
          "exec-opts": ["native.cgroupdriver=\(context.plan.cgroupDriver.rawValue)"],
          "log-driver": "json-file",
          "log-opts": {
            "max-file": "3",
            "max-size": "100m"
          },
          "storage-driver": "overlay2"
        }

        """
    }
}
