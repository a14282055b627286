import Steps
import YAML

/// Windows workers: containerd, the kubelet as a service and the tools, as kubernetes-sigs/sig-windows-tools sets them up (guides and
/// hostprocess/, read 2026-11), but with a checksum for every file that has one published, and without nssm from elsewhere.
package struct WindowsWorkers: Generator {
    static let folder = "C:/k"
    static let downloads = "C:/k/downloads"
    static let containerd = "C:/Program Files/containerd"

    package func steps(_ context: PlanContext) -> [Step] {
        context.windowsNodes.flatMap { machine -> [Step] in
            let config = PlannedFile("\(Self.containerd)/config.toml", Self.containerdConfig(context))
            return [
                feature(machine), programs(machine, context),
                Step(
                    "configure-containerd", on: machine.name, phase: .prepare,
                    title: "Write containerd's configuration and run it as a service.",
                    why:
                        "kubeadm and the kubelet reach containerd by its pipe, and pods find the CNI's files where the network's pods put them.",
                    risk: .restarts,
                    actions: [
                        .write(config),
                        .run(
                            Run(
                                [
                                    "\(Self.containerd)/bin/containerd.exe", "--config", "\(Self.containerd)/config.toml",
                                    "--register-service",
                                ],
                                unless: ["sc.exe", "query", "containerd"])),
                        .run(Run(["powershell.exe", "-NoProfile", "-Command", "Restart-Service containerd"])),
                    ], check: .succeeds(["sc.exe", "query", "containerd"]),
                    undo: .commands([["\(Self.containerd)/bin/containerd.exe", "--unregister-service"]]), seconds: 10),
                task(machine, context), join(machine, context),
            ]
        }
    }

    private func task(_ machine: Machine, _ context: PlanContext) -> Step {
        Step(
            "register-kubelet", on: machine.name, phase: .prepare,
            title: "Run the kubelet as a task that starts with the machine.",
            why:
                "kubeadm on Windows writes the kubelet's flags to a file and does not start it: the script waits for that file and starts the kubelet with it, again whenever it ends.",
            risk: .edits,
            actions: [
                .write(PlannedFile("\(Self.folder)/start-kubelet.ps1", Self.startKubelet(machine, context))),
                .run(
                    Run(
                        [
                            "schtasks.exe", "/Create", "/TN", "kubelet", "/SC", "ONSTART", "/RU", "SYSTEM", "/RL",
                            "HIGHEST", "/F",
                            "/TR", "powershell.exe -NoProfile -ExecutionPolicy Bypass -File C:\\k\\start-kubelet.ps1",
                        ], unless: ["schtasks.exe", "/Query", "/TN", "kubelet"])),
                .run(
                    Run(
                        [
                            "netsh.exe", "advfirewall", "firewall", "add", "rule", "name=kubelet", "dir=in",
                            "action=allow",
                            "protocol=TCP", "localport=10250",
                        ], unless: ["netsh.exe", "advfirewall", "firewall", "show", "rule", "name=kubelet"])),
            ], check: .succeeds(["schtasks.exe", "/Query", "/TN", "kubelet"]),
            undo: .commands([["schtasks.exe", "/Delete", "/TN", "kubelet", "/F"]]))
    }

    private func feature(_ machine: Machine) -> Step {
        Step(
            "enable-containers", on: machine.name, phase: .prepare, title: "Install the Windows feature Containers.",
            why:
                "Windows makes no containers without it. Where it was missing, the machine must be restarted, and then this script run again.",
            risk: .restarts,
            actions: [
                .run(
                    Run(
                        ["powershell.exe", "-NoProfile", "-Command", "Install-WindowsFeature Containers"],
                        unless: ["sc.exe", "query", "vmcompute"]))
            ], check: .succeeds(["sc.exe", "query", "vmcompute"]),
            undo: .commands([["powershell.exe", "-NoProfile", "-Command", "Uninstall-WindowsFeature Containers"]]), seconds: 120)
    }

    private func programs(_ machine: Machine, _ context: PlanContext) -> Step {
        let files = Self.files(context)
        let fetched = files.map { file in "\(Self.downloads)/\(file.url.split(separator: "/").last ?? "")" }
        var actions: [Action] = []
        for (file, path) in zip(files, fetched) {
            let name = String(file.url.split(separator: "/").last ?? "")
            actions.append(.fetch(Fetch(file.url, to: path, proof: .published(url: file.sum, name: name))))
        }
        for (file, path) in zip(files, fetched) {
            if path.hasSuffix(".exe") {
                actions.append(
                    .run(Run(["cmd.exe", "/c", "copy", "/y", Self.backslashes(path), Self.backslashes(file.into)])))
            } else {
                actions.append(
                    .run(
                        Run([
                            "cmd.exe", "/c",
                            "if not exist \"\(Self.backslashes(file.into))\" mkdir \"\(Self.backslashes(file.into))\"",
                        ])))
                actions.append(.run(Run(["tar.exe", "-xf", path, "-C", file.into])))
            }
        }
        return Step(
            "install-windows-programs", on: machine.name, phase: .prepare,
            title: "Install containerd, kubelet, kubeadm, crictl and the CNI plugins.",
            why:
                "There are no packages for Windows: the files come from the projects' releases, and each is compared with the SHA-256 that is published beside it.",
            risk: .edits, actions: actions,
            check: .succeeds(["cmd.exe", "/c", "if not exist C:\\k\\kubeadm.exe exit 1"]),
            undo: .none(
                because:
                    "Other programs may lie in the same folders. Delete from \(Self.folder), C:/opt/cni/bin and \(Self.containerd) what nothing runs any more."
            ), seconds: 120)
    }

    /// Each file, where its SHA-256 is, and where it goes: a folder to be unpacked into, or the path of a program.
    static func files(_ context: PlanContext) -> [(url: String, sum: String, into: String)] {
        let kubernetes = "https://dl.k8s.io/release/v\(context.version)/bin/windows/amd64"
        let version = containerdVersion(context)
        let archive =
            "https://github.com/containerd/containerd/releases/download/v\(version)/containerd-\(version)-windows-amd64.tar.gz"
        let crictl = KubernetesBinaries.crictl(context.crictlVersion, "windows", "amd64").url
        let plugins = KubernetesBinaries.plugins(context.cniPluginsVersion, "windows", "amd64").url
        return [
            (archive, archive + ".sha256sum", containerd),
            ("\(kubernetes)/kubelet.exe", "\(kubernetes)/kubelet.exe.sha256", "\(folder)/kubelet.exe"),
            ("\(kubernetes)/kubeadm.exe", "\(kubernetes)/kubeadm.exe.sha256", "\(folder)/kubeadm.exe"),
            (crictl, crictl + ".sha256", folder), (plugins, plugins + ".sha256", "C:/opt/cni/bin"),
        ]
    }

    /// Windows has containerd only, whatever the Linux machines run.
    private static func series(_ context: PlanContext) -> RuntimeSeries? {
        context.plan.runtime.kind == .containerd
            ? context.runtime : context.knowledge.runtimes(.containerd, for: context.release.minor).first
    }

    static func containerdVersion(_ context: PlanContext) -> String { series(context)?.latest ?? "" }

    static func containerdConfig(_ context: PlanContext) -> String {
        let version = series(context)?.configVersion ?? 2
        let image = TOMLText.quoted(context.sandboxImage)
        let isOld = version == 2
        let runtime = isOld ? "plugins.\"io.containerd.grpc.v1.cri\"" : "plugins.'io.containerd.cri.v1.runtime'"
        let bin = series(context)?.takesBinDirs == true ? "bin_dirs = [\"C:/opt/cni/bin\"]" : "bin_dir = \"C:/opt/cni/bin\""
        let sandbox =
            isOld
            ? "[\(runtime)]\nsandbox_image = \(image)"
            : "[plugins.'io.containerd.cri.v1.images'.pinned_images]\nsandbox = \(image)"
        return
            "# What Kubernetes needs of containerd; all else is the daemon's default.\nversion = \(version)\n\n\(sandbox)\n\n[\(runtime).cni]\n\(bin)\nconf_dir = \"C:/etc/cni/net.d\"\n"
    }

    /// Waits for what kubeadm writes, then runs the kubelet with it.
    static func startKubelet(_ machine: Machine, _ context: PlanContext) -> String {
        """
        # Starts the kubelet with the flags that kubeadm wrote, and again whenever it ends. Run by the task "kubelet".
        $flags = 'C:/var/lib/kubelet/kubeadm-flags.env'
        New-Item -ItemType Directory -Force 'C:/var/log/kubelet' | Out-Null
        while ($true) {
            if (Test-Path $flags) {
                $words = (Get-Content -Raw $flags).Trim() -replace '^KUBELET_KUBEADM_ARGS=', ''
                $words = $words.Trim('"') -split ' +' | Where-Object { $_ }
                & C:/k/kubelet.exe @words --config=C:/var/lib/kubelet/config.yaml `
                    --bootstrap-kubeconfig=C:/etc/kubernetes/bootstrap-kubelet.conf --kubeconfig=C:/etc/kubernetes/kubelet.conf `
                    --cert-dir=C:/var/lib/kubelet/pki --hostname-override=\(machine.name) `
                    --cgroups-per-qos=false --enforce-node-allocatable= --resolv-conf= 2>> C:/var/log/kubelet/kubelet.log
            }
            Start-Sleep -Seconds 10
        }

        """
    }

    private func join(_ machine: Machine, _ context: PlanContext) -> Step {
        let file = PlannedFile("\(Self.folder)/join.yaml", mode: 0o600, Self.joinConfiguration(machine, context))
        return Step(
            "join-windows-worker", on: machine.name, phase: .workers, title: "Start the kubelet and join the cluster.",
            why: "The machine becomes a node. Its taint keeps Linux pods away, which could not run there.", risk: .edits,
            actions: [
                .write(file),
                // kubeadm waits for the kubelet to answer; the task waits for the flags that kubeadm writes before.
                .run(Run(["schtasks.exe", "/Run", "/TN", "kubelet"], unlessExists: "C:/etc/kubernetes/kubelet.conf")),
                .run(
                    Run(
                        ["cmd.exe", "/c", "C:\\k\\kubeadm.exe join --config C:\\k\\join.yaml"],
                        unlessExists: "C:/etc/kubernetes/kubelet.conf")),
            ], check: .succeeds(["cmd.exe", "/c", "if not exist C:\\etc\\kubernetes\\kubelet.conf exit 1"]),
            undo: .commands([["C:/k/kubeadm.exe", "reset", "--force", "--cri-socket", CRISocket.windows]]), seconds: 60)
    }

    package static let taint = Machine.Taint(key: "os", value: "windows", effect: .noSchedule)

    private static func joinConfiguration(_ machine: Machine, _ context: PlanContext) -> String {
        let endpoint = context.plan.existing.map(\.endpoint) ?? ""
        let taints = (machine.taints ?? [taint]).map { taint in
            ConfigValue.map([
                ConfigEntry("key", .text(taint.key)), ConfigEntry("value", .text(taint.value)),
                ConfigEntry("effect", .text(taint.effect.rawValue)),
            ])
        }
        return YAMLText.document([
            ConfigEntry("apiVersion", .text("kubeadm.k8s.io/\(context.release.configAPI.rawValue)")),
            ConfigEntry("kind", "JoinConfiguration"),
            ConfigEntry(
                "discovery",
                .map([
                    ConfigEntry(
                        "bootstrapToken",
                        .map([
                            ConfigEntry("apiServerEndpoint", .text(endpoint.isEmpty ? context.plan.endpoint.text : endpoint)),
                            ConfigEntry("token", .text(Placeholder.joinToken.mark), comment: "It lives 24 hours."),
                            ConfigEntry("caCertHashes", .texts([Placeholder.caCertHash.mark])),
                        ]))
                ])),
            ConfigEntry(
                "nodeRegistration",
                .map([
                    ConfigEntry("name", .text(machine.name)), ConfigEntry("criSocket", .text(CRISocket.windows)),
                    ConfigEntry("taints", .list(taints), comment: "Pods without a toleration go to Linux."),
                ])),
        ])
    }

    private static func backslashes(_ path: String) -> String { path.split(separator: "/").joined(separator: "\\") }
}
