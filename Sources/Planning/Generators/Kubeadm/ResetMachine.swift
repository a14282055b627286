import Steps

/// What takes Kubernetes from one machine: kubeadm's reset and all that it leaves behind.
struct ResetMachine {
    let context: PlanContext
    let machine: Machine

    private var plan: ClusterPlan { context.plan }
    private var isEtcdMember: Bool { plan.topology == .external && machine.roles.contains(.etcd) }
    private var isNode: Bool { machine.roles.contains(.controlPlane) || machine.roles.contains(.worker) }

    /// The steps in their order; none of them can be taken back.
    var steps: [Step] {
        if machine.isWindows { return [windows] }
        var out = [look("see-what-is-here", "See what of the cluster is here.", "before"), reset]
        if isEtcdMember { out.append(etcdService) }
        if isNode { out += [network, rules] }
        if machine.roles.contains(.controlPlane) { out.append(kubeconfig) }
        out.append(files)
        if isNode, plan.runtime.kind == .containerd { out.append(runtime) }
        out.append(look("see-what-is-left", "See what is left.", "after"))
        if isNode { out.append(reboot) }
        return out
    }

    private func step(
        _ key: String, _ title: String, _ why: String, _ actions: [Action], check: Check? = nil,
        undo: Undo = .none(because: "What belonged to the cluster cannot be brought back; join the machine again instead.")
    ) -> Step {
        Step(
            key, on: machine.name, phase: .reset, title: title, why: why, risk: .destroys, actions: actions, check: check,
            undo: undo,
            seconds: 15)
    }

    /// What stands of the cluster on the machine, kept to be compared: kubeadm's files, links, mounts, rules and containers.
    private func look(_ key: String, _ title: String, _ name: String) -> Step {
        let file = "/etc/drydock/reset/\(name)"
        return Step(
            key, on: machine.name, phase: .reset, title: title,
            why: "It is written to \(file), a line for each file, link, mount, rule set and container; nothing is changed.",
            risk: .looks,
            actions: [
                .run(Run(["sh", "-c", Self.inventory, "sh", plan.etcd.dataDir], output: .init(path: file, mode: 0o600)))
            ], seconds: 5)
    }

    private static let inventory = """
        for path in /etc/kubernetes/*.conf /etc/kubernetes/manifests/* /etc/kubernetes/pki /var/lib/kubelet/config.yaml /var/lib/kubelet/pki "$1" \
            /etc/cni/net.d/* /var/lib/cni /etc/drydock/kubeadm; do
            [ ! -e "$path" ] || { [ -d "$path" ] && [ -z "$(ls -A "$path")" ]; } || echo "file $path"
        done
        ls /sys/class/net | grep -E '^(cni|flannel|cali|vxlan|cilium|lxc|kube|antrea|nodelocaldns|weave|veth)' | sed 's/^/link /'
        awk '$2 ~ "^/var/lib/kubelet/" { print "mount " $2 }' /proc/mounts
        for program in iptables ip6tables; do
            count=$("$program-save" 2>/dev/null | grep -cE '\(chains)')
            [ "$count" = 0 ] || echo "rules $program $count"
        done
        crictl ps --quiet 2>/dev/null | sed 's/^/container /'
        systemctl --quiet is-active kubelet.service && echo 'unit kubelet.service'
        exit 0
        """

    private var reset: Step {
        step(
            "reset-kubeadm", "Undo what kubeadm did on \(machine.name).",
            "kubeadm reset stops the kubelet and its containers, takes this machine's etcd out of the cluster where it is a member, and "
                + "removes certificates, kubeconfigs and manifests.",
            [.run(.init(["kubeadm", "reset", "--force", "--cri-socket", context.criSocket]))],
            check: .succeeds(["test", "!", "-e", KubeadmPath.kubeletKubeconfig]))
    }

    private var etcdService: Step {
        step(
            "remove-etcd-service", "Give the kubelet back to kubeadm.",
            "With its drop-in in place the kubelet would go on without a cluster, and a later kubeadm join would fail while it waits for it.",
            [
                .unit(UnitChange("kubelet", .stopped)),
                .run(.init(["rm", "-f", KubeadmPath.etcdUnit, KubeadmPath.etcdKubelet])),
                .unit(.definitionsRead),
            ], check: .succeeds(["test", "!", "-e", KubeadmPath.etcdUnit]))
    }

    /// Of a cluster whose plan is not known, what any of the usual add-ons may have left; what is not there is passed over.
    private var leftovers: AddOnLeftovers {
        isStrange ? .usual(kubeProxy: plan.kubeProxy.mode) : .of(plan.network.addOn, kubeProxy: plan.kubeProxy.mode)
    }

    private var isStrange: Bool { plan.existing != nil && plan.network.addOn.name == ClusterNetwork().addOn.name }

    private var network: Step {
        let leftovers = leftovers
        let folders = AddOnLeftovers.common.folders + leftovers.folders
        var links = leftovers.links
        if plan.kubeProxy.mode == .ipvs { links.append("kube-ipvs0") }
        var actions: [Action] = links.map { link in
            .run(.init(["ip", "link", "delete", link], unless: ["test", "!", "-e", "/sys/class/net/\(link)"]))
        }
        actions += leftovers.cgroups.map {
            .run(.init(["umount", $0], unless: ["test", "!", "-e", "\($0)/cgroup.controllers"]))
        }
        var files = leftovers.files
        let addOns = isStrange ? context.knowledge.addOns : [context.addOn].compactMap { $0 }
        for file in addOns.map(\.cniFile) where !file.isEmpty && !files.contains("/etc/cni/net.d/\(file)") {
            files.append("/etc/cni/net.d/\(file)")
        }
        if !files.isEmpty { actions.append(.run(.init(["rm", "-f"] + files))) }
        actions += leftovers.pinned.map { pinned in
            .run(
                .init(
                    ["find", pinned.folder, "-maxdepth", "1", "-name", "\(pinned.prefix)*", "-delete"],
                    unless: ["test", "!", "-d", pinned.folder]))
        }
        actions.append(.run(.init(["rm", "-rf"] + folders)))
        return step(
            "remove-cni-leftovers", "Remove the network add-on's links and files.",
            "kubeadm reset leaves them. The first file in /etc/cni/net.d wins, so one that is left decides over the next add-on, and a link "
                + "that is left keeps an address of the old pod range." + leftovers.untilRestart, actions)
    }

    private var rules: Step {
        var actions: [Action] = []
        for program in ["iptables", "ip6tables"] {
            // kube-proxy and the kubelet write chains for IPv6 too where the machine has it, and it may not be there otherwise.
            let isOptional = program == "ip6tables" && !plan.network.families.contains(.ipv6)
            let unless = isOptional ? ["sh", "-c", "! command -v ip6tables-save"] : nil
            let saved = "/etc/drydock/reset/\(program).saved"
            let kept = "/etc/drydock/reset/\(program).kept"
            actions += [
                .run(.init(["install", "-d", "-m", "0700", "/etc/drydock/reset"])),
                .run(.init(["\(program)-save"], unless: unless, output: .init(path: saved, mode: 0o600))),
                .run(
                    .init(["sed", "-E", "/\(Self.chains)/d", saved], unless: unless, output: .init(path: kept, mode: 0o600))),
                .run(.init(["\(program)-restore", kept], unless: unless)),
            ]
        }
        var tables = leftovers.tables
        if plan.kubeProxy.mode == .nftables { tables = [("ip", "kube-proxy"), ("ip6", "kube-proxy")] + tables }
        for table in tables {
            // Adding a table that is there changes nothing, and makes sure that there is one to delete. Where the machine has no nft, the
            // add-on brought its own.
            let unless = plan.kubeProxy.mode == .nftables ? nil : ["test", "!", "-x", "/usr/sbin/nft"]
            actions += ["add", "delete"].map { .run(.init(["nft", $0, "table", table.family, table.name], unless: unless)) }
        }
        // kube-router serves Services by IPVS, and needs no ipvsadm for it.
        let hasServers =
            plan.kubeProxy.mode == .ipvs || (plan.network.addOn.name == "kube-router" && plan.network.addOn.replacesKubeProxy)
        if hasServers {
            let unless = plan.kubeProxy.mode == .ipvs ? nil : ["test", "!", "-x", "/usr/sbin/ipvsadm"]
            actions.append(.run(.init(["ipvsadm", "--clear"], unless: unless)))
        }
        let virtual = hasServers ? " All virtual servers of IPVS go, also those of other programs." : ""
        return step(
            "remove-packet-rules", "Remove the packet filter rules of kube-proxy and the network add-on.",
            "kubeadm reset leaves them, and they would send packets for Services to pods that are gone. Only lines with Kubernetes' and the "
                + "add-ons' chains are dropped; the rules as they were lie in /etc/drydock/reset.\(virtual)", actions)
    }

    /// Names of chains, sets and comments that kube-proxy, the kubelet, CNI plugins and the add-ons write. Kube-OVN's chains begin with
    /// OVN- and its sets with ovn40 and ovn60 (v1.16.2, dist/images/uninstall.sh); kube-router's sets with its name (v2.11.1,
    /// pkg/controllers); the others as in the sources of ``AddOnLeftovers``.
    private static let chains =
        "KUBE-|CNI-|FLANNEL|cali-|cali:|cali\\+|CILIUM_|OLD_CILIUM_|ANTREA-|WEAVE-|OVN-|ovn[46]0|kube-router-"

    private var kubeconfig: Step {
        let path = AdminKubeconfig.path(machine)
        return step(
            "set-kubeconfig-aside", "Set the kubeconfig of \(machine.user) aside.",
            "Its certificate belongs to a cluster that is gone, and kubectl would complain of an unknown authority. It is renamed, not "
                + "removed, because it may name other clusters too.",
            [.run(.init(["mv", path, "\(path).before-reset"], unless: ["test", "!", "-e", path]))],
            check: .succeeds(["test", "!", "-e", path]), undo: .commands([["mv", "\(path).before-reset", path]]))
    }

    private var files: Step {
        var paths = ["/etc/drydock/kubeadm", "/etc/drydock/add-ons", "/etc/kubernetes/audit", "/etc/kubernetes/encryption"]
        var why = "They hold the cluster's settings, and a token that may still be valid."
        if isEtcdMember || (machine.roles.contains(.controlPlane) && plan.topology != .external) {
            paths += [plan.etcd.dataDir, KubeadmPath.etcd, "\(KubeadmPath.certificates)"]
            why +=
                " etcd's data goes with them: everything that the cluster knew. Copy a snapshot away first if you may want it back."
        }
        return step(
            "remove-cluster-files", "Remove the cluster's files from \(machine.name).", why,
            [.run(.init(["rm", "-rf"] + paths))],
            check: .succeeds(["test", "!", "-e", paths[0]]))
    }

    /// What stood there before the plan; where nothing did, containerd keeps the plan's.
    private var runtime: Step {
        let kept = ContainerdConfig.keptPath
        return step(
            "restore-containerd-configuration", "Give containerd the configuration that it had.",
            "The plan kept the file that it replaced. Where there was none, or the machine's own file imports the plan's, nothing is done. "
                + "Containers that are no pods go on running.",
            [
                // Where a run before this one was cut off behind the last command, there is nothing left to give.
                .run(.init(["install", "--mode=0644", kept, ContainerdConfig.path], unless: ["test", "!", "-e", kept])),
                .unit(UnitChange("containerd.service", .restarted)), .run(.init(["rm", "-f", kept])),
            ], check: .succeeds(["test", "!", "-e", kept]))
    }

    private var reboot: Step {
        step(
            "reboot", "Restart the machine when it suits.",
            "Mounts of old pods, programs that an add-on loaded into the kernel and addresses in caches go for certain only then.",
            [.byHand("Restart \(machine.name) before it joins another cluster.")])
    }

    private var windows: Step {
        step(
            "reset-kubeadm", "Undo what kubeadm did on \(machine.name).",
            "The machine's kubelet would go on asking a cluster that is gone.",
            [
                .byHand(
                    "In a PowerShell with administrator's rights on \(machine.name) run: kubeadm reset --force --cri-socket "
                        + "\(CRISocket.windows). Then restart it, which removes the pods' networks.")
            ])
    }
}
