/// What a network add-on leaves on a machine when its pods are gone: links, state and files.
///
/// Names as the projects' manifests have them, from general knowledge and not read again for a release. Veth ends of pods go with their pods, and tunl0
/// belongs to the kernel's module, so neither stands here.
struct AddOnLeftovers {
    var links: [String] = []
    var folders: [String] = []

    /// What every add-on may leave: the state of the standard CNI plugins.
    static let common = AddOnLeftovers(folders: ["/var/lib/cni"])

    static func of(_ id: String) -> AddOnLeftovers {
        switch id {
        case "flannel": AddOnLeftovers(links: ["cni0", "flannel.1", "flannel-v6.1", "flannel-wg"], folders: ["/run/flannel"])
        case "canal": AddOnLeftovers(links: ["flannel.1"], folders: ["/run/flannel", "/var/lib/calico", "/run/calico"])
        case "calico":
            AddOnLeftovers(
                links: ["vxlan.calico", "vxlan-v6.calico", "wireguard.cali", "wg-v6.cali"],
                folders: ["/var/lib/calico", "/run/calico"])
        case "cilium":
            // Deleting one end of the pair cilium_host and cilium_net takes the other with it.
            AddOnLeftovers(
                links: ["cilium_host", "cilium_vxlan", "cilium_geneve", "cilium_wg0"],
                folders: ["/var/lib/cilium", "/run/cilium"])
        case "antrea":
            AddOnLeftovers(links: ["antrea-gw0", "antrea-wg0"], folders: ["/var/run/antrea", "/var/log/antrea"])
        case "kube-router": AddOnLeftovers(links: ["kube-bridge", "kube-dummy-if"], folders: ["/var/lib/kube-router"])
        case "kube-ovn": AddOnLeftovers(links: ["ovn0"], folders: ["/etc/origin/ovn", "/etc/openvswitch", "/run/ovn"])
        case "ovn-kubernetes": AddOnLeftovers(links: ["ovn-k8s-mp0"], folders: ["/var/lib/ovn", "/run/ovn-kubernetes"])
        case "weave": AddOnLeftovers(links: ["weave"], folders: ["/var/lib/weave"])
        default: AddOnLeftovers()
        }
    }
}
