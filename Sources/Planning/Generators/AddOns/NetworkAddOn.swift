import Steps

/// Installs the network add-on on the first control plane.
struct NetworkAddOn: Generator {
    /// One line each, by the add-on's id in the knowledge.
    static let installations: [String: any AddOnInstallation] = [
        "flannel": Flannel(),
        "calico": Calico(),
        "canal": Canal(),
        "cilium": Cilium(),
        "antrea": Antrea(),
        "kube-router": KubeRouter(),
        "kube-ovn": KubeOVN(),
        "ovn-kubernetes": OVNKubernetes(),
    ]

    func steps(_ context: PlanContext) -> [Step] {
        guard context.plan.tool == .kubeadm, context.plan.existing == nil, let machine = context.plan.firstControlPlane else {
            return []
        }
        guard let addOn = context.addOn, let installation = Self.installations[addOn.id] else {
            return [byHand(context, machine)]
        }
        let site = AddOnSite(context: context, addOn: addOn, machine: machine)
        return installation.steps(site) + windows(site)
    }

    private func byHand(_ context: PlanContext, _ machine: Machine) -> Step {
        let name = context.plan.network.addOn.name
        let ranges = context.plan.network.podSubnets.joined(separator: " and ")
        let which = name == "none" ? "a network add-on of your choice" : "the network add-on \(name)"
        return Step(
            "install-network-add-on", on: machine.name, phase: .network, title: "Install \(which) by hand.",
            why: "Nodes stay NotReady and no pod gets an address before a network add-on runs.", risk: .edits,
            actions: [.byHand("Install \(which) with the pod range \(ranges). Nodes become Ready then.")],
            check: .succeeds(AdminKubectl.words("wait", "--for=condition=Ready", "node/\(machine.name)", "--timeout=5s")),
            undo: .brought)
    }

    /// What runs on Windows nodes needs settings of theirs, which no manifest carries for all.
    private func windows(_ site: AddOnSite) -> [Step] {
        let names = site.context.plan.machines.filter(\.isWindows).map(\.name)
        guard !names.isEmpty else { return [] }
        return [
            Step(
                "install-network-add-on-on-windows", on: site.machine.name, phase: .finish,
                title: "Install \(site.addOn.title) on the Windows nodes.",
                why: "Its Linux pods do not run there: Windows nodes need its Windows build, of the same version.", risk: .looks,
                actions: [
                    .byHand(
                        "Follow \(site.addOn.title)'s own guide for Windows, version \(site.version), for: \(names.joined(separator: ", ")). Pod range: \(site.podText)."
                    )
                ])
        ]
    }
}

/// How one add-on is installed.
protocol AddOnInstallation: Sendable {
    func steps(_ site: AddOnSite) -> [Step]
}

/// kubectl as the administrator, on a control plane.
enum AdminKubectl {
    static let kubeconfig = "/etc/kubernetes/admin.conf"

    static func words(_ words: String...) -> [String] { ["kubectl", "--kubeconfig", kubeconfig] + words }
}
