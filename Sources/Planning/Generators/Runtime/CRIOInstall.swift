import Steps

/// CRI-O of the release's minor, and its settings.
struct CRIOInstall: Generator {
    static let path = "/etc/crio/crio.conf.d/20-drydock.conf"

    func steps(_ context: PlanContext) -> [Step] {
        guard context.plan.runtime.kind == .crio, let series = context.runtime else { return [] }
        return context.linuxNodes.flatMap { machine -> [Step] in
            (context.plan.runtime.installs ? install(machine, series, context) : [])
                + ProxyDropIn.steps("crio.service", on: machine, context) + [configure(machine, series, context)]
        }
    }

    private func install(_ machine: Machine, _ series: RuntimeSeries, _ context: PlanContext) -> [Step] {
        let family = machine.os.family
        let names = family == .apt ? ["cri-o"] : ["container-selinux", "cri-o"]
        let set = PackageSet(family, names)
        let byHand = "Install CRI-O \(series.series) on \(machine.name), with crun or runc."
        let step = Step(
            "install-crio", on: machine.name, phase: .prepare, title: "Install CRI-O \(series.series).",
            why: "CRI-O's minor is that of Kubernetes: its project builds and tests the two together.", risk: .edits,
            actions: set.actions.isEmpty ? [.byHand(byHand)] : set.actions,
            check: set.check ?? .succeeds(["test", "-x", "/usr/bin/crio"]), seconds: 60)
        if set.actions.isEmpty { return [step] }
        return Self.repository(series, family).steps(on: machine, family) + [step]
    }

    static func repository(_ series: RuntimeSeries, _ family: OperatingSystem.Family) -> PackageRepository {
        let root = "https://download.opensuse.org/repositories/isv:/cri-o:/stable:/v\(series.series)"
        let isApt = family == .apt
        return PackageRepository(
            name: "cri-o", title: "CRI-O \(series.series)", url: isApt ? "\(root)/deb/" : "\(root)/rpm/",
            keyURL: isApt ? "\(root)/deb/Release.key" : "\(root)/rpm/repodata/repomd.xml.key")
    }

    private func configure(_ machine: Machine, _ series: RuntimeSeries, _ context: PlanContext) -> Step {
        Step(
            "configure-crio", on: machine.name, phase: .prepare, title: "Write CRI-O's settings and restart it.",
            why: "CRI-O and the kubelet must make cgroups the same way, and pods begin with the image that kubeadm names.",
            risk: .restarts,
            actions: [
                .write(PlannedFile(Self.path, Self.text(context))),
                .unit(UnitChange("crio.service", .enabled)),
                .unit(UnitChange("crio.service", .restarted)),
            ], check: .succeeds(["systemctl", "is-active", "--quiet", "crio.service"]),
            undo: .commands([["rm", "--force", Self.path], ["systemctl", "restart", "crio.service"]]), seconds: 5)
    }

    /// The drop-in, read after the package's own.
    static func text(_ context: PlanContext) -> String {
        let isSystemd = context.plan.cgroupDriver == .systemd
        let reason =
            isSystemd
            ? "# systemd makes the cgroups of containers, as the kubelet is told."
            : "# The kubelet is told to make cgroups itself. conmon must then be in the pod's."
        let text = """
            # What Kubernetes needs of CRI-O, read after the package's 10-crio.conf.
            [crio.image]
            # The image that kubeadm of this release names: another would be pulled beside it, or not be found without internet.
            pause_image = \(TOMLText.quoted(context.sandboxImage))

            [crio.runtime]
            \(reason)
            cgroup_manager = "\(context.plan.cgroupDriver.rawValue)"

            """
        return isSystemd ? text : text + "conmon_cgroup = \"pod\"\n"
    }
}
