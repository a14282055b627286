import Facts
import Steps

/// Writes containerd's configuration and starts it with that.
struct ContainerdSettings: Generator {
    func steps(_ context: PlanContext) -> [Step] {
        guard context.plan.runtime.kind == .containerd, let series = context.runtime else { return [] }
        return context.linuxNodes.flatMap { machine -> [Step] in
            ProxyDropIn.steps("containerd.service", on: machine, context) + flatcar(machine)
                + (Self.config(machine, series, context).isDropIn ? [] : [keep(machine)])
                + [configure(machine, series, context), check(machine, series, context)]
        }
    }

    /// A file that was there before the plan is kept for the day on which the cluster is taken away.
    private func keep(_ machine: Machine) -> Step {
        let (path, kept) = (ContainerdConfig.path, ContainerdConfig.keptPath)
        let program =
            "BEGIN { if ((getline line <\"\(path)\") > 0 && index(line, \"\(ContainerdConfig.mark)\") != 1 && (getline line <\"\(kept)\") < 0) exit 1 }"
        return Step(
            "keep-containerd-configuration", on: machine.name, phase: .prepare,
            title: "Keep containerd's configuration as it stands.",
            why: "The next step writes it anew. When the cluster is taken away again, this one is put back.", risk: .edits,
            actions: [
                .run(Run(["mkdir", "--parents", String(kept[..<(kept.lastIndex(of: "/") ?? kept.endIndex)])])),
                .run(Run(["cp", "--preserve=mode,timestamps", path, kept])),
            ],
            check: .succeeds(["awk", program]), undo: .commands([["rm", "--force", kept]]))
    }

    private func configure(_ machine: Machine, _ series: RuntimeSeries, _ context: PlanContext) -> Step {
        let config = Self.config(machine, series, context)
        let path = config.isDropIn ? ContainerdConfig.dropInPath : ContainerdConfig.path
        return Step(
            "configure-containerd", on: machine.name, phase: .prepare,
            title: "Write containerd's configuration and restart it.",
            why:
                "containerd \(series.series) reads configuration of version \(config.version). Of itself it makes cgroups without systemd, whatever the kubelet does, and pods then fail or lose their limits."
                + (config.isDropIn ? " The machine's own config.toml imports this folder and stays as it is." : ""),
            risk: .restarts,
            actions: [
                .write(PlannedFile(path, config.text)), .run(Run(["mkdir", "--parents", ContainerdConfig.registryFolder])),
                .unit(UnitChange("containerd.service", .enabled)),
                .unit(UnitChange("containerd.service", .restarted)),
            ], check: .succeeds(Self.isRead(path)),
            undo: Self.undo(config, path), seconds: 5)
    }

    /// What was kept of the machine's own goes back.
    private static func undo(_ config: ContainerdConfig, _ path: String) -> Undo {
        let kept = ContainerdConfig.keptPath
        let back = Action.run(Run(["install", "--mode=0644", kept, path], unless: ["test", "!", "-e", kept]))
        return .actions(
            [.run(Run(["rm", "--force", path]))] + (config.isDropIn ? [] : [back])
                + [.unit(UnitChange("containerd.service", .restarted))])
    }

    /// Ends 0 where containerd runs and was started after the file was written: its socket comes with each start and goes when it
    /// stops. The shell's own test need not know `-nt` (POSIX.1-2017), so the program is asked.
    private static func isRead(_ path: String) -> [String] { ["env", "test", "/run/containerd/containerd.sock", "-nt", path] }

    /// The configuration of one machine: a part beside its own file only where that file was seen to import the folder.
    static func config(_ machine: Machine, _ series: RuntimeSeries, _ context: PlanContext) -> ContainerdConfig {
        var config = ContainerdConfig(
            version: series.configVersion ?? 2, takesBinDirs: series.takesBinDirs,
            usesSystemdCgroup: context.plan.cgroupDriver == .systemd, sandboxImage: context.sandboxImage)
        guard !context.plan.runtime.installs, series.importsDropIns, let facts = context.facts[machine.name],
            facts.flag(ContainerdFacts.configExists) == true, facts.flag(ContainerdFacts.criIsDisabled) == false,
            let files = facts.list(ContainerdFacts.configFiles),
            files.contains(where: { $0.hasPrefix("/etc/containerd/conf.d/") }),
            let version = facts.integer(ContainerdFacts.configVersion), version > 1
        else { return config }
        config.isDropIn = true
        // A part of a higher version than the file that imports it stops the daemon.
        config.version = min(version, config.version)
        return config
    }

    /// Flatcar starts containerd with a file of its own, below /usr.
    private func flatcar(_ machine: Machine) -> [Step] {
        guard machine.os == .flatcar else { return [] }
        let path = "/etc/systemd/system/containerd.service.d/10-drydock.conf"
        let text = """
            # The system's unit names a configuration below /usr, which cannot be changed. The older name is of releases before 3760.
            [Service]
            Environment=CONTAINERD_CONFIG=\(ContainerdConfig.path)
            ExecStart=
            ExecStart=/usr/bin/containerd --config \(ContainerdConfig.path)

            """
        return [
            Step(
                "point-containerd-at-its-configuration", on: machine.name, phase: .prepare,
                title: "Let containerd read \(ContainerdConfig.path).",
                why: "Flatcar's unit starts it with a file below /usr, so a file in /etc would not be read.", risk: .edits,
                actions: [.write(PlannedFile(path, text)), .unit(.definitionsRead)],
                check: .succeeds(["test", "-e", path]),
                undo: .commands([["rm", "--force", path], ["systemctl", "daemon-reload"]]))
        ]
    }

    /// What the daemon makes of the file: it ignores what stands in a table that it does not read, without a word.
    private func check(_ machine: Machine, _ series: RuntimeSeries, _ context: PlanContext) -> Step {
        let dump = "/run/drydock/containerd.toml"
        let image = context.sandboxImage.map { "./".contains($0) ? "[\($0)]" : String($0) }.joined()
        let program =
            "/SystemdCgroup = \(context.plan.cgroupDriver == .systemd)/ { cgroup = 1 } /sandbox(_image)? = .\(image)./ { sandbox = 1 } END { exit !(cgroup && sandbox) }"
        let source = ContainerdSource.of(machine, series, context).0
        return Step(
            "check-containerd", on: machine.name, phase: .prepare,
            title: "See that containerd reads the configuration as it is meant.",
            why:
                "containerd does not complain of a setting in a table that its version does not read. Its own dump shows what it took.",
            risk: .looks,
            actions: [
                .run(
                    Run(
                        [context.plan.runtime.installs ? source.program : "containerd", "config", "dump"],
                        output: Run.OutputFile(path: dump, mode: 0o600)))
            ], check: .succeeds(["awk", program, dump]))
    }
}
