import Steps

/// The kernel modules that containers, kube-proxy and the network need.
struct KernelModules: Generator {
    static let path = "/etc/modules-load.d/kubernetes.conf"

    func steps(_ context: PlanContext) -> [Step] {
        context.linuxNodes.map { machine in
            let modules = Self.modules(context)
            var text = "# Kernel modules that this Kubernetes node needs; systemd-modules-load.service loads them at boot.\n"
            for (name, reason) in modules { text += "# \(reason)\n\(name)\n" }
            return Step(
                "load-kernel-modules", on: machine.name, phase: .prepare, title: "Load the kernel modules and keep them loaded.",
                why: "Some of them are loaded by nobody in time: their settings under /proc/sys exist only once they are there.",
                risk: .edits,
                actions: [.write(PlannedFile(Self.path, text))] + modules.map { .run(Run(["modprobe", $0.name])) },
                check: .succeeds(Self.check(modules.map(\.name))),
                undo: .commands([["rm", "--force", Self.path]]))
        }
    }

    /// Each module and why, in the order in which they are loaded.
    static func modules(_ context: PlanContext) -> [(name: String, reason: String)] {
        var out = [("overlay", "The file system of containers: layers of images under one that can be written to.")]
        if context.needsBridgeCalls {
            let reason =
                context.addOn?.usesBridge == false
                ? "kubeadm of this release refuses a machine without net.bridge.bridge-nf-call-iptables."
                : "Packets that cross the bridge of the pods pass iptables; without it Services fail between pods of one node."
            out.append(("br_netfilter", reason))
        }
        guard context.runsKubeProxy else { return out }
        out.append(("nf_conntrack", "kube-proxy sets the limits of connection tracking as it starts."))
        if context.plan.kubeProxy.mode == .ipvs {
            out += [
                ("ip_vs", "kube-proxy's mode ipvs, and the ways of choosing a backend that it may be told to use."),
                ("ip_vs_rr", "Round robin, its default."), ("ip_vs_wrr", "Weighted round robin."),
                ("ip_vs_sh", "By the source's address."),
            ]
        }
        return out
    }

    /// Ends 0 where they are there. A module may be part of the kernel itself and then stands in no list; its settings stand
    /// under /proc/sys in either case.
    private static func check(_ modules: [String]) -> [String] {
        let settings = modules.compactMap { name in
            switch name {
            case "br_netfilter": "net.bridge.bridge-nf-call-iptables"
            case "nf_conntrack": "net.netfilter.nf_conntrack_max"
            case "ip_vs": "net.ipv4.vs.conn_reuse_mode"
            default: nil
            }
        }
        if settings.isEmpty { return ["grep", "--quiet", "--word-regexp", "overlay", "/proc/filesystems"] }
        return ["sysctl", "--names"] + settings
    }
}
