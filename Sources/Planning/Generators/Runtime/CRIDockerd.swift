import Steps

/// cri-dockerd: the CRI before Docker Engine, since the kubelet lost dockershim with 1.24 (Mirantis/cri-dockerd v0.4.3: packaging/static for
/// the archives, packaging/systemd for the units, config/options.go for the flags, .github/workflows/publish.yml for what is published).
enum CRIDockerd {
    static let program = "/usr/local/bin/cri-dockerd"
    static let dropIn = "/etc/systemd/system/cri-docker.service.d/10-drydock.conf"

    static func install(_ machine: Machine, _ series: RuntimeSeries, _ context: PlanContext) -> [Step] {
        let folder = machine.os == .flatcar ? "/opt/bin" : "/usr/local/bin"
        let archive = Download(
            "https://github.com/Mirantis/cri-dockerd/releases/download/v\(series.latest)/cri-dockerd-\(series.latest).\(machine.architecture.rawValue).tgz",
            sum: nil)
        let hasArchive = machine.architecture == .amd64 || machine.architecture == .arm64
        let isByHand = !hasArchive
        let paths = ["/etc/systemd/system/cri-docker.service", "/etc/systemd/system/cri-docker.socket"]
        return [
            Step(
                "install-cri-dockerd", on: machine.name, phase: .prepare, title: "Install cri-dockerd \(series.latest).",
                why:
                    "Docker Engine does not speak the CRI. The archive is the same for every system; the packages of its releases differ by system and version. No checksum is published with it, so only TLS vouches for it.",
                risk: .edits,
                actions: isByHand
                    ? [
                        .byHand(
                            "There is no archive of cri-dockerd for \(machine.architecture.rawValue): build \(series.latest) from its source, and put the program to \(folder)/cri-dockerd, mode 0755."
                        )
                    ]
                    : archive.unpack(into: folder, ["--strip-components=1", "cri-dockerd/cri-dockerd"])
                        + [Download.note("cri-dockerd", series.latest)],
                check: isByHand
                    ? .succeeds(["test", "-x", "\(folder)/cri-dockerd"]) : Download.isNoted("cri-dockerd", series.latest),
                undo: .commands([["rm", "--force", "\(folder)/cri-dockerd"]]), seconds: 10),
            Step(
                "write-cri-dockerd-units", on: machine.name, phase: .prepare, title: "Write cri-dockerd's units.",
                why: "The socket stands before the daemon, so that the kubelet finds it whichever of them starts first.",
                risk: .edits,
                actions: [
                    .write(PlannedFile(paths[0], service)), .write(PlannedFile(paths[1], socket)),
                    .unit(.definitionsRead),
                ], check: .succeeds(["systemctl", "cat", "cri-docker.service", "cri-docker.socket"]),
                undo: .commands([["rm", "--force"] + paths, ["systemctl", "daemon-reload"]])),
        ]
    }

    static func configure(_ machine: Machine, _ context: PlanContext) -> Step {
        Step(
            "configure-cri-dockerd", on: machine.name, phase: .prepare, title: "Give cri-dockerd its flags and start it.",
            why: "Of itself it takes another sandbox image than kubeadm names, which a machine without internet cannot pull.",
            risk: .restarts,
            actions: [
                .write(PlannedFile(dropIn, flags(machine, context))), .unit(.definitionsRead),
                .unit(UnitChange("cri-docker.socket", .enabled)), .unit(UnitChange("cri-docker.socket", .started)),
                .unit(UnitChange("cri-docker.service", .enabled)),
                .unit(UnitChange("cri-docker.service", .restarted)),
            ], check: .succeeds(["systemctl", "is-active", "--quiet", "cri-docker.service"]),
            undo: .commands([["rm", "--force", dropIn], ["systemctl", "daemon-reload"]]), seconds: 5)
    }

    static func flags(_ machine: Machine, _ context: PlanContext) -> String {
        let isOurs = context.plan.runtime.installs && context.plan.runtime.kind == .docker
        let path = !isOurs ? "/usr/bin/cri-dockerd" : machine.os == .flatcar ? "/opt/bin/cri-dockerd" : program
        var words = [
            path, "--container-runtime-endpoint", "fd://", "--network-plugin=cni", "--cni-bin-dir=/opt/cni/bin",
            "--pod-infra-container-image=\(context.sandboxImage)",
        ]
        if context.plan.isDualStack { words.append("--ipv6-dual-stack") }
        return """
            # The image is the one that kubeadm of this release names: another would be pulled beside it.
            [Service]
            ExecStart=
            ExecStart=\(words.joined(separator: " "))

            """
    }

    private static let service = """
        # A package would bring this unit; here the program is a file of its release. Its flags stand in a drop-in.
        [Unit]
        Description=cri-dockerd: the CRI for Docker Engine
        Documentation=https://mirantis.github.io/cri-dockerd/
        After=network-online.target docker.service
        Wants=network-online.target
        Requires=cri-docker.socket docker.service

        [Service]
        Type=notify
        ExecStart=/usr/local/bin/cri-dockerd --container-runtime-endpoint fd://
        Restart=always
        RestartSec=2
        LimitNPROC=infinity
        LimitCORE=infinity
        TasksMax=infinity
        Delegate=yes
        KillMode=process

        [Install]
        WantedBy=multi-user.target

        """

    private static let socket = """
        # kubeadm and the kubelet reach cri-dockerd here: /var/run is /run.
        [Unit]
        Description=cri-dockerd: the CRI's socket
        PartOf=cri-docker.service

        [Socket]
        ListenStream=/run/cri-dockerd.sock
        SocketMode=0660
        SocketUser=root

        [Install]
        WantedBy=sockets.target

        """
}
