import Steps
import Text

/// The kernel's settings: packets are passed on between pods, and those of a bridge pass iptables.
struct KernelSettings: Generator {
    static let path = "/etc/sysctl.d/90-kubernetes.conf"

    func steps(_ context: PlanContext) -> [Step] {
        context.linuxNodes.map { machine in
            let settings = Self.settings(context)
            var text = "# Settings that this Kubernetes node needs; systemd-sysctl.service sets them at boot.\n"
            for (name, reason) in settings {
                for line in WrappedText.lines(reason, width: 100) { text += "# \(line)\n" }
                text += "\(name) = 1\n"
            }
            let files = settings.map { "/proc/sys/" + $0.name.split(separator: ".").joined(separator: "/") }
            return Step(
                "set-kernel-settings", on: machine.name, phase: .prepare, title: "Let the kernel pass packets on.",
                why: "A node is a router for its pods. kubeadm refuses a machine that does not forward packets.", risk: .edits,
                actions: [.write(PlannedFile(Self.path, text)), .run(Run(["sysctl", "--load=\(Self.path)"]))],
                check: .succeeds(["awk", "$1 != 1 { bad = 1 } END { exit bad || NR != \(files.count) }"] + files),
                undo: .commands([["rm", "--force", Self.path], ["sysctl", "--system"]]))
        }
    }

    /// Each setting that must be 1, and why.
    static func settings(_ context: PlanContext) -> [(name: String, reason: String)] {
        let families = context.plan.network.families
        let hasIPv6 = families.contains(.ipv6)
        var out: [(String, String)] = [
            ("net.ipv4.ip_forward", "kubeadm asks for it in every cluster: packets go from and to pods.")
        ]
        if hasIPv6 {
            out.append(
                (
                    "net.ipv6.conf.all.forwarding",
                    "The same for IPv6. A machine that forwards no longer takes router advertisements: where its own address or route comes from them, set net.ipv6.conf.INTERFACE.accept_ra = 2 as well."
                ))
            out.append(
                ("net.ipv6.conf.default.forwarding", "Interfaces that appear later, such as those of pods; kubeadm checks it."))
        }
        if context.needsBridgeCalls {
            out.append(("net.bridge.bridge-nf-call-iptables", "Packets between pods of one node pass kube-proxy's rules."))
            if hasIPv6 || context.release.checksBridgeCalls {
                out.append(("net.bridge.bridge-nf-call-ip6tables", "The same for IPv6."))
            }
        }
        return out
    }
}
