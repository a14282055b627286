import Facts

extension PlanContext {
    /// Whether a cluster that is there is worked on and no machine joins it; then none is prepared.
    package var isRemoval: Bool { plan.existing.map { !$0.task.joins } ?? false }

    /// Whether machines are made ready by steps of ours; Kubespray and kops do it themselves, in their own way.
    private var preparesMachines: Bool { plan.tool == .kubeadm && !isRemoval }

    /// The Linux machines that run a kubelet: all but those that only balance, and but Windows.
    var linuxNodes: [Machine] {
        if !preparesMachines { return [] }
        return plan.changedMachines.filter { !$0.isWindows && $0.roles.contains { $0 != .loadBalancer } }
    }

    package var windowsNodes: [Machine] { preparesMachines ? plan.machines.filter(\.isWindows) : [] }

    package var runsKubeProxy: Bool { !plan.network.addOn.replacesKubeProxy && addOn?.alwaysReplacesKubeProxy != true }

    /// Whether packets that cross a Linux bridge must pass iptables: for networks that hang pods on one, and for releases whose
    /// kubeadm asks for it in any case. A network that is not known may be one of them.
    var needsBridgeCalls: Bool { release.checksBridgeCalls || (addOn?.usesBridge ?? true) }

    /// The version of a machine's system: what the plan says, else what was seen there; empty where nobody knows.
    func osVersion(_ machine: Machine) -> String {
        if !machine.osVersion.isEmpty { return machine.osVersion }
        return facts[machine.name]?.text(MachineFacts.osVersion) ?? ""
    }

    /// crictl's version for the release: its own, else the oldest that a newer release has.
    var crictlVersion: String { firstKnown(\.crictl) }
    /// The CNI plugins' version, likewise: they keep to the CNI's version and not to Kubernetes'.
    var cniPluginsVersion: String { firstKnown(\.cniPlugins) }

    private func firstKnown(_ version: KeyPath<Release, String?>) -> String {
        let newer = knowledge.releases.filter { $0.minor >= release.minor }
        return (newer + knowledge.releases.reversed()).lazy.compactMap { $0[keyPath: version] }.first ?? ""
    }
}

extension OperatingSystem {
    /// The name by which apt repositories call a version of the system; nil where it is not known.
    func codeName(_ version: String) -> String? {
        switch (self, version) {
        case (.debian, "11"): "bullseye"
        case (.debian, "12"): "bookworm"
        case (.debian, "13"): "trixie"
        case (.ubuntu, "20.04"): "focal"
        case (.ubuntu, "22.04"): "jammy"
        case (.ubuntu, "24.04"): "noble"
        default: nil
        }
    }

    /// Where programs go that no package brings: Flatcar's /usr cannot be written to.
    var programFolder: String { self == .flatcar ? "/opt/bin" : "/usr/local/bin" }
}
