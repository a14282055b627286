import Facts
import Planning

/// What a machine needs before it can be part of a cluster, against what it has: kubeadm's own preflight, and what kubeadm does not
/// look at. Sources: kubeadm 1.36.3 cmd/kubeadm/app/preflight/checks.go; system-validators 1.10.
public enum RoleNeeds {
    /// One need.
    public struct Need: Sendable, Equatable {
        /// A noun: `Memory`.
        public var title: String
        public var state: State
        /// The value found and the value wanted, as a sentence.
        public var says: String
        /// The recipe that fixes it; nil where there is none or nothing is amiss.
        public var recipe: String?

        public enum State: Sendable, Equatable { case met, missed, warned, unknown }
    }

    /// All needs of the machine for its roles, in the order in which a node comes up.
    public static func all(_ facts: FactSet, roles: [Machine.Role], release: Release?, keepsSwap: Bool) -> [Need] {
        let isControlPlane = roles.contains(.controlPlane)
        return [
            cpus(facts, isControlPlane), memory(facts, isControlPlane), kernel(facts, release), kernelOptions(facts),
            cgroup(facts, release), initSystem(facts),
            swap(facts, keepsSwap), ports(facts, roles), identity(facts), clock(facts), root(facts),
        ]
    }

    private static func need(
        _ title: String, _ isMet: Bool?, _ met: String, _ missed: String, reason: String? = nil, recipe: String? = nil,
        warns: Bool = false
    ) -> Need {
        switch isMet {
        case true?: Need(title: title, state: .met, says: met, recipe: nil)
        case false?: Need(title: title, state: warns ? .warned : .missed, says: missed, recipe: recipe)
        case nil: Need(title: title, state: .unknown, says: reason ?? "It has not been checked yet.", recipe: nil)
        }
    }

    private static func cpus(_ facts: FactSet, _ isControlPlane: Bool) -> Need {
        let wanted = isControlPlane ? 2 : 1
        let count = facts.integer(MachineFacts.cpus)
        return need(
            "Processors", count.map { $0 >= wanted }, "There are \(count ?? 0); \(wanted) are needed.",
            "There is \(count ?? 0) processor; kubeadm requires \(wanted) for a control plane. Give the machine another.",
            reason: facts.reason(MachineFacts.cpus), recipe: "resize-machine")
    }

    private static func memory(_ facts: FactSet, _ isControlPlane: Bool) -> Need {
        // kubeadm's limit is 1700 MB of 1024 * 1024 bytes.
        let wanted = (isControlPlane ? 1700 : 1000) << 20
        let total = facts.integer(MemoryFacts.total)
        let megabytes = (total ?? 0) >> 20
        return need(
            "Memory", total.map { $0 >= wanted }, "There are \(megabytes) MiB; \(wanted >> 20) are needed.",
            "There are \(megabytes) MiB; at least \(wanted >> 20) are needed. Give the machine more.",
            reason: facts.reason(MemoryFacts.total), recipe: "resize-machine")
    }

    private static func initSystem(_ facts: FactSet) -> Need {
        need(
            "Init system", facts.flag(UnitFacts.systemdRuns), "It is systemd.",
            "It is not systemd, but the steps of a plan work with systemd units. Use a machine with systemd.",
            reason: facts.reason(UnitFacts.systemdRuns), recipe: "boot-with-systemd")
    }

    private static func kernel(_ facts: FactSet, _ release: Release?) -> Need {
        let number = facts.integer(KernelFacts.number)
        let wanted = release.map(\.minimumKernel) ?? "5.4"
        let least = KernelFacts.number(of: wanted) ?? 0
        let name = facts.text(KernelFacts.release) ?? ""
        return need(
            "Kernel", number.map { $0 >= least }, "It is \(name); \(wanted) or later is required.",
            "It is \(name); kubeadm of this release requires \(wanted) or later. Install a newer kernel, or choose an older release.",
            reason: facts.reason(KernelFacts.number), recipe: "replace-kernel")
    }

    private static func kernelOptions(_ facts: FactSet) -> Need {
        let missing = facts.list(KernelFacts.missingOptions)
        let isWhole: Bool? =
            facts.has(KernelFacts.missingOptions) && facts.reason(KernelFacts.missingOptions) == nil
            ? missing?.isEmpty ?? true : nil
        return need(
            "Kernel options", isWhole, "The kernel has every option that Kubernetes needs.",
            "The kernel was built without \((missing ?? []).joined(separator: ", ")). Use the distribution's own kernel.",
            reason: facts.reason(KernelFacts.missingOptions), recipe: "replace-kernel")
    }

    private static func cgroup(_ facts: FactSet, _ release: Release?) -> Need {
        let version = facts.text(CgroupFacts.version)
        let refuses = release?.refusesCgroupV1 == true
        return need(
            "cgroups", version.map { $0 == "v2" }, "Version 2 is in use.",
            refuses
                ? "Version 1 is in use, and the kubelet of this release does not start on it. Boot with systemd.unified_cgroup_hierarchy=1."
                : "Version 1 is in use; it still works with this release, but not from 1.35 on. Boot with systemd.unified_cgroup_hierarchy=1.",
            reason: facts.reason(CgroupFacts.version), recipe: refuses ? "turn-cgroup-controllers-on" : nil, warns: !refuses)
    }

    private static func swap(_ facts: FactSet, _ keepsSwap: Bool) -> Need {
        let isOn = facts.flag(SwapFacts.isOn)
        return need(
            "Swap", isOn.map { !$0 || keepsSwap }, isOn == true ? "Swap is on, and the plan keeps it." : "Swap is off.",
            "Swap is on, and the kubelet does not start with it unless failSwapOn is false. The plan turns it off.",
            reason: facts.reason(SwapFacts.isOn), recipe: "turn-swap-off", warns: true)
    }

    /// Ports by role. Source: kubernetes.io, ports and protocols; setup facts 2.11.
    private static func ports(_ facts: FactSet, _ roles: [Machine.Role]) -> Need {
        var wanted = [10250]
        if roles.contains(.controlPlane) { wanted += [6443, 10257, 10259] }
        if roles.contains(.etcd) || roles.contains(.controlPlane) { wanted += [2379, 2380] }
        let rows = facts.rows(PortFacts.ports)
        let taken = (rows ?? []).filter { row in row.integer(.port).map(wanted.contains) == true }
        let words = taken.map { "\($0.integer(.port) ?? 0) by \($0.text(.process) ?? "another program")" }
        let isNode = (facts.text(NodeFacts.role) ?? "none") != "none"
        return need(
            "Ports", rows.map { _ in taken.isEmpty }, "\(wanted.sorted().map(String.init).joined(separator: ", ")) are free.",
            "In use: \(Set(words).sorted().joined(separator: ", ")). "
                + (isNode ? "This machine is already a node." : "Stop those programs before kubeadm runs."),
            reason: facts.reason(PortFacts.ports), warns: isNode)
    }

    private static func identity(_ facts: FactSet) -> Need {
        let name = facts.text(NodeFacts.name)
        return need(
            "Host name", name.map(NameForm.isDNSName), "\(name ?? "") can be a node's name.",
            "\(name ?? "") cannot be a node's name: lower-case letters, digits, - and . are allowed, with a letter or digit at each end.",
            reason: facts.reason(NodeFacts.name), recipe: "rename-machine-before-join")
    }

    private static func clock(_ facts: FactSet) -> Need {
        need(
            "Clock", facts.flag(ClockFacts.isSynchronized), "It is synchronised.",
            "It is not synchronised; if a machine's clock is wrong, its certificates may not be valid yet on other machines. Start chrony or systemd-timesyncd.",
            reason: facts.reason(ClockFacts.isSynchronized), warns: true)
    }

    private static func root(_ facts: FactSet) -> Need {
        need(
            "Rights", facts.flag(NodeFacts.isRoot), "drydock runs as root and sees everything.",
            "drydock does not run as root: some of this page could not be checked, and a plan cannot be applied from here.",
            warns: true)
    }
}
