import Planning
import Steps
import YAML

/// What a cluster with Windows workers needs besides: a RuntimeClass that sends pods to them, and what is to be known.
struct WindowsWorkload: Exporter {
    func documents(_ plan: Plan, _ context: PlanContext) -> [PlannedFile] {
        if context.windowsNodes.isEmpty { return [] }
        return [
            PlannedFile("manifests/windows-runtime-class.yaml", Self.runtimeClass),
            PlannedFile("windows.md", Self.notes(context)),
        ]
    }

    static let runtimeClass = YAMLText.document([
        ConfigEntry("apiVersion", "node.k8s.io/v1"), ConfigEntry("kind", "RuntimeClass"),
        ConfigEntry("metadata", .map([ConfigEntry("name", "windows")])),
        ConfigEntry(
            "handler", "runhcs-wcow-process", comment: "containerd's handler for containers that share the host's kernel."),
        ConfigEntry(
            "scheduling",
            .map([
                ConfigEntry("nodeSelector", .map([ConfigEntry("kubernetes.io/os", "windows")])),
                ConfigEntry(
                    "tolerations",
                    .list([
                        .map([
                            ConfigEntry("key", .text(WindowsWorkers.taint.key)), ConfigEntry("operator", "Equal"),
                            ConfigEntry("value", .text(WindowsWorkers.taint.value)),
                            ConfigEntry("effect", .text(WindowsWorkers.taint.effect.rawValue)),
                        ])
                    ])),
            ]), comment: "A pod with runtimeClassName: windows goes to Windows nodes and may stand their taint."),
    ])

    static func notes(_ context: PlanContext) -> String {
        let names = context.windowsNodes.map(\.name).joined(separator: ", ")
        let network = context.addOn.map { addOn in
            addOn.windows
                ? "\(addOn.title) has a part for Windows, which runs as a HostProcess pod: install it and kube-proxy for Windows after the first machine has joined, from kubernetes-sigs/sig-windows-tools (hostprocess/) or the add-on's own pages, in the version \(context.version) for kube-proxy."
                : "\(addOn.title) has no part for Windows: pods on \(names) will have no network. Take an add-on that has one."
        }
        let flannel =
            context.addOn?.id == "flannel"
            ? "\n- Flannel's VXLAN must use port 4789 and a VNI of at least 4096 on all machines, Linux too: Windows knows no other."
            : ""
        return """
            # Windows workers: \(names)

            Each has `machines/NAME/install.ps1`. Run it in a PowerShell of an administrator, by phases: `prepare`, then `workers` when the
            control plane is there. None of this was run on Windows by drydock's tests: read it before you run it.

            - Windows Server 2019 or newer, in a channel that is still supported; the base of every container must fit the host's version.
            - \(network ?? "No network is planned: pods will have none.")\(flannel)
            - HostProcess pods need containerd 1.6 or newer, and Kubernetes 1.23 or newer.
            - Apply `manifests/windows-runtime-class.yaml`, and give Windows pods `runtimeClassName: windows`. DaemonSets for Linux need
              `nodeSelector: {kubernetes.io/os: linux}`.
            - The control plane stays on Linux.

            """
    }
}
