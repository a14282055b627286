import Steps

/// Programs that kubelets, kube-proxy and networks call, which Kubernetes' own packages no longer ask for.
struct BasicPackages: Generator {
    func steps(_ context: PlanContext) -> [Step] {
        context.linuxNodes.compactMap { machine in
            let set = PackageSet(machine.os.family, Self.names(machine, context))
            if set.actions.isEmpty { return nil }
            return Step(
                "install-basic-packages", on: machine.name, phase: .prepare, title: "Install the programs that nodes call.",
                why:
                    "conntrack clears connections of Services that are gone and socat carries kubectl port-forward with some runtimes; Kubernetes' packages no longer bring them with every release.",
                risk: .edits,
                actions: set.actions, check: set.check, seconds: 30)
        }
    }

    static func names(_ machine: Machine, _ context: PlanContext) -> [String] {
        let mode = context.runsKubeProxy ? context.plan.kubeProxy.mode : nil
        var names: [String]
        switch machine.os.family {
        case .apt:
            names = [
                "ca-certificates", "conntrack", "curl", "ethtool", "iproute2", "iptables", "kmod", "procps", "socat",
                "util-linux",
            ]
        case .dnf:
            names = [
                "ca-certificates", "conntrack-tools", "ethtool", "iproute", "iproute-tc", "iptables", "kmod", "procps-ng",
                "socat", "util-linux",
            ]
        case .zypper:
            names = [
                "ca-certificates", "conntrack-tools", "curl", "ethtool", "iproute2", "iptables", "kmod", "procps", "socat",
                "util-linux",
            ]
        case .flatcar, .none, .windows: return []
        }
        // RHEL and its like have ebtables in iptables' package.
        if context.release.checkedPrograms.contains("ebtables"), machine.os.family != .dnf { names.append("ebtables") }
        if mode == .ipvs { names += ["ipset", "ipvsadm"] }
        if mode == .nftables { names.append("nftables") }
        // CRI-O has no command that imports an image: skopeo writes into its store.
        if context.importsImages, context.plan.runtime.kind == .crio { names.append("skopeo") }
        return names.sorted()
    }
}
