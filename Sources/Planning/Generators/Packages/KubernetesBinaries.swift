import Steps

/// kubelet, kubeadm, kubectl, crictl and the CNI plugins as files of their releases, where there are no packages: Kubernetes 1.23,
/// Flatcar, and systems whose packages are not to be touched.
struct KubernetesBinaries: Generator {
    func steps(_ context: PlanContext) -> [Step] {
        context.linuxNodes.filter { !KubernetesPackages.hasPackages($0, context) }.flatMap { machine in
            [
                programs(machine, context), tools(machine, context), unit(machine, context),
                KubernetesPackages.enableKubelet(machine),
            ]
        }
    }

    private func programs(_ machine: Machine, _ context: PlanContext) -> Step {
        let folder = machine.os.programFolder
        let names = ["kubeadm", "kubectl", "kubelet"]
        let root = "https://dl.k8s.io/release/v\(context.version)/bin/linux/\(machine.architecture.rawValue)"
        let downloads = names.map { name in
            (Download("\(root)/\(name)", sum: "\(root)/\(name).sha256", as: "\(name)-v\(context.version)"), "\(folder)/\(name)")
        }
        let reason =
            context.release.hasPackages
            ? "No package manager brings them to this system." : "pkgs.k8s.io has no packages of \(context.release.id)."
        let paths = downloads.map(\.1)
        return Step(
            "install-kubernetes-programs", on: machine.name, phase: .prepare,
            title: "Put kubelet, kubeadm and kubectl \(context.version) into \(folder).",
            why: "\(reason) Each file is compared with the SHA-256 that is published beside it.", risk: .edits,
            actions: downloads.flatMap { $0.0.install(to: $0.1) } + [Download.note("kubernetes", context.version)],
            check: Download.isNoted("kubernetes", context.version),
            undo: .commands([["rm", "--force"] + paths]), seconds: 60)
    }

    private func tools(_ machine: Machine, _ context: PlanContext) -> Step {
        let architecture = machine.architecture.rawValue
        let crictl = Self.crictl(context.crictlVersion, "linux", architecture)
        let plugins = Self.plugins(context.cniPluginsVersion, "linux", architecture)
        let folder = machine.os.programFolder
        let versions = "crictl \(context.crictlVersion), CNI plugins \(context.cniPluginsVersion)"
        return Step(
            "install-node-tools", on: machine.name, phase: .prepare, title: "Install crictl and the CNI plugins.",
            why: "kubeadm of older releases asks for crictl, and networks call the plugins in /opt/cni/bin.", risk: .edits,
            actions: crictl.unpack(into: folder) + plugins.unpack(into: "/opt/cni/bin") + [Download.note("node-tools", versions)],
            check: Download.isNoted("node-tools", versions),
            undo: .commands([["rm", "--force", "\(folder)/crictl"]]), seconds: 30)
    }

    static func crictl(_ version: String, _ system: String, _ architecture: String) -> Download {
        let url =
            "https://github.com/kubernetes-sigs/cri-tools/releases/download/v\(version)/crictl-v\(version)-\(system)-\(architecture).tar.gz"
        return Download(url, sum: url + ".sha256")
    }

    static func plugins(_ version: String, _ system: String, _ architecture: String) -> Download {
        let url =
            "https://github.com/containernetworking/plugins/releases/download/v\(version)/cni-plugins-\(system)-\(architecture)-v\(version).tgz"
        return Download(url, sum: url + ".sha256")
    }

    /// The unit and kubeadm's drop-in, which a package would bring.
    private func unit(_ machine: Machine, _ context: PlanContext) -> Step {
        let folder = machine.os.programFolder
        let unit = """
            # A package would bring this unit; here the program is a file of its release.
            [Unit]
            Description=kubelet: the Kubernetes node agent
            Documentation=https://kubernetes.io/docs/
            Wants=network-online.target
            After=network-online.target

            [Service]
            ExecStart=\(folder)/kubelet
            Restart=always
            StartLimitInterval=0
            RestartSec=10

            [Install]
            WantedBy=multi-user.target

            """
        let dropIn = """
            # kubeadm writes the files that are named here: bootstrap-kubelet.conf at a join, config.yaml and kubeadm-flags.env
            # at init and join. /etc/default/kubelet is for flags of this machine alone.
            [Service]
            Environment="PATH=\(folder):/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
            Environment="KUBELET_KUBECONFIG_ARGS=--bootstrap-kubeconfig=/etc/kubernetes/bootstrap-kubelet.conf --kubeconfig=/etc/kubernetes/kubelet.conf"
            Environment="KUBELET_CONFIG_ARGS=--config=/var/lib/kubelet/config.yaml"
            EnvironmentFile=-/var/lib/kubelet/kubeadm-flags.env
            EnvironmentFile=-/etc/default/kubelet
            ExecStart=
            ExecStart=\(folder)/kubelet $KUBELET_KUBECONFIG_ARGS $KUBELET_CONFIG_ARGS $KUBELET_KUBEADM_ARGS $KUBELET_EXTRA_ARGS

            """
        let paths = ["/etc/systemd/system/kubelet.service", "/etc/systemd/system/kubelet.service.d/10-kubeadm.conf"]
        return Step(
            "write-kubelet-unit", on: machine.name, phase: .prepare, title: "Write the kubelet's unit.",
            why: "kubeadm starts the kubelet by systemd and hands its settings over in files that the unit must name.",
            risk: .edits,
            actions: [
                .write(PlannedFile(paths[0], unit)), .write(PlannedFile(paths[1], dropIn)),
                .unit(.definitionsRead),
            ], check: .succeeds(["systemctl", "cat", "kubelet.service"]),
            undo: .commands([["rm", "--force"] + paths, ["systemctl", "daemon-reload"]]))
    }
}
