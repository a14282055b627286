/// What a network add-on leaves on a machine when its pods are gone: links, mounts, files and rules.
///
/// Read 2026-11 in the projects' sources at the version that the add-ons' data pins, as each case says. Veth ends of pods go with their
/// pods, and tunl0 belongs to the kernel's module, so neither stands here.
struct AddOnLeftovers {
    /// Deleted by name. Ports of Open vSwitch are not among them: the kernel has no way to delete one but the switch's own
    /// (Linux, net/openvswitch/vport-internal_dev.c: its link operations have no dellink, so rtnetlink refuses).
    var links: [String] = []
    /// Where the add-on mounted the unified cgroup hierarchy; a folder with it inside cannot be removed.
    var cgroups: [String] = []
    var files: [String] = []
    var folders: [String] = []
    /// Objects pinned in the kernel's BPF file system: a folder, and how their names begin.
    var pinned: [(folder: String, prefix: String)] = []
    /// Tables of nftables that iptables does not know: family and name.
    var tables: [(family: String, name: String)] = []
    /// What stays until the machine is restarted: whole sentences.
    var untilRestart = ""

    /// What every add-on may leave: the state of the standard CNI plugins.
    static let common = AddOnLeftovers(folders: ["/var/lib/cni"])

    static func of(_ network: ClusterNetwork.AddOnChoice, kubeProxy: KubeProxySettings.Mode) -> AddOnLeftovers {
        switch network.name {
        case "flannel": flannel
        case "canal": canal(kubeProxy)
        case "calico": calico(kubeProxy)
        case "cilium": cilium
        case "antrea": antrea
        case "kube-router": kubeRouter
        case "kube-ovn": kubeOVN
        case "ovn-kubernetes": ovnKubernetes
        // Not read: the project's scripts are gone with it.
        case "weave": AddOnLeftovers(links: ["weave"], folders: ["/var/lib/weave"])
        default: AddOnLeftovers()
        }
    }

    /// What the add-ons leave that have no switch of their own, all together: another program's Open vSwitch is none of ours.
    static func usual(kubeProxy: KubeProxySettings.Mode) -> AddOnLeftovers {
        var out = AddOnLeftovers()
        for other in [flannel, calico(kubeProxy), cilium, kubeRouter] {
            out.links += other.links.filter { !out.links.contains($0) }
            out.cgroups += other.cgroups
            out.files += other.files
            out.folders += other.folders
            out.pinned += other.pinned
            out.tables += other.tables
            out.untilRestart += other.untilRestart
        }
        return out
    }

    /// flannel v0.28.9: pkg/backend/{vxlan,wireguard}, main.go; the bridge is its plugin's.
    private static let flannel = AddOnLeftovers(
        links: ["cni0", "flannel.1", "flannel-v6.1", "flannel-wg", "flannel-wg-v6"], folders: ["/run/flannel"])

    /// Calico v3.32.1: felix/dataplane/linux/dataplanedefs, felix/config (WireGuard), felix/bpf/bpfdefs, manifests/calico.yaml,
    /// cni-plugin/pkg/install. Deleting bpfin.cali takes its other end, bpfout.cali, with it. With kube-proxy on nftables Felix
    /// writes tables of its own (NFTablesMode Auto).
    private static func calico(_ kubeProxy: KubeProxySettings.Mode) -> AddOnLeftovers {
        AddOnLeftovers(
            links: ["vxlan.calico", "vxlan-v6.calico", "wireguard.cali", "wg-v6.cali", "bpfin.cali"],
            cgroups: ["/run/calico/cgroup"], files: ["/etc/cni/net.d/calico-kubeconfig"],
            folders: ["/var/lib/calico", "/run/calico", "/var/log/calico"],
            tables: kubeProxy == .nftables ? [("ip", "calico"), ("ip6", "calico")] : [])
    }

    /// manifests/canal.yaml of Calico v3.32.1: Flannel's VXLAN, Calico's rules and files.
    private static func canal(_ kubeProxy: KubeProxySettings.Mode) -> AddOnLeftovers {
        var out = calico(kubeProxy)
        out.links = ["flannel.1"]
        out.folders.append("/run/flannel")
        return out
    }

    /// cilium-dbg/cmd/cleanup.go and pkg/defaults of cilium/cilium, read at commits before 1.20; values.yaml of chart 1.20.0.
    /// Deleting one end of the pair cilium_host and cilium_net takes the other with it.
    private static let cilium = AddOnLeftovers(
        links: ["cilium_host", "cilium_vxlan", "cilium_geneve", "cilium_wg0"], cgroups: ["/run/cilium/cgroupv2"],
        folders: ["/var/lib/cilium", "/run/cilium", "/sys/fs/bpf/cilium"], pinned: [("/sys/fs/bpf/tc/globals", "cilium_")])

    /// Antrea v2.7.0: cmd/antrea-agent, pkg/agent/{agent.go,wireguard,controller/egress}, build/charts/antrea. The switch's database
    /// lies in /var/run/antrea.
    private static let antrea = AddOnLeftovers(
        links: ["antrea-wg0", "antrea-egress0", "antrea-ingress0", "genev_sys_6081"],
        folders: ["/var/run/antrea", "/var/log/antrea"], untilRestart: ports("antrea-gw0"))

    /// kube-router v2.11.1: pkg/controllers/proxy, pkg/tunnels, daemonset/.
    private static let kubeRouter = AddOnLeftovers(
        links: ["kube-bridge", "kube-dummy-if"], folders: ["/var/lib/kube-router"],
        untilRestart:
            " Tunnels to nodes in other subnets, whose names begin with tun-, and routes stay until the machine is restarted.")

    /// Kube-OVN v1.16.2: dist/images/uninstall.sh, charts/kube-ovn/values.yaml. The folders of a switch that the machine runs itself,
    /// /etc/openvswitch and /run/openvswitch, are not its own.
    private static let kubeOVN = AddOnLeftovers(
        links: ["genev_sys_6081"],
        folders: [
            "/etc/origin/ovn", "/etc/origin/openvswitch", "/etc/origin/ovs_ipsec_keys", "/run/ovn", "/var/log/ovn",
            "/var/log/kube-ovn",
        ], untilRestart: ports("ovn0"))

    /// OVN-Kubernetes v1.3.0: charts ovnkube-single-node-zone and ovs-node of helm/ovn-kubernetes, go-controller/pkg/types,
    /// pkg/node/nftables, pkg/util/nicstobridge.go. OVN's databases lie in /var/lib/openvswitch, which the pods call /etc/ovn.
    private static let ovnKubernetes = AddOnLeftovers(
        links: ["genev_sys_6081"],
        files: ["/var/lib/openvswitch/ovnnb_db.db", "/var/lib/openvswitch/ovnsb_db.db"],
        folders: ["/etc/origin/openvswitch", "/run/ovn-kubernetes", "/var/log/ovn-kubernetes", "/etc/ovn"],
        tables: [("inet", "ovn-kubernetes")],
        untilRestart: ports("ovn-k8s-mp0")
            + " The machine's own address lies on a bridge of that switch, which nobody steers any more: the machine may be out of reach "
            + "until it is restarted, so have its console at hand.")

    private static func ports(_ name: String) -> String {
        " \(name) and pods' other ports of Open vSwitch stay until the machine is restarted: the kernel lets nobody but the switch delete them."
    }
}
